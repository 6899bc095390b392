import { changeWords } from '../../../../lib/change/word.ts'
import type { ApprovalTexts } from './text.ts'

const { type, risk, field } = changeWords.en

/** In English. */
export const en: ApprovalTexts = {
  heading: 'My approvals',
  lead: 'Changes that need your decision.',
  open: 'Waiting for you',
  over: 'Before',
  none: {
    heading: 'Nothing waits for you',
    hint: 'When a change needs your decision, it shows up here and you get a mail.',
  },
  noneOver: 'You have not been asked about anything yet.',
  until: (when) => `decide by ${when}`,
  forSomebody: (name) => `for ${name}`,
  yourState: {
    requested: 'Waiting for you',
    approved: 'Approved',
    rejected: 'Rejected',
    expired: 'Time is over',
    withdrawn: 'Taken back',
    invalidated: 'Changed since',
    'not-needed': 'Decided by others',
  },
  all: 'All my approvals',

  eyebrow: (stage) => `Approval · ${stage}`,
  facts: {
    window: 'When',
    risk: 'Risk',
    type: 'Type',
    service: 'Service',
    items: 'Touches',
    requester: 'Asked by',
    owner: 'Answers for it',
    assignee: 'Carried out by',
    until: 'Decide by',
  },
  sections: {
    why: 'Why',
    plan: 'Plan',
    test: 'Test',
    backout: 'Way back',
    because: 'What makes the risk',
    obstacles: 'In the way at that time',
    others: 'Who decides',
    shown: 'What you decide about',
  },
  type,
  risk,
  field,
  impact: { low: 'low', medium: 'medium', high: 'high' },
  shownHint: 'Your decision stands for exactly what is shown here. Its fingerprint:',
  blocks: 'blocks',
  nobodyYet: 'Not asked yet',
  quorum: (is, amount) =>
    ({
      any: 'one of them is enough',
      all: 'all of them',
      count: `${amount} of them`,
      percent: `${amount} percent of them`,
    })[is],
  via: { page: 'on this page', mail: 'by mail', api: 'over the API' },

  decision: 'Your decision',
  comment: 'A word to go with it',
  approve: 'Approve',
  reject: 'Reject',
  rejectOpen: 'Reject …',
  reason: 'Why?',
  reasonHint: 'The requester reads this and has to mend the change.',
  once: 'Your first decision counts. Opening this page decides nothing.',

  changed: {
    heading: 'It has changed since you looked',
    text: 'Nothing was decided. Please look at what is different, then decide about what it says now.',
  },
  was: 'Before',
  is: 'Now',
  nothing: 'nothing',
  signInAgain: {
    heading: 'Please sign in again to decide',
    text: 'Because of its risk, this decision needs a sign-in of the last few minutes. You come straight back here.',
    button: 'Sign in and decide',
  },

  recorded: {
    approved: (name, when) => `${name} approved this ${when}`,
    rejected: (name, when) => `${name} rejected this ${when}`,
  },
  recordedBy: (channel) => `Recorded ${channel}. There is nothing more for you to do.`,
  receipt: 'Signed receipt',
  closing: {
    rejected: (by, when) => ({
      heading: `Rejected ${when}`,
      text: `It went back to its requester after ${by} decided.`,
    }),
    expired: (_, when) => ({
      heading: `The time to decide was over ${when}`,
      text: 'It was not approved. Its requester can ask again.',
    }),
    reverted: (by, when) => ({
      heading: `Taken back ${when}`,
      text: `${by} took it back. Nobody need decide any more.`,
    }),
    canceled: (by, when) => ({ heading: `Canceled ${when}`, text: `${by} canceled it. Nobody need decide any more.` }),
    recorded: (by, when) => ({
      heading: `Carried out as an emergency ${when}`,
      text: `${by} recorded that it was done before it was authorized. It will be reviewed.`,
    }),
  },
  settled: {
    heading: 'Others have decided',
    text: 'Enough people approved this stage, so yours is not needed any more.',
  },
  authorized: { heading: 'Approved by all', text: 'Every approval is there. The change is scheduled.' },
  waiting: { heading: 'Others still decide', text: 'You will hear only if somebody changes it.' },
  asksAgain: {
    heading: 'It was changed',
    text: 'What you said does not count any more, because something you answer for was edited. You will be asked again when it is your turn.',
  },
  notYet: { heading: 'Not your turn yet', text: 'Others decide first. You will get a mail.' },
  onlyReading: { heading: 'You are not asked', text: 'You can read this; others decide.' },
  superseded: {
    heading: 'Others are asked now',
    text: 'The change was put up for approval anew, and this question is not part of it any more. There is nothing for you to do.',
  },
  foreign: (name) => ({
    heading: 'This is not for you, or the link is cut off',
    text: `You are signed in as ${name}. If the mail came to another account of yours, sign in with that one. If it was passed on to you, only the person it was sent to can decide.`,
  }),
  otherAccount: 'Sign in as somebody else',

  stranger: {
    heading: 'A change waits for a decision',
    text: 'To see it and decide, show us who you are.',
    signIn: 'Sign in',
    noAccount: 'No account here?',
    noAccountHint: 'We mail a code to the address that was asked. It is good for ten minutes.',
    address: 'Your mail address',
    send: 'Mail me a code',
    sent: (address) => `If ${address} was asked, a code is on its way. It can take a minute.`,
    code: 'Code from the mail',
    codeHint: 'Six digits',
    enter: 'Go on',
    another: 'Mail another code',
    opened: (name) => `You decide as ${name}, with a code that was mailed to you.`,
  },

  away: {
    heading: 'While you are away',
    hint: 'Somebody else decides for you, and is told by mail. You get a copy of what they are asked.',
    from: 'First day',
    to: 'Last day',
    delegate: 'Who decides',
    delegateHint: 'Their mail address',
    save: 'Delegate',
    remove: 'Take back',
    line: (name, from, to) => `${name}, from ${from} to ${to}`,
    saved: 'Saved. New delegates are told by mail.',
  },
  refusal: (code, field, facts) => {
    if (code === 'invalid' && field === 'comment') return 'Say why you reject it: the requester has to mend the change.'
    if (code === 'unauthenticated') return 'Please sign in again, then decide.'
    if (field === 'code' && code === 'too_many') return 'That was wrong five times. Ask for another code.'
    if (field === 'code')
      return Number(facts.left) > 0
        ? `That is not it. You can try ${facts.left} more times.`
        : 'This code is not good, or not any more. Ask for another one.'
    return undefined
  },
}
