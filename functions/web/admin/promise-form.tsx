import { customEnds } from '../../../lib/incident/custom-clock.ts'
import { HoldReason } from '../../../lib/ticket/hold.ts'
import { Priority } from '../../../lib/ticket/priority.ts'
import { type SlaDefinition, SlaKind, SlaMetric } from '../../../lib/ticket/sla.ts'
import { words } from '../page/entry-text.ts'
import { Checkbox, Choice, type FormState, Select, TextArea, TextField } from '../page/piece/field.tsx'
import { Picks } from './piece/picks.tsx'
import { amountOf, units } from './promise.ts'
import { adminTexts } from './text.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** What is promised, to whom, how long it may take and when its clock stands still. */
export const PromiseFieldset = (props: {
  state: FormState
  promise?: SlaDefinition
  teams: readonly Named[]
  calendars: readonly Named[]
}) => {
  const { state, promise, teams, calendars } = props
  const { language } = state.reader
  const texts = adminTexts[language]
  const { term, word, slas } = texts
  const [amount, unit] = promise ? amountOf(promise.target) : ['', 'hours' as const]
  const { applies = {} } = promise ?? {}
  return (
    <>
      <TextField state={state} name="name" label={term.name} value={promise?.name} isRequired most={100} />
      <Choice
        state={state}
        name="kind"
        label={term.kind}
        isRequired
        value={promise?.kind ?? 'sla'}
        options={SlaKind.options.map((kind) => [kind, word[kind], slas.kind[kind]])}
      />
      <div class="form pair">
        <Select
          state={state}
          name="metric"
          label={term.metric}
          hint={slas.metricHint}
          isRequired
          value={promise?.metric ?? 'resolution'}
          options={SlaMetric.options.map((metric) => [metric, word[metric]])}
        />
        <Select
          state={state}
          name="until"
          label={term.until}
          hint={slas.untilHint}
          value={promise?.until}
          empty={texts.none}
          options={customEnds.map((end) => [end, slas.end[end]])}
        />
        <TextField
          state={state}
          name="amount"
          label={term.target}
          hint={slas.targetHint}
          isRequired
          type="number"
          step="any"
          value={String(amount)}
        />
        <Select
          state={state}
          name="unit"
          label={slas.unitLabel}
          isRequired
          value={unit}
          options={units.map((each) => [each, slas.unit[each]])}
        />
        <Select
          state={state}
          name="calendar"
          label={term.calendar}
          isRequired
          value={promise?.calendar}
          options={calendars.map(({ id, name }) => [id, name])}
        />
        <Select
          state={state}
          name="zoneFrom"
          label={term.zoneFrom}
          isRequired
          value={promise?.zoneFrom ?? 'calendar'}
          options={(['calendar', 'requester', 'team'] as const).map((from) => [from, slas.zoneFrom[from]])}
        />
      </div>
      <fieldset class="stack group">
        <legend>{slas.applies}</legend>
        <p class="hint">{slas.appliesHint}</p>
        <Picks
          state={state}
          name="applies.priorities"
          label={term.priorities}
          options={Priority.options.map((priority) => [priority, priority])}
          picked={applies.priorities ?? []}
        />
        <Picks
          state={state}
          name="applies.teams"
          label={term.teams}
          options={teams.map(({ id, name }) => [id, name])}
          picked={applies.teams ?? []}
        />
        <Select
          state={state}
          name="applies.vip"
          label={term.vip}
          value={applies.vip === undefined ? '' : String(applies.vip)}
          empty={slas.anybody}
          options={[
            ['true', slas.vipOnly],
            ['false', slas.noVip],
          ]}
        />
        <TextArea
          state={state}
          name="applies.requesters"
          label={term.requesters}
          hint={slas.requestersHint}
          rows={2}
          value={applies.requesters?.join('\n')}
        />
      </fieldset>
      <fieldset class="stack group">
        <legend>{slas.clock}</legend>
        <Picks
          state={state}
          name="pausesOn"
          label={term.pausesOn}
          hint={slas.pausesHint}
          options={HoldReason.options.map((reason) => [reason, words[language].hold[reason]])}
          picked={promise?.pausesOn ?? ['caller']}
        />
        <Choice
          state={state}
          name="onReopen"
          label={term.onReopen}
          isRequired
          value={promise?.onReopen ?? 'resume'}
          options={(['resume', 'restart'] as const).map((how) => [how, slas.onReopen[how]])}
        />
        <Checkbox
          state={state}
          name="retroactive"
          label={term.retroactive}
          hint={slas.retroactiveHint}
          isChecked={promise?.retroactive ?? true}
        />
        <p class="hint">{slas.warning}</p>
      </fieldset>
    </>
  )
}
