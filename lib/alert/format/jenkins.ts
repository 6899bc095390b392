import { keyed } from '../identity.ts'
import type { AlertLevel } from '../level.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  failure: 'firing',
  unstable: 'firing',
  success: 'resolved',
}

const levels: Readonly<Record<string, AlertLevel>> = { failure: 'high', unstable: 'medium' }

/** Jenkins' notification plugin. A job fails until it succeeds; a phase before the end repeats the build before it. */
export const jenkins: Format = {
  id: 'jenkins',
  recognises: (body) => has(body, 'build.phase') && has(body, 'build.number') && text(body, 'name') !== null,
  read: (body) => {
    const build = field(body, 'build')
    const isOver = /^(?:COMPLETED|FINALIZED|FINISHED)$/.test(text(build, 'phase') ?? '')
    const status = isOver ? meaning(statuses, text(build, 'status')) : undefined
    return [
      makeReading({
        format: 'jenkins',
        kind: status ? 'alert' : 'non-alert',
        status: status ?? 'ignored',
        key: status ? keyed({ job: text(body, 'url', 'name') }) : null,
        severity: status ? text(build, 'status') : null,
        level: meaning(levels, status ? text(build, 'status') : null) ?? null,
        title: text(body, 'display_name', 'name'),
        description: text(build, 'log'),
        host: text(body, 'name'),
        links: [['Build', text(build, 'full_url')]],
        at: field(build, 'timestamp'),
        facts: [
          ['Build', text(build, 'number')],
          ['Phase', text(build, 'phase')],
          ['Branch', text(build, 'scm.branch')],
          ['Commit', text(build, 'scm.commit')],
        ],
      }),
    ]
  },
}
