import { CircleCheck, UserPlus, UsersRound } from 'lucide'
import { ResolutionCode } from '../../../lib/incident/incident.ts'
import { words } from '../page/entry-text.ts'
import { Choice, Select, TextArea, TextField } from '../page/piece/field.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { Popup, PopupButton } from '../page/piece/popup.tsx'
import type { Visit } from '../page/visit.ts'
import type { TeamNames } from './queue.tsx'
import { consoleTexts } from './text.ts'

/**
 * What can be done with all picked rows at once. It stands in the form of the list; its fields are called
 * `<command>.<field>`, and the button that sends the form says which command is meant.
 */
export const BulkBar = ({ visit, teams }: { visit: Visit; teams: TeamNames }) => {
  const { reader, refused } = visit
  const texts = consoleTexts[reader.language]
  const state = { reader, refused }
  const resolutions = ResolutionCode.options.map((code) => [code, words[reader.language].resolution[code]] as const)
  return (
    <fieldset class="bulk">
      <legend class="hidden">{texts.bulk.heading}</legend>
      <strong>
        <span data-picked aria-live="polite" /> {texts.picked}
      </strong>
      <button class="button" type="submit" name="do" value="take">
        <Icon of={UserPlus} />
        {texts.bulk.take}
      </button>
      <PopupButton opens="bulk-assign">
        <Icon of={UsersRound} />
        {texts.bulk.assign}
      </PopupButton>
      <PopupButton opens="bulk-resolve">
        <Icon of={CircleCheck} />
        {texts.bulk.resolve}
      </PopupButton>
      <Popup id="bulk-assign" heading={texts.bulk.assign} reader={reader}>
        <div class="form">
          <Select
            state={state}
            name="assign.team"
            label={texts.column.team}
            empty={texts.bulk.sameTeam}
            options={teams}
          />
          <TextField
            state={state}
            name="assign.assignee"
            label={texts.column.assignee}
            hint={texts.bulk.assigneeHint}
          />
          <div class="buttons">
            <button class="button" type="submit" name="do" value="assign">
              {texts.bulk.assign}
            </button>
          </div>
        </div>
      </Popup>
      <Popup id="bulk-resolve" heading={texts.bulk.resolve} reader={reader}>
        <div class="form">
          <Choice state={state} name="resolve.code" label={texts.bulk.code} value="solved" options={resolutions} />
          <TextArea
            state={state}
            name="resolve.notes"
            label={texts.bulk.notes}
            hint={texts.bulk.notesHint}
            isRequired={false}
          />
          <div class="buttons">
            <button class="button" type="submit" name="do" value="resolve">
              {texts.bulk.resolve}
            </button>
          </div>
        </div>
      </Popup>
    </fieldset>
  )
}
