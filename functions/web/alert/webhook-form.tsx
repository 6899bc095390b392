import type { WebhookFields } from '../../../lib/webhook/webhook.ts'
import { eventTypes } from '../../api/webhook/event-type.ts'
import { Picks } from '../admin/piece/picks.tsx'
import { Checkbox, type FormState, TextArea, TextField } from '../page/piece/field.tsx'
import { alertTexts } from './text.ts'

/** Everything that an administrator says of a webhook. */
export const WebhookFieldset = (props: {
  state: FormState
  webhook?: WebhookFields
  teams: readonly (readonly [id: string, name: string])[]
}) => {
  const { state, webhook, teams } = props
  const { field, hint, webhooks: texts } = alertTexts[state.reader.language]
  return (
    <>
      <TextField state={state} name="name" label={field.name} value={webhook?.name} isRequired most={100} />
      <TextField
        state={state}
        name="url"
        label={field.url}
        hint={hint.url}
        type="url"
        value={webhook?.url}
        placeholder="https://example.com/haneul"
        isRequired
        most={2000}
      />
      <TextArea
        state={state}
        name="events"
        label={field.events}
        hint={hint.events}
        rows={3}
        value={(webhook?.events ?? ['incident.*']).join('\n')}
        isRequired
      />
      <details>
        <summary>{texts.allEvents}</summary>
        <p class="small soft">{eventTypes.join(', ')}</p>
      </details>
      <Picks
        state={state}
        name="teams"
        label={field.teams}
        hint={hint.teams}
        options={teams}
        picked={webhook?.teams ?? []}
      />
      <TextArea
        state={state}
        name="services"
        label={field.services}
        hint={hint.services}
        rows={2}
        value={webhook?.services.join('\n')}
      />
      <Checkbox
        state={state}
        name="isInternal"
        label={field.isInternal}
        hint={hint.isInternal}
        isChecked={webhook?.isInternal ?? false}
      />
      <Checkbox
        state={state}
        name="isActive"
        label={field.webhookActive}
        hint={hint.webhookActive}
        isChecked={webhook?.isActive ?? true}
      />
    </>
  )
}
