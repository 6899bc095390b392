/** What a reply to an approval mail says. */
export type ReplyDecision = 'approved' | 'rejected'

const words: Readonly<Record<string, ReplyDecision>> = {
  approve: 'approved',
  reject: 'rejected',
  승인: 'approved',
  반려: 'rejected',
}

/**
 * The decision in a reply, or nothing. Its first line that is not empty must be one of APPROVE, REJECT, 승인 and 반려, and
 * nothing else: `not approved`, `approve?` and `approve, but` decide nothing (failures of others that failed open:
 * openworker#520, #445). `text` is what was newly written, without quotes.
 */
export const decisionIn = (text: string): ReplyDecision | undefined => {
  const first = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== '')
  return first === undefined ? undefined : words[first.trim().normalize('NFC').toLowerCase()]
}
