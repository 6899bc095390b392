import type { MaintenanceWindow } from '../../../lib/alert/maintenance.ts'
import { may } from '../../../lib/people/access.ts'
import { formBody } from '../page/form-body.ts'
import { asLocal, localInstant } from '../page/local-instant.ts'
import { Tag } from '../page/piece/badge.tsx'
import { Select, TextArea, TextField } from '../page/piece/field.tsx'
import { Time } from '../page/piece/time.tsx'
import { keptPages } from './kept-pages.tsx'
import { operations } from './operation.ts'
import { allSources } from './source.ts'
import { serviceOptions } from './team.ts'
import { alertTexts } from './text.ts'

type Options = readonly (readonly [id: string, name: string])[]
type Choices = { readonly sources: Options; readonly services: Options }

/** How a window stands at an instant. */
export const standingAt = (
  { beginsAt, endsAt }: Pick<MaintenanceWindow, 'beginsAt' | 'endsAt'>,
  at: string,
): 'now' | 'ahead' | 'over' => {
  const now = Date.parse(at)
  if (Date.parse(endsAt) <= now) return 'over'
  return Date.parse(beginsAt) <= now ? 'now' : 'ahead'
}

const order = ['now', 'ahead', 'over'] as const
const tones = { now: 'warn', ahead: 'calm', over: 'calm' } as const

const nameOf = (options: Options, id: string) => options.find(([one]) => one === id)?.[1] ?? id

/** Times in which alerts are expected. Agents plan them, too. */
export const maintenancePages = keptPages<MaintenanceWindow, Choices>({
  area: 'maintenance',
  operations: {
    list: operations.listMaintenanceWindows,
    read: operations.readMaintenanceWindow,
    keep: operations.keepMaintenanceWindow,
    remove: operations.removeMaintenanceWindow,
    history: operations.readMaintenanceWindowHistory,
  },
  canEdit: (person) => may(person, 'plan', { kind: 'maintenance-window' }),
  choices: async (visit, desk) => {
    const [sources, services] = await Promise.all([allSources(visit, desk), serviceOptions(visit, desk)])
    return { sources: sources.map(({ id, name }) => [id, name] as const), services }
  },
  names: ({ sources, services }) => Object.fromEntries([...sources, ...services]),
  order: (items, at) =>
    [...items].sort(
      (a, b) =>
        order.indexOf(standingAt(a, at)) - order.indexOf(standingAt(b, at)) || (a.beginsAt < b.beginsAt ? -1 : 1),
    ),
  row: (window, { sources, services }, reader) => {
    const texts = alertTexts[reader.language]
    const standing = standingAt(window, reader.at)
    const { source, service, host } = window
    return (
      <p class="line">
        <Tag tone={tones[standing]}>{texts.windowIs[standing]}</Tag>
        <span>
          <Time at={window.beginsAt} reader={reader} isFull /> – <Time at={window.endsAt} reader={reader} isFull />
        </span>
        {source && <span>{nameOf(sources, source)}</span>}
        {service && <span>{nameOf(services, service)}</span>}
        {host && <code>{host}</code>}
        <span>{window.reason}</span>
      </p>
    )
  },
  fields: (state, { sources, services }, window) => {
    const { reader } = state
    const texts = alertTexts[reader.language]
    const { field, hint } = texts
    const local = (at: string | undefined) => at && asLocal(at, reader.timeZone)
    return (
      <>
        <TextField state={state} name="name" label={field.what} value={window?.name} isRequired most={100} />
        <TextArea
          state={state}
          name="reason"
          label={field.reason}
          hint={hint.reason}
          rows={2}
          value={window?.reason}
          isRequired
          most={500}
        />
        <div class="form pair">
          <TextField
            state={state}
            name="beginsAt"
            label={field.beginsAt}
            hint={hint.inZone(reader.timeZone)}
            type="datetime-local"
            value={local(window?.beginsAt)}
            isRequired
          />
          <TextField
            state={state}
            name="endsAt"
            label={field.endsAt}
            hint={hint.inZone(reader.timeZone)}
            type="datetime-local"
            value={local(window?.endsAt)}
            isRequired
          />
        </div>
        <fieldset class="stack group">
          <legend>{texts.group.covers}</legend>
          <p class="hint">{hint.covers}</p>
          <div class="form pair">
            <Select
              state={state}
              name="source"
              label={field.source}
              value={window?.source}
              empty={texts.any}
              options={sources}
            />
            <Select
              state={state}
              name="service"
              label={field.service}
              value={window?.service}
              empty={texts.any}
              options={services}
            />
            <TextField
              state={state}
              name="host"
              label={field.hosts}
              value={window?.host}
              placeholder="db-*.haneul.example"
              most={253}
            />
          </div>
        </fieldset>
      </>
    )
  },
  body: ({ form, reader }) => {
    const inUtc = new URLSearchParams(form)
    for (const name of ['beginsAt', 'endsAt']) inUtc.set(name, localInstant(form.get(name) ?? '', reader.timeZone))
    return formBody(operations.keepMaintenanceWindow.body, inUtc)
  },
  // Nobody has to call it anything that a program reads.
  newId: (_, desk) => `window-${desk.newId().toLowerCase().slice(0, 26)}`,
})
