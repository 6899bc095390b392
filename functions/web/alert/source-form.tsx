import { AlertLevel } from '../../../lib/alert/level.ts'
import { SigningScheme } from '../../../lib/alert/source.ts'
import { Checkbox, Choice, type FormState, Select, TextArea, TextField } from '../page/piece/field.tsx'
import type { ShownSource } from './source.ts'
import { levelsText } from './source-body.ts'
import { alertTexts } from './text.ts'

type Options = readonly (readonly [id: string, name: string])[]

/** What the form of a source offers to choose from. */
export interface SourceChoices {
  readonly formats: readonly string[]
  readonly teams: Options
  readonly services: Options
}

/** Fields by which bodies are read; also where they are tried. */
export const ReadingFields = (props: {
  state: FormState
  source?: Partial<ShownSource> | undefined
  formats: readonly string[]
}) => {
  const { state, source = {}, formats } = props
  const { field, hint, level, sources } = alertTexts[state.reader.language]
  return (
    <>
      <div class="form pair">
        <Select
          state={state}
          name="format"
          label={field.format}
          hint={hint.format}
          value={source.format ?? 'auto'}
          isRequired
          options={['auto', 'mapping', ...formats].map((name) => [name, sources.format(name)])}
        />
        <Select
          state={state}
          name="defaultLevel"
          label={field.defaultLevel}
          hint={hint.defaultLevel}
          value={source.defaultLevel ?? 'medium'}
          isRequired
          options={AlertLevel.options.map((one) => [one, level[one]])}
        />
      </div>
      <TextArea
        state={state}
        name="mapping"
        label={field.mapping}
        hint={hint.mapping}
        rows={8}
        value={source.mapping}
        placeholder={'{ "key": id, "status": state, "severity": priority, "title": message, "host": host }'}
        most={10_000}
      />
      <div class="form pair">
        <TextArea
          state={state}
          name="identity"
          label={field.identity}
          hint={hint.identity}
          rows={3}
          value={source.identity?.join('\n')}
        />
        <TextArea
          state={state}
          name="levels"
          label={field.levels}
          hint={hint.levels}
          rows={3}
          value={levelsText(source.levels ?? {})}
          placeholder={'p1 = critical\np2 = high'}
        />
      </div>
      <TextField
        state={state}
        name="suppressWhen"
        label={field.suppressWhen}
        hint={hint.suppressWhen}
        value={source.suppressWhen}
        placeholder={'labels.env = "dev"'}
        most={2000}
      />
    </>
  )
}

const numbers = [
  ['openAfterSeconds', 0],
  ['groupWithinSeconds', 0],
  ['reopenWithinMinutes', 60],
  ['staleAfterDays', 7],
  ['stormPerMinute', 100],
  ['heartbeatMinutes', 0],
] as const

/** Everything that an administrator says of a source, but its id. */
export const SourceFieldset = (props: { state: FormState; source?: ShownSource; choices: SourceChoices }) => {
  const { state, source, choices } = props
  const texts = alertTexts[state.reader.language]
  const { field, hint, group } = texts
  return (
    <>
      <TextField state={state} name="name" label={field.name} value={source?.name} isRequired most={100} />
      <div class="form pair">
        <Select
          state={state}
          name="team"
          label={field.team}
          hint={hint.sourceTeam}
          value={source?.team}
          empty={texts.nobody}
          options={choices.teams}
        />
        <Select
          state={state}
          name="service"
          label={field.service}
          hint={hint.sourceService}
          value={source?.service}
          empty={texts.nobody}
          options={choices.services}
        />
      </div>
      <Checkbox
        state={state}
        name="isActive"
        label={field.isActive}
        hint={hint.isActive}
        isChecked={source?.isActive ?? true}
      />
      <fieldset class="stack group">
        <legend>{group.reading}</legend>
        <ReadingFields state={state} source={source} formats={choices.formats} />
      </fieldset>
      <fieldset class="stack group">
        <legend>{group.opening}</legend>
        <Choice
          state={state}
          name="whenRecovered"
          label={field.whenRecovered}
          isRequired
          value={source?.whenRecovered ?? 'resolve'}
          options={(['resolve', 'note'] as const).map((one) => [one, texts.whenRecovered[one]])}
        />
        <div class="form pair">
          {numbers.map(([name, usual]) => (
            <TextField
              state={state}
              name={name}
              label={field[name]}
              hint={hint[name]}
              type="number"
              value={String(source?.[name] ?? usual)}
              isRequired
            />
          ))}
        </div>
      </fieldset>
      <fieldset class="stack group">
        <legend>{group.sending}</legend>
        <Select
          state={state}
          name="signing"
          label={field.signing}
          hint={hint.signing}
          value={source?.signing}
          empty={texts.keyAlone}
          options={SigningScheme.options.map((scheme) => [scheme, texts.scheme[scheme]])}
        />
        <div class="form pair">
          <TextField
            state={state}
            name="signatureHeader"
            label={field.signatureHeader}
            hint={hint.signatureHeader}
            value={source?.signatureHeader}
          />
          <TextField
            state={state}
            name="timestampHeader"
            label={field.timestampHeader}
            hint={hint.timestampHeader}
            value={source?.timestampHeader}
          />
          <TextArea
            state={state}
            name="addresses"
            label={field.addresses}
            hint={hint.addresses}
            rows={3}
            value={source?.addresses.join('\n')}
            placeholder="203.0.113.0/24"
          />
          <TextArea
            state={state}
            name="topics"
            label={field.topics}
            hint={hint.topics}
            rows={3}
            value={source?.topics.join('\n')}
            placeholder="arn:aws:sns:ap-northeast-2:111122223333:alarms"
          />
        </div>
      </fieldset>
    </>
  )
}
