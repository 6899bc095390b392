import { Leaving, readLeaving } from '../../../lib/desk/leave.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { ensureMay } from './access.ts'

const View = Leaving.omit({ kind: true })

/** What became of the work of somebody who left. */
export const leaving = operation({
  method: 'GET',
  path: '/api/v1/directory/leavings/{person}',
  id: 'readLeaving',
  access: { kind: 'directory', action: 'read' },
  summary: 'Read what became of the work of somebody who left, and what they still lead on paper',
  status: 200,
  answer: View,
  run: async (call: Call, { store }: ApiDesk) => {
    ensureMay(call, 'read')
    const id = call.params.person ?? ''
    const found = await readLeaving(store, id)
    if (!found) throw new Refusal('not_found', `Nothing is known of ${id} having left.`)
    return { status: 200, body: View.parse(found) }
  },
})
