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
  more: 'There was more than fits in here.',
  nobody: 'the service desk',
}
