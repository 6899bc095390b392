import { incidents } from '../../api/incident/operations.ts'
import type { Operation } from '../../api/operation.ts'
import { outages } from '../../api/outages.ts'
import { people } from '../../api/people.ts'
import { ratings } from '../../api/ratings.ts'
import { sessions } from '../../api/sessions.ts'
import { ticketTemplates } from '../../api/ticket-templates.ts'
import { tokens } from '../../api/tokens.ts'
import { byId } from '../page/carry-out.ts'

/** What the employees' pages ask and do, all of it the API's. */
export const operations = {
  ...byId(
    incidents,
    'listIncidents',
    'readIncident',
    'readAttachment',
    'openIncident',
    'commentOnIncident',
    'closeIncident',
    'reopenIncident',
    'cancelIncident',
    'rateIncident',
    'unwatchIncident',
    'saveDraft',
    'readDraft',
    'deleteDraft',
  ),
  ...byId(outages, 'listOutages', 'sayMeToo', 'takeBackMeToo'),
  ...byId(ticketTemplates, 'listTicketTemplates'),
  ...byId(ratings, 'readRatingAsked', 'rateByKey'),
  ...byId(people, 'readPerson', 'setPreferences', 'setLanguage'),
  ...byId(sessions, 'listSessions', 'endSession', 'endSessions'),
  ...byId(tokens, 'listTokens', 'makeToken', 'revokeToken'),
}

/** What requesters do to their ticket after they have seen it: none of it happens behind their back. */
export const moves: ReadonlyMap<string, Operation> = new Map([
  ['close', operations.closeIncident],
  ['reopen', operations.reopenIncident],
  ['cancel', operations.cancelIncident],
])
