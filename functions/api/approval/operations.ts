import type { Operation } from '../operation.ts'
import { decide } from './decide.ts'
import { delegations } from './delegations.ts'
import { guestApprovals } from './guest.ts'
import { approvalReadings } from './reading.ts'
import { receipts } from './receipts.ts'

/** What the API can do with approvals. */
export const approvals: readonly Operation[] = [
  ...approvalReadings,
  decide,
  ...receipts,
  ...guestApprovals,
  ...delegations,
]
