import { announceSheet, declareSheet } from './sheet/announce.tsx'
import { assignSheet } from './sheet/assign.tsx'
import { editSheet, overrideSheet, prioritizeSheet } from './sheet/classify.tsx'
import {
  acceptSheet,
  addChildrenSheet,
  proposeSheet,
  rejectSheet,
  reviewSheet,
  updatePlanSheet,
} from './sheet/major.tsx'
import { cancelSheet, holdSheet, reopenSheet, resolveSheet } from './sheet/move.tsx'
import { followUpSheet, mergeSheet, parentSheet, splitSheet, unwatchSheet, watchSheet } from './sheet/relate.tsx'
import type { Sheet } from './sheet/sheet.ts'
import type { SheetName } from './text.ts'

/** Everything that can be done to a ticket, by the command of the API. */
export const sheets: Readonly<Record<SheetName, Sheet<unknown>>> = {
  assign: assignSheet,
  start: {},
  hold: holdSheet,
  resume: {},
  resolve: resolveSheet,
  reopen: reopenSheet,
  close: { isGrave: true },
  cancel: cancelSheet,
  edit: editSheet,
  prioritize: prioritizeSheet,
  'override-priority': overrideSheet,
  'declare-major': declareSheet,
  'propose-major': proposeSheet,
  'accept-major': acceptSheet,
  'reject-major': rejectSheet,
  'update-plan': updatePlanSheet,
  review: reviewSheet,
  'add-children': addChildrenSheet,
  announce: announceSheet,
  'withdraw-announcement': {},
  watch: watchSheet,
  unwatch: unwatchSheet,
  'set-parent': parentSheet,
  merge: mergeSheet,
  unmerge: {},
  split: splitSheet,
  'follow-up': followUpSheet,
}
