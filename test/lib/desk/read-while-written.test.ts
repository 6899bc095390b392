import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTicket } from '../../../lib/desk/read-ticket.ts'
import type { Store } from '../../../lib/store/store.ts'
import { startApi, type TestApi } from '../../support/api.ts'

describe('a ticket that is read while somebody writes', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await startApi()
  })
  afterAll(() => api.stop())

  const sequences = (timeline: readonly object[]) => timeline.map((entry) => (entry as { sequence: number }).sequence)

  test('is shown with the entries of the version that it tells, when the head is newer than they were', async () => {
    const number = await api.open()
    let isFirst = true
    const store: Store = {
      ...api.store,
      parts: async (pk, begins, range) => {
        const page = await api.store.parts(pk, begins, range)
        if (begins === 'event#' && isFirst) {
          isFirst = false
          await api.order(number, 'comments', { text: 'Meanwhile' })
        }
        return page
      },
      // The head is read when the entries were.
      get: async (at) => {
        while (isFirst) await new Promise((go) => setTimeout(go, 1))
        while (Number((await api.store.get(at))?.version) === 1) await new Promise((go) => setTimeout(go, 1))
        return api.store.get(at)
      },
    }
    const record = await readTicket(store, number)
    expect(record?.head.version).toBe(2)
    expect(sequences(record!.timeline)).toEqual([1, 2])
  })

  test('is shown without an entry that its head does not know yet', async () => {
    const number = await api.open()
    const head = await api.store.get({ pk: number, sk: 'head' })
    await api.order(number, 'comments', { text: 'Meanwhile' })
    const record = await readTicket({ ...api.store, get: async () => head }, number)
    expect(sequences(record!.timeline)).toEqual([1])
  })
})
