import { Plus } from 'lucide'
import type * as z from 'zod'
import type { Team } from '../../../lib/people/team.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { Icon } from '../page/piece/icon.tsx'
import { Empty } from '../page/piece/notice.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { mayEdit } from './guard.ts'
import { operations } from './operation.ts'
import { adminTexts } from './text.ts'

/** A team as the API shows it. */
export type TeamView = z.infer<typeof Team>

interface TeamPage {
  readonly items: readonly TeamView[]
  readonly cursor: string | null
}

/** Teams by name, at most a hundred. */
export const allTeams = async (visit: Visit, desk: ApiDesk): Promise<readonly TeamView[]> =>
  (await carryOut<TeamPage>(visit, desk, operations.listTeams, { query: { limit: 100 } })).items

const path = '/desk/admin/teams'

/** The teams. */
export const teams: PageRoute = {
  method: 'GET',
  path,
  show: async (visit, desk) => {
    const { reader, query } = visit
    const texts = adminTexts[reader.language]
    const page = await carryOut<TeamPage>(visit, desk, operations.listTeams, {
      query: { cursor: query.cursor, limit: 50 },
    })
    return {
      page: (
        <AdminPage
          visit={visit}
          title={texts.section.teams.name}
          lead={texts.section.teams.lead}
          actions={
            mayEdit(visit.person) && (
              <a class="button" href={`${path}/new`} data-command={texts.teams.add}>
                <Icon of={Plus} />
                {texts.teams.add}
              </a>
            )
          }
        >
          <div class="card">
            {page.items.length === 0 ? (
              <Empty heading={texts.teams.none} hint={texts.teams.noneHint} />
            ) : (
              <ul class="people">
                {page.items.map((team) => (
                  <li class="person-row">
                    <div>
                      <a href={`${path}/${team.id}`}>{team.name}</a>
                      <p class="line">
                        <span class="number">{team.id}</span>
                        <span>{texts.teams.members(team.members.length)}</span>
                        {team.location && <span>{team.location}</span>}
                      </p>
                    </div>
                    <p class="line">{texts.word[team.assignment.method]}</p>
                  </li>
                ))}
              </ul>
            )}
          </div>
          {page.cursor && (
            <p class="pager">
              <a class="button quiet" rel="next" href={`${path}?${new URLSearchParams({ cursor: page.cursor })}`}>
                {reader.texts.more}
              </a>
            </p>
          )}
        </AdminPage>
      ),
    }
  },
}
