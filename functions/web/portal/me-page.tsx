import type { Child } from 'hono/jsx'
import { type NotifyEvent, Telling, usualPreferences } from '../../../lib/people/preferences.ts'
import { refusedAt, Select } from '../page/piece/field.tsx'
import { Notice, RefusedNotice } from '../page/piece/notice.tsx'
import { densities, themes } from '../page/reader.ts'
import type { Visit } from '../page/visit.ts'
import { Frame, type Site } from './frame.tsx'
import { SessionList, type SignedIn } from './me-sessions.tsx'
import { portalTexts } from './text.ts'

interface Props {
  readonly visit: Visit
  readonly site: Site
  /** What this person can be told about. */
  readonly events: readonly NotifyEvent[]
  /** Name of who leads them, if they may know. */
  readonly manager: string | undefined
  /** Where they are signed in. */
  readonly sessions: readonly SignedIn[]
}

/** One's own settings: what the desk knows, language and zone, look, and what one is told. */
export const MePage = (props: Props) => {
  const { visit, site } = props
  const { reader, person, refused } = visit
  const { me, sessions: signedIn, tokens } = portalTexts[reader.language]
  return (
    <Frame reader={reader} person={person} site={site} title={me.heading}>
      <div class="narrow stack wide">
        <div>
          <h1>{me.heading}</h1>
          <p class="soft">{me.lead}</p>
        </div>
        <RefusedNotice refused={refused} reader={reader} />
        <Work {...props} />
        <LanguageForm visit={visit} />
        <LookForm visit={visit} />
        <ToldForm {...props} />
        <Part visit={visit} id="sessions" heading={signedIn.heading} hint={signedIn.hint}>
          <SessionList visit={visit} sessions={props.sessions} />
        </Part>
        <Part visit={visit} id="tokens" heading={tokens.heading} hint={tokens.hint}>
          <p>
            <a class="button quiet" href="/me/tokens">
              {tokens.manage}
            </a>
          </p>
        </Part>
      </div>
    </Frame>
  )
}

/** A part of the settings; says so where it was saved just now. */
const Part = (props: { visit: Visit; id: string; heading: string; hint: string; children?: Child }) => {
  const { visit, id, heading, hint, children } = props
  const { me } = portalTexts[visit.reader.language]
  return (
    <section class="card padded stack" aria-labelledby={id}>
      <div>
        <h2 id={id}>{heading}</h2>
        <p class="hint">{hint}</p>
      </div>
      {visit.query.saved === id && (
        <Notice tone="good" isLive>
          <p>{me.saved}</p>
        </Notice>
      )}
      {children}
    </section>
  )
}

const Save = ({ visit }: { visit: Visit }) => (
  <p>
    <button class="button" type="submit">
      {portalTexts[visit.reader.language].me.save}
    </button>
  </p>
)

const Work = ({ visit, manager }: Props) => {
  const { person } = visit
  const { me } = portalTexts[visit.reader.language]
  const facts = [
    [me.fact.name, person.name],
    [me.fact.addresses, person.addresses.join(', ')],
    [me.fact.department, person.department],
    [me.fact.location, person.location],
    [me.fact.manager, manager],
  ] as const
  return (
    <Part visit={visit} id="work" heading={me.work} hint={me.workHint}>
      <dl class="facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Part>
  )
}

/** Each in its own language, so that nobody is caught in one they cannot read. */
const languages = [
  ['ko', '한국어'],
  ['en', 'English'],
] as const

const LanguageForm = ({ visit }: { visit: Visit }) => {
  const { reader, person } = visit
  const { me } = portalTexts[reader.language]
  const refused = refusedAt('/me/language', visit.refused)
  const state = { reader, refused }
  // A zone that this runtime lists under another name is still theirs.
  const zones = [...new Set([person.timeZone, ...Intl.supportedValuesOf('timeZone')])].sort()
  return (
    <Part visit={visit} id="language" heading={me.language} hint={me.languageHint}>
      <form class="form" method="post" action="/me/language">
        <div class="form pair">
          <Select
            state={state}
            name="language"
            label={me.language}
            value={person.language}
            options={languages}
            isRequired
          />
          <Select
            state={state}
            name="timeZone"
            label={me.timeZone}
            value={person.timeZone}
            options={zones.map((zone) => [zone, zone.replaceAll('_', ' ')] as const)}
            isRequired
          />
        </div>
        <Save visit={visit} />
      </form>
    </Part>
  )
}

const LookForm = ({ visit }: { visit: Visit }) => {
  const { reader } = visit
  const { me } = portalTexts[reader.language]
  const kinds = [
    ['theme', me.theme, themes.map((value) => [value, me.themes[value]] as const), reader.theme],
    ['density', me.density, densities.map((value) => [value, me.densities[value]] as const), reader.density],
  ] as const
  return (
    <Part visit={visit} id="look" heading={me.look} hint={me.lookHint}>
      <form class="form" method="post" action="/me/look">
        {kinds.map(([name, label, options, chosen]) => (
          <fieldset class="field">
            <legend>{label}</legend>
            <div class="segments">
              {options.map(([value, text]) => (
                <label>
                  <input type="radio" name={name} value={value} checked={value === chosen} />
                  {text}
                </label>
              ))}
            </div>
          </fieldset>
        ))}
        <Save visit={visit} />
      </form>
    </Part>
  )
}

const ToldForm = ({ visit, events }: Props) => {
  const { reader, person } = visit
  const { me } = portalTexts[reader.language]
  const state = { reader, refused: refusedAt('/me/notifications', visit.refused) }
  const usual = (event: NotifyEvent) => usualPreferences[person.role][event]
  return (
    <Part visit={visit} id="notifications" heading={me.told} hint={me.toldHint}>
      <form class="form" method="post" action="/me/notifications">
        <div class="form pair">
          {events.map((event) => (
            <Select
              state={state}
              name={event}
              label={me.events[event]}
              value={person.preferences.events[event] ?? 'usual'}
              options={[
                ['usual', me.usual(me.tellings[usual(event)])],
                ...Telling.options.map((telling) => [telling, me.tellings[telling]] as const),
              ]}
              isRequired
            />
          ))}
        </div>
        <Save visit={visit} />
      </form>
    </Part>
  )
}
