import { keyed } from '../identity.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { has, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = { down: 'firing', up: 'resolved' }

/** StatusCake's form. It says neither when nor how bad. */
export const statuscake: Format = {
  id: 'statuscake',
  recognises: (body) =>
    meaning(statuses, text(body, 'Status')) !== undefined &&
    ['Name', 'URL', 'TestID', 'Token', 'StatusCode', 'Method', 'IP', 'Checkrate', 'Tags'].filter((name) =>
      has(body, name),
    ).length >= 3,
  read: (body) => {
    const id = text(body, 'TestID', 'TestId')
    return [
      makeReading({
        format: 'statuscake',
        status: meaning(statuses, text(body, 'Status')) ?? 'ignored',
        key: id ? keyed({ test: id }) : keyed({ url: text(body, 'URL'), name: text(body, 'Name') }),
        title: text(body, 'Name', 'URL'),
        host: text(body, 'URL', 'IP', 'Name'),
        identifiers: [text(body, 'URL'), text(body, 'IP'), text(body, 'Name')],
        links: [['Monitored', text(body, 'URL')]],
        facts: [
          ['Answer', text(body, 'StatusCode')],
          ['Method', text(body, 'Method')],
          ['Tags', text(body, 'Tags')],
          ['Address', text(body, 'IP')],
        ],
      }),
    ]
  },
}
