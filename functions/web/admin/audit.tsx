import type { Actor } from '../../../lib/ticket/actor.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { entryTexts } from '../page/entry-text.ts'
import { TextField } from '../page/piece/field.tsx'
import { Empty } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { ensureEditor } from './guard.ts'
import { instantOf } from './local-instant.ts'
import { operations } from './operation.ts'
import { withIds } from './person-named.ts'
import { Changes } from './piece/change.tsx'
import { adminTexts } from './text.ts'

const path = '/desk/admin/audit'

interface Entry {
  readonly at: string
  readonly by: Actor & { readonly via?: string }
  readonly record: { readonly kind: string; readonly id: string }
  readonly did: string
  readonly what?: string
  readonly data?: Readonly<Record<string, unknown>>
  readonly changed?: Readonly<Record<string, { readonly before?: unknown; readonly after?: unknown }>>
}

interface Found {
  readonly items: readonly Entry[]
  readonly cursor: string | null
}

const pages: Readonly<Record<string, string>> = {
  incident: '/desk/tickets/',
  person: '/desk/admin/people/',
  team: '/desk/admin/teams/',
  calendar: '/desk/admin/calendars/',
}

/** What was done, in words; an event that we have no words for by its name. */
const didText = ({ did, what, data }: Entry, reader: Reader): string => {
  const texts = adminTexts[reader.language].audit
  if (did === 'read') return what ? texts.readWhat(what) : texts.read
  if (did === 'changed') return texts.changed
  const told = entryTexts[reader.language] as Readonly<Record<string, ((data: unknown) => string) | undefined>>
  return (data && told[did]?.(data)) ?? did
}

const Item = ({ entry, reader }: { entry: Entry; reader: Reader }) => {
  const { at, by, record, changed = {} } = entry
  const page = pages[record.kind]
  const name = record.kind === 'incident' ? record.id : `${record.kind}/${record.id}`
  const changes = Object.entries(changed).map(([field, change]) => ({ path: [field], ...change }))
  return (
    <li class="person-row">
      <div>
        <p>
          <strong>{by.name}</strong>
          {reader.language === 'ko' && entry.data ? '' : ' '}
          {didText(entry, reader)}{' '}
          {page ? <a href={`${page}${record.id}`}>{name}</a> : <span class="number">{name}</span>}
        </p>
        {changes.length > 0 && <Changes changes={changes} reader={reader} />}
      </div>
      <p class="line">
        {by.via && <span>{by.via}</span>}
        <Time at={at} reader={reader} isFull />
      </p>
    </li>
  )
}

/** What was asked for, or why it cannot be; nothing before anybody asked. */
const search = async (visit: Visit, desk: ApiDesk): Promise<Found | Refusal | undefined> => {
  const { person = '', record = '', from = '', to = '', cursor } = visit.query
  if (person.trim() === '' && record.trim() === '') return undefined
  const instant = (day: string, time: string) => day && instantOf(`${day}T${time}`, visit.reader.timeZone)
  try {
    const named = await withIds({ ...visit, form: new URLSearchParams({ person }) }, desk, ['person'])
    const query = {
      person: named.get('person')?.trim(),
      record: record.trim(),
      from: instant(from, '00:00'),
      to: instant(to, '23:59:59'),
      cursor,
      limit: 50,
    }
    return await carryOut<Found>(visit, desk, operations.readAudit, { query })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid') return error
    throw error
  }
}

/** Who did and read what: by one person of the desk, or to one record. */
export const audit: PageRoute = {
  method: 'GET',
  path,
  show: async (visit, desk) => {
    ensureEditor(visit)
    const { reader, query } = visit
    const texts = adminTexts[reader.language]
    const found = await search(visit, desk)
    const refused =
      found instanceof Refusal ? { action: path, form: new URLSearchParams(query), refusal: found } : undefined
    const state = { reader, refused }
    const isFound = found && !(found instanceof Refusal)
    return {
      page: (
        <AdminPage visit={visit} title={texts.section.audit.name} lead={texts.section.audit.lead}>
          <form class="card padded filters" action={path}>
            <TextField
              state={state}
              name="person"
              label={texts.audit.who}
              hint={texts.people.managerHint}
              value={query.person}
            />
            <TextField
              state={state}
              name="record"
              label={texts.audit.record}
              hint={texts.audit.recordHint}
              value={query.record}
            />
            <TextField state={state} name="from" label={texts.term.from} type="date" value={query.from} />
            <TextField state={state} name="to" label={texts.term.to} type="date" value={query.to} />
            <button class="button" type="submit">
              {texts.audit.look}
            </button>
          </form>
          {isFound && (
            <div class="card">
              {found.items.length === 0 ? (
                <Empty heading={texts.audit.nothing} hint={found.cursor ? texts.audit.more : undefined} />
              ) : (
                <ul class="people">
                  {found.items.map((entry) => (
                    <Item entry={entry} reader={reader} />
                  ))}
                </ul>
              )}
            </div>
          )}
          {isFound && found.cursor && (
            <p class="pager">
              <a
                class="button quiet"
                rel="next"
                href={`${path}?${new URLSearchParams({ ...query, cursor: found.cursor })}`}
              >
                {reader.texts.older}
              </a>
            </p>
          )}
        </AdminPage>
      ),
      ...(refused && { status: 400 }),
    }
  },
}
