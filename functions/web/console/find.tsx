import type { Person } from '../../../lib/people/person.ts'
import { parseNumber } from '../../../lib/ticket/number.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { Avatar } from '../page/piece/avatar.tsx'
import { Empty } from '../page/piece/notice.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { operations } from './operation.ts'
import { PageHead, Shell } from './shell.tsx'
import { consoleTexts } from './text.ts'

type Found = Pick<Person, 'id' | 'name' | 'addresses' | 'department' | 'location'>

const peopleLike = async (visit: Visit, desk: ApiDesk, wanted: string): Promise<readonly Found[]> => {
  type People = { readonly items: readonly Found[] }
  const ask = (query: Record<string, string | number>) =>
    carryOut<People>(visit, desk, operations.listPeople, { query }).then(({ items }) => items)
  if (wanted.includes('@')) return ask({ address: wanted })
  const [people, guests] = await Promise.all([
    ask({ name: wanted, limit: 25 }),
    ask({ name: wanted, limit: 25, guests: 'true' }),
  ])
  return [...people, ...guests]
}

/** A ticket by its number, or people by the beginning of their name or by their address, with the way to their tickets. */
const find: PageRoute = {
  method: 'GET',
  path: '/desk/find',
  show: async (visit, desk) => {
    const { reader, person } = visit
    const texts = consoleTexts[reader.language]
    const wanted = (visit.query.for ?? '').trim()
    const number = parseNumber(/^\d+$/.test(wanted) ? `INC-${wanted}` : wanted)
    if (number !== undefined) return { to: `/desk/tickets/${number}` }
    const people = wanted === '' ? [] : await peopleLike(visit, desk, wanted)
    return {
      page: (
        <Shell reader={reader} person={person} title={texts.find} finds={wanted}>
          <PageHead heading={texts.found(wanted)} lead={texts.findHint} />
          {people.length === 0 ? (
            <div class="card">
              <Empty heading={texts.foundNothing} hint={texts.findHint} />
            </div>
          ) : (
            <ul class="card queue">
              {people.map(({ id, name, addresses, department, location }) => (
                <li class="row people" data-row>
                  <Avatar name={name} />
                  <span class="title">
                    <a href={`/desk/tickets?view=all&requester=${encodeURIComponent(id)}`}>{name}</a>
                    <span class="line">
                      {[addresses[0], department, location].filter(Boolean).map((each) => (
                        <span>{each}</span>
                      ))}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Shell>
      ),
    }
  },
}

/** Finding things and people. */
export const finding: readonly PageRoute[] = [find]
