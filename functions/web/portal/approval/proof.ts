import { publicKeys } from '../../../../lib/desk/approval/receipts.ts'
import { carryOut } from '../../page/carry-out.ts'
import type { PageRoute } from '../../page/visit.ts'
import { operations } from './operation.ts'

const json = (body: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  status: 200,
  headers: { 'content-type': 'application/json', ...headers },
  body: `${JSON.stringify(body, null, 2)}\n`,
})

const receipts: PageRoute = {
  method: 'GET',
  path: '/approvals/{number}/{stage}/receipts',
  show: async (visit, desk) =>
    json(await carryOut(visit, desk, operations.readApprovalReceipts, { params: visit.params }), {
      'content-disposition': `attachment; filename="${visit.params.number}-receipts.json"`,
    }),
}

/** The keys that signed receipts, for everybody (RFC 8615: a well-known place). */
const keys: PageRoute = {
  method: 'GET',
  path: '/.well-known/haneul-approvals.json',
  isOpen: true,
  show: async (_, { store }) => json({ keys: await publicKeys(store) }),
}

/** Signed proofs of decisions, and what they are checked with. */
export const proofPages: readonly PageRoute[] = [receipts, keys]
