import { ArrowUp, Plus } from 'lucide'
import { defaultRules } from '../../../lib/policy/desk-rules.ts'
import { Priority } from '../../../lib/ticket/priority.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { definitionsFor, type SlaDefinition } from '../../../lib/ticket/sla.ts'
import { carryOut } from '../page/carry-out.ts'
import { PriorityBadge, Tag } from '../page/piece/badge.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { Empty, RefusedNotice } from '../page/piece/notice.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { mayEdit } from './guard.ts'
import { operations } from './operation.ts'
import { History, readPast } from './piece/history.tsx'
import { type Promises, targetText } from './promise.ts'
import { adminTexts } from './text.ts'

const path = '/desk/admin/slas'

/** What a customer's ticket is promised, by priority: the answer at a glance to what the list below says in full. */
const Targets = ({ items, reader }: { items: readonly SlaDefinition[]; reader: Reader }) => {
  const texts = adminTexts[reader.language]
  const metrics = ['response', 'resolution'] as const
  return (
    <div class="card table-frame">
      <table>
        <caption class="hidden">{texts.slas.targets}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.slas.priority}</th>
            {metrics.map((metric) => (
              <th scope="col">{texts.word[metric]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Priority.options.map((priority) => {
            const promised = definitionsFor(items, { priority, team: '' }).filter(({ kind }) => kind === 'sla')
            return (
              <tr>
                <th scope="row">
                  <PriorityBadge priority={priority} />
                </th>
                {metrics.map((metric) => {
                  const found = promised.find((definition) => definition.metric === metric)
                  return (
                    <td>
                      {found ? (
                        <a href={`${path}/${found.id}`}>{targetText(found.target, texts)}</a>
                      ) : (
                        <span class="soft">{texts.nothing}</span>
                      )}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

const Item = (props: { promise: SlaDefinition; place: number; version: number; canEdit: boolean; reader: Reader }) => {
  const { promise, place, version, canEdit, reader } = props
  const texts = adminTexts[reader.language]
  const { priorities = [], teams = [], vip, requesters = [] } = promise.applies
  return (
    <li class="person-row">
      <div>
        <a href={`${path}/${promise.id}`}>{promise.name}</a>
        <p class="line">
          <span>{texts.word[promise.metric]}</span>
          <span>{targetText(promise.target, texts)}</span>
          <span>{promise.calendar}</span>
          {[...priorities, ...teams].map((one) => (
            <Tag>{one}</Tag>
          ))}
          {vip !== undefined && <Tag>{vip ? texts.slas.vipOnly : texts.slas.noVip}</Tag>}
          {requesters.length > 0 && <Tag>{texts.slas.requesters(requesters.length)}</Tag>}
        </p>
      </div>
      <p class="line">
        {promise.kind !== 'sla' && <Tag tone="warn">{texts.word[promise.kind]}</Tag>}
        <span>{texts.version(promise.version)}</span>
        {canEdit && place > 0 && (
          <form method="post" action={path} data-swap>
            <input type="hidden" name="version" value={String(version)} />
            <button
              class="button ghost square small"
              type="submit"
              name="first"
              value={promise.id}
              aria-label={texts.slas.raise(promise.name)}
            >
              <Icon of={ArrowUp} />
            </button>
          </form>
        )}
      </p>
    </li>
  )
}

const page: PageRoute = {
  method: 'GET',
  path,
  show: async (visit, desk) => {
    const { reader } = visit
    const texts = adminTexts[reader.language]
    const [{ items, version }, past] = await Promise.all([
      carryOut<Promises>(visit, desk, operations.listSlas),
      readPast(visit, desk, { operation: operations.readSlasHistory, first: defaultRules }),
    ])
    const canEdit = mayEdit(visit.person)
    return {
      page: (
        <AdminPage
          visit={visit}
          title={texts.section.slas.name}
          lead={texts.slas.lead}
          actions={
            canEdit && (
              <a class="button" href={`${path}/new`} data-command={texts.slas.add}>
                <Icon of={Plus} />
                {texts.slas.add}
              </a>
            )
          }
          isForm
        >
          <RefusedNotice refused={visit.refused} reader={reader} />
          <Targets items={items} reader={reader} />
          <section class="stack tight" aria-labelledby="in-order">
            <h2 id="in-order">{texts.slas.inOrder}</h2>
            <p class="soft">{texts.slas.inOrderHint}</p>
            <div class="card">
              {items.length === 0 ? (
                <Empty heading={texts.slas.none} hint={texts.slas.noneHint} />
              ) : (
                <ol class="people">
                  {items.map((promise, place) => (
                    <Item promise={promise} place={place} version={version} canEdit={canEdit} reader={reader} />
                  ))}
                </ol>
              )}
            </div>
          </section>
          <History visit={visit} past={past} />
        </AdminPage>
      ),
    }
  },
}

/** Puts a promise before the one above it. */
const raise: PageRoute = {
  method: 'POST',
  path,
  again: path,
  show: async (visit, desk) => {
    const { items } = await carryOut<Promises>(visit, desk, operations.listSlas)
    const place = items.findIndex(({ id }) => id === visit.form.get('first'))
    const [before, promise] = [items[place - 1], items[place]]
    if (!before || !promise) throw new Refusal('conflict', 'There is no promise above this one. Look again.')
    const order = [...items.slice(0, place - 1), promise, before, ...items.slice(place + 1)]
    const ifVersion = visit.form.get('version')
    await carryOut(visit, desk, operations.replaceSlas, { body: { items: order }, ifVersion })
    return { to: `${path}?saved` }
  },
}

/** The promises about time, as a table and in order. */
export const promises: readonly PageRoute[] = [page, raise]
