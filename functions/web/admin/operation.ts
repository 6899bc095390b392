import { audit } from '../../api/audit.ts'
import { directory } from '../../api/directory/operations.ts'
import { listing } from '../../api/incident/list.ts'
import { mails } from '../../api/mail/operations.ts'
import { rulesAboutMail } from '../../api/mail-rules.ts'
import { people } from '../../api/people.ts'
import { rules } from '../../api/rule/operations.ts'
import { sessions } from '../../api/sessions.ts'
import { teams } from '../../api/teams.ts'
import { tokens } from '../../api/tokens.ts'
import { byId } from '../page/carry-out.ts'

/** What the pages of administration ask and do, all of it the API's. */
export const operations = {
  listIncidents: listing,
  ...byId(
    people,
    'listPeople',
    'registerPerson',
    'readPerson',
    'changePerson',
    'deactivatePerson',
    'activatePerson',
    'setPreferences',
    'readPersonHistory',
  ),
  ...byId(teams, 'listTeams', 'createTeam', 'readTeam', 'replaceTeam', 'previewAssignment', 'readTeamHistory'),
  ...byId(
    rules,
    'readPriorityMatrix',
    'replacePriorityMatrix',
    'readPriorityMatrixHistory',
    'readSettings',
    'replaceSettings',
    'readSettingsHistory',
    'listSlas',
    'replaceSlas',
    'readSlasHistory',
    'listCalendars',
    'createCalendar',
    'readCalendar',
    'replaceCalendar',
    'readCalendarHistory',
    'measureSpan',
    'previewHolidays',
    'applyHolidays',
  ),
  ...byId(tokens, 'listAllTokens', 'makeToken', 'revokeToken'),
  ...byId(sessions, 'listSessions', 'endSession', 'endSessions'),
  ...byId(audit, 'readAudit'),
  ...byId(
    directory,
    'readDirectoryRules',
    'replaceDirectoryRules',
    'readDirectoryRulesHistory',
    'readDirectorySafety',
    'approveDirectoryStop',
    'dismissDirectoryStop',
    'listDirectoryGroups',
    'importPeople',
  ),
  ...byId(rulesAboutMail, 'readMailRules', 'replaceMailRules', 'readMailRulesHistory'),
  ...byId(
    mails,
    'listMailTemplates',
    'readMailTemplate',
    'replaceMailTemplate',
    'removeMailTemplate',
    'readMailTemplateHistory',
    'previewMailTemplate',
    'testMailTemplate',
    'readMailAddress',
    'clearMailAddress',
    'readDigestRule',
    'replaceDigestRule',
    'readDigestRuleHistory',
  ),
}
