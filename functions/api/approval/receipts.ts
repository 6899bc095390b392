import * as z from 'zod'
import { PublicKey, Receipt } from '../../../lib/approval/receipt.ts'
import { publicKeys, receiptsOf } from '../../../lib/desk/approval/receipts.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { shownTo } from './reading.ts'

/** Everything that checking receipts takes, without asking us. */
const Receipts = z.object({
  receipts: z.array(Receipt).describe('In the order of the decisions, each naming the one before it.'),
  keys: z.array(PublicKey).describe('As listed at /.well-known/haneul-approvals.json, which is where to compare them.'),
})

const reading = operation({
  method: 'GET',
  path: '/api/v1/approvals/{number}/{stage}/receipts',
  id: 'readApprovalReceipts',
  access: { kind: 'approval', action: 'read-receipt' },
  summary: 'Read the signed receipts of all decisions about a change',
  description: 'A decision is signed within seconds. Check them offline with `npm run verify-receipt -- FILE`.',
  status: 200,
  answer: Receipts,
  run: async (call: Call, desk: ApiDesk) => {
    const { change } = await shownTo(call, desk)
    const [receipts, keys] = await Promise.all([receiptsOf(desk.store, change.number), publicKeys(desk.store)])
    return {
      status: 200,
      headers: { 'content-disposition': `attachment; filename="${change.number}-receipts.json"` },
      body: Receipts.parse({ receipts, keys }),
    }
  },
})

/** Signed proofs of decisions. */
export const receipts = [reading]
