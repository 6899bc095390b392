import { board } from '../../api/board.ts'
import { filters } from '../../api/filters.ts'
import { incidents } from '../../api/incident/operations.ts'
import { letters } from '../../api/letters.ts'
import type { Operation } from '../../api/operation.ts'
import { people } from '../../api/people.ts'
import { teams } from '../../api/teams.ts'
import { byId } from '../page/carry-out.ts'

/** What the agents' pages ask and do, all of it the API's. */
export const operations = {
  ...byId(
    incidents,
    'listIncidents',
    'readIncident',
    'readAttachment',
    'openIncident',
    'commentOnIncident',
    'saveDraft',
    'readDraft',
    'deleteDraft',
    'notePresence',
    'readPresence',
    'explainIncidentClocks',
    'listMajorIncidents',
    'listSimilarIncidents',
  ),
  ...byId(board, 'readBoard'),
  ...byId(filters, 'listFilters', 'saveFilter', 'removeFilter'),
  ...byId(letters, 'listLetters', 'readRawLetter', 'replayLetter'),
  ...byId(people, 'listPeople', 'readPerson'),
  ...byId(teams, 'listTeams', 'previewAssignment'),
}

/** The commands to an incident by the last part of their path, such as `resolve`. */
export const commands: ReadonlyMap<string, Operation> = new Map(
  incidents.flatMap((operation) => {
    const name = /^\/api\/v1\/incidents\/\{number\}\/([a-z-]+)$/.exec(operation.path)?.[1]
    return name && operation.method === 'POST' ? [[name, operation] as const] : []
  }),
)
