import { keyed } from '../identity.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import { field, has, text } from '../walk.ts'
import type { Format } from './format.ts'

/**
 * Splunk's webhook action of a saved search. It only ever fires; `sid` is new for every run and names nothing. Searches
 * of Splunk's own app `search` are known by their name alone.
 */
export const splunk: Format = {
  id: 'splunk',
  recognises: (body) =>
    ['sid', 'results_link', 'search_name', 'app', 'owner', 'result'].filter((name) => has(body, name)).length >= 4 &&
    (has(body, 'search_name') || has(body, 'results_link')),
  read: (body) => {
    const search = text(body, 'search_name')
    const app = text(body, 'app')
    const result = field(body, 'result')
    return [
      makeReading({
        format: 'splunk',
        status: 'firing',
        key: search
          ? keyed({ search_name: search, app: app === 'search' ? null : app })
          : keyed({ app, owner: text(body, 'owner'), host: text(result, 'host') }),
        severity: text(result, 'severity', 'urgency', 'level'),
        title: search ?? `Search of ${text(body, 'owner') ?? 'Splunk'}`,
        description: text(result, '_raw', 'message', 'description'),
        host: text(result, 'host', 'orig_host', 'dest'),
        identifiers: [text(result, 'host'), text(result, 'service'), text(result, 'dest')],
        links: [['Results', text(body, 'results_link')]],
        at: field(result, '_time'),
        facts: [
          ['App', app],
          ['Owner', text(body, 'owner')],
          ...factsOf(result).filter(([name]) => !name.startsWith('_')),
        ],
      }),
    ]
  },
}
