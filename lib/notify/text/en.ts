import { changeWords } from '../../change/word.ts'
import type { MailTexts } from './texts.ts'

const internal = 'Your answer to this mail becomes an internal note; {{requester}} does not see it.'

/** What our mails say in English. */
export const en: MailTexts = {
  deskName: 'Service Desk',
  templates: {
    acknowledgement: {
      subject: '[{{number}}] {{title}}',
      intro:
        'Hello {{requester}},\n\nthank you, we have your message. Its number is {{number}}, and somebody will look at it soon.',
      closing: 'To add something, simply reply to this mail.',
    },
    opened: {
      subject: '[{{number}}] {{title}}',
      intro: 'Hello {{requester}},\n\n{{by}} opened {{number}} for you, so that nothing gets lost:',
      closing: 'If something is missing or not quite right, simply reply to this mail.',
    },
    comment: {
      subject: '[{{number}}] {{title}}',
      intro: '{{by}} wrote about {{number}}:',
      closing: 'To answer, simply reply to this mail.',
    },
    resolved: {
      subject: '[{{number}}] Solved: {{title}}',
      intro: 'Hello {{requester}},\n\nwe believe that {{number}} is solved:',
      closing: 'Not solved? Simply reply to this mail, and we go on with it.',
    },
    canceled: {
      subject: '[{{number}}] Closed: {{title}}',
      intro: 'Hello {{requester}},\n\n{{by}} closed {{number}} and gave this reason:',
      closing: 'If you do not agree, simply reply to this mail.',
    },
    reply: {
      subject: '[{{number}}] {{title}}',
      intro: '{{by}} wrote on {{number}}:',
      closing: 'Your answer to this mail goes to {{requester}}.',
    },
    note: {
      subject: '[{{number}}] Internal note: {{title}}',
      intro: '{{by}} left an internal note on {{number}}:',
      closing: internal,
    },
    assigned: {
      subject: '[{{number}}] Yours: {{title}}',
      intro: '{{number}} is yours now; {{by}} gave it to you.',
      closing: internal,
    },
    unassigned: {
      subject: '[{{number}}] Nobody’s yet: {{title}}',
      intro: '{{number}} came to your team, and nobody has it yet.',
      closing: internal,
    },
    reopened: {
      subject: '[{{number}}] Open again: {{title}}',
      intro: '{{number}} is not solved after all, says {{by}}.',
      closing: internal,
    },
    'sla-warning': {
      subject: '[{{number}}] Time is running out: {{title}}',
      intro: 'Three quarters of the time promised for the {{clock}} of {{number}} have passed.',
      closing: internal,
    },
    'sla-breached': {
      subject: '[{{number}}] Overdue: {{title}}',
      intro: 'The time promised for the {{clock}} of {{number}} is over.',
      closing: internal,
    },
    'major-proposed': {
      subject: '[{{number}}] A major incident? {{title}}',
      intro: '{{number}} may be a major incident. Please decide: accept it, or say why it is none. Proposed by {{by}}:',
      closing: internal,
    },
    'update-overdue': {
      subject: '[{{number}}] News is overdue: {{title}}',
      intro:
        'People should have heard of the major incident {{number}} by {{since}} at the latest. Reply to its requester or change the announcement; even that nothing is new yet is news.',
      closing: internal,
    },
    undelivered: {
      subject: '[{{number}}] A mail came back: {{title}}',
      intro: 'Our mail about {{number}} did not reach {{address}}. They may not know what we wrote; a call would help.',
      closing: internal,
    },
    refused: {
      subject: '[{{number}}] Not done: {{title}}',
      intro: 'Nothing of what your mail asked for on {{number}} was done. Its words are kept as an internal note. Why:',
      closing: internal,
    },
    rated: {
      subject: '[{{number}}] Rated {{score}} of 5: {{title}}',
      intro:
        '{{requester}} was not satisfied with the solution of {{number}} and gave it {{score}} of 5. A call may help.',
      closing: internal,
    },
    approval: {
      subject: '[{{number}}] Approval: {{title}}',
      intro: 'Hello {{recipient}},\n\n{{requester}} asks for your decision about {{number}}: {{title}}',
      closing: 'Please decide by {{until}}. What nobody decides is not approved.',
    },
    'approval-copy': {
      subject: '[{{number}}] Approval: {{title}}',
      intro:
        'Hello {{recipient}},\n\n{{by}} was asked to decide about {{number}} for you, because you delegated to them. This is a copy; there is nothing for you to do.',
      closing: 'It is to be decided by {{until}}.',
    },
    'approval-reminder': {
      subject: '[{{number}}] Approval: {{title}}',
      intro: 'Hello {{recipient}},\n\n{{number}} still waits for your decision: {{title}}',
      closing: 'Please decide by {{until}}. What nobody decides is not approved.',
    },
    'approval-escalation': {
      subject: '[{{number}}] Approval: {{title}}',
      intro:
        'Hello {{recipient}},\n\n{{number}} waits for a decision by {{people}}, who report to you. Its time is over at {{until}}, and then it is not approved.',
      closing: 'You cannot decide for them, but you can ask them, or have them delegate.',
    },
    'approval-void': {
      subject: '[{{number}}] Approval: {{title}}',
      intro: 'Hello {{recipient}},\n\nyou need not decide about {{number}} any more: {{title}}',
      closing: 'There is nothing for you to do.',
    },
    'approval-help': {
      subject: '[{{number}}] Approval: {{title}}',
      intro: 'Hello {{recipient}},\n\nyour reply about {{number}} decided nothing. {{reason}}',
      closing:
        'To decide by mail, let the first line of your reply to the mail that asked you be APPROVE or REJECT and nothing else. To reject, say why from the second line on. You can always decide on the page.',
    },
    delegation: {
      subject: '{{by}} delegates approvals to you',
      intro:
        'Hello {{recipient}},\n\nfrom {{from}} to {{to}} you decide for {{by}} about what needs their approval. You will be asked by mail each time.',
      closing: 'If you are away yourself, please tell {{by}}: they can name somebody else.',
    },
    'approval-code': {
      subject: 'Your code for {{number}}',
      intro: 'Hello {{recipient}},\n\nyour code to decide about {{number}} ({{title}}) is\n\n{{code}}',
      closing:
        'It is good for {{minutes}} minutes and for this one decision. If you did not ask for it, ignore this mail and give the code to nobody; we never ask for it.',
    },
    'outage-over': {
      subject: 'Over: {{title}}',
      intro: 'Hello {{recipient}},\n\nyou told us that this hurts you too. It is over:\n\n{{title}}',
      closing: 'Should it still not work for you, reply to this mail: that opens a ticket of your own.',
    },
    digest: {
      subject: 'Your service desk digest',
      intro: 'Hello {{recipient}},\n\nthis happened since the last time:',
      closing: 'You choose what you are told, and how, in your preferences.',
    },
    'directory-stopped': {
      subject: 'The directory was stopped: it deactivates too many people',
      intro:
        'Hello {{recipient}},\n\nthe directory has deactivated {{count}} people within a short time and wants to deactivate more. It was stopped; nobody else has lost their access.',
      closing:
        'Look whom it is about, then approve it, or dismiss it and put the directory right. Until then nobody is deactivated by it:\n{{where}}',
    },
    'webhook-disabled': {
      subject: 'The webhook {{name}} was switched off',
      intro: 'Hello {{recipient}},\n\nthe webhook {{name}} is told nothing any more: {{reason}}',
      closing:
        'What it was not told is kept. Put the receiver right, enable the webhook again, and ask for a replay:\n{{where}}',
    },
  },
  webhook: {
    failing: 'nothing has arrived for 48 hours. The last attempt ended with {{answer}}.',
    gone: 'the receiver answered that it is gone ({{answer}}).',
  },
  holdsForAll: 'If you told us about it more than once, this answers all of it.',
  link: 'Open {{number}}',
  rate: 'How did we do? Tell us in one click',
  surge: '{{count}} incidents of {{service}} within {{minutes}} minutes.',
  facts: { requester: 'For', priority: 'Priority', state: 'State', due: 'Due' },
  state: {
    new: 'new',
    in_progress: 'in progress',
    on_hold: 'on hold',
    resolved: 'resolved',
    closed: 'closed',
    canceled: 'canceled',
  },
  clock: { response: 'first answer', resolution: 'solution', custom: 'promise' },
  lines: {
    acknowledgement: 'we have your message',
    opened: '{{by}} opened it for you',
    comment: '{{by}}: {{text}}',
    resolved: 'solved: {{notes}}',
    canceled: 'closed by {{by}}: {{reason}}',
    reply: '{{by}}: {{text}}',
    note: '{{by}}, internally: {{text}}',
    assigned: 'yours now, by {{by}}',
    unassigned: 'nobody’s yet, for {{requester}}',
    reopened: 'open again, by {{by}}',
    'sla-warning': 'time is running out for the {{clock}}',
    'sla-breached': 'overdue: the {{clock}}',
    'major-proposed': 'a major incident? {{reason}}',
    'update-overdue': 'news of this major incident is overdue since {{since}}',
    undelivered: 'a mail to {{address}} came back',
    refused: 'not done: {{reason}}',
    rated: 'rated {{score}} of 5',
  },
  approval: {
    ...changeWords.en,
    link: {
      approval: 'Look and decide',
      'approval-copy': 'Look at {{number}}',
      'approval-reminder': 'Look and decide',
      'approval-escalation': 'Look at {{number}}',
      'approval-void': 'Look at {{number}}',
      'approval-help': 'Look and decide',
      delegation: 'My approvals',
    },
    facts: {
      type: 'Type',
      risk: 'Risk',
      window: 'When',
      service: 'Service',
      items: 'Touches',
      requester: 'Asked by',
      owner: 'Answers for it',
      assignee: 'Carried out by',
      until: 'Decide by',
      stage: 'Stage',
    },
    sections: {
      why: 'Why',
      plan: 'Plan',
      test: 'Test',
      backout: 'Way back',
      because: 'What makes the risk',
      obstacles: 'In the way at that time',
      others: 'Others said',
    },
    forSomebody: (name) => `You are asked for ${name}, who delegated to you.`,
    again: (fields) =>
      `You were asked before. It was changed since then (${fields}), so what you said does not count any more.`,
    changed: 'It has been changed since this mail was written. Please look at the page for what it says now.',
    byReply:
      'You can also decide by replying to this mail: let the first line be APPROVE or REJECT and nothing else. To reject, say why from the second line on.',
    noReply: 'Because of its risk this needs a fresh sign-in, so it cannot be decided by replying.',
    nothing: 'nothing said',
    others: { approved: (name) => `${name} approved`, rejected: (name) => `${name} rejected` },
    over: {
      invalidated: (fields) => `It was changed (${fields}), so what you were asked, or said, does not count any more.`,
      rejected: (by) => `${by} rejected it.`,
      expired: (reason) => `The time to decide is over, and it was not approved: ${reason}.`,
      asked: (reason) => `It was taken back: ${reason}`,
      canceled: (reason) => `It was canceled: ${reason}`,
      recorded: (reason) => `It was carried out as an emergency before it was authorized. ${reason}`,
    },
    help: {
      words:
        'Its first line must be APPROVE or REJECT and nothing else, so that no half sentence decides. What you wrote is kept with the change.',
      stale:
        'It was changed after the mail that you answered was written. Please look at what it says now, and decide about that.',
      over: 'It is not waiting for your decision any more. The page shows what became of it.',
      'step-up': 'Because of its risk this needs a fresh sign-in, so please decide on the page.',
      reason: 'A rejection must say why, from the second line on: the requester has to mend the change.',
      'not-asked': 'This address is not among those who are asked.',
    },
  },
  more: 'There was more than fits in here.',
  nobody: 'the service desk',
}
