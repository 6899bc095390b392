import { Duty, Role } from '../../../lib/people/person.ts'
import { Language } from '../../../lib/ticket/message.ts'
import { Checkbox, type FormState, Select, TextField } from '../page/piece/field.tsx'
import { callSign, type PersonView } from './person-named.ts'
import { List } from './piece/list.tsx'
import { Picks } from './piece/picks.tsx'
import { adminTexts } from './text.ts'
import { ZoneList } from './zones.tsx'

/** Suggestions for fields that name somebody, by `list="people"`. */
export const PeopleList = ({ people }: { people: readonly PersonView[] }) => (
  <datalist id="people">
    {people.map((person) => (
      <option value={callSign(person)}>{person.name}</option>
    ))}
  </datalist>
)

/** What the directory says of a person, as fields; `manager` is named by address. */
export const PersonFieldset = (props: {
  state: FormState
  person?: Partial<PersonView>
  manager?: PersonView | undefined
  people: readonly PersonView[]
}) => {
  const { state, person = {}, manager, people } = props
  const texts = adminTexts[state.reader.language]
  const { term, word } = texts
  const roles = Role.options.filter((role) => role !== 'guest' || person.role === 'guest')
  return (
    <>
      <div class="form pair">
        <TextField state={state} name="name" label={term.name} value={person.name} isRequired most={100} />
        <Select
          state={state}
          name="role"
          label={term.role}
          hint={texts.people.roleHint}
          value={person.role ?? 'employee'}
          isRequired
          options={roles.map((role) => [role, word[role]])}
        />
        <Select
          state={state}
          name="language"
          label={term.language}
          value={person.language ?? 'ko'}
          isRequired
          options={Language.options.map((language) => [language, word[language]])}
        />
        <TextField
          state={state}
          name="timeZone"
          label={term.timeZone}
          value={person.timeZone ?? 'Asia/Seoul'}
          isRequired
          list="zones"
        />
        <TextField
          state={state}
          name="manager"
          label={term.manager}
          hint={manager ? manager.name : texts.people.managerHint}
          value={manager ? callSign(manager) : person.manager}
          list="people"
        />
        <TextField state={state} name="department" label={term.department} value={person.department} most={100} />
        <TextField state={state} name="location" label={term.location} value={person.location} most={100} />
        <TextField
          state={state}
          name="skills"
          label={term.skills}
          hint={texts.people.skillsHint}
          value={person.skills?.join(', ')}
        />
      </div>
      <Picks
        state={state}
        name="duties"
        label={term.duties}
        hint={texts.people.dutiesHint}
        options={Duty.options.map((duty) => [duty, word[duty]])}
        picked={person.duties ?? []}
      />
      <Checkbox state={state} name="isVip" label={term.isVip} hint={texts.people.vipHint} isChecked={!!person.isVip} />
      <Checkbox
        state={state}
        name="isShared"
        label={term.isShared}
        hint={texts.people.sharedHint}
        isChecked={!!person.isShared}
      />
      <List
        state={state}
        name="leaves"
        label={term.leaves}
        hint={texts.people.leavesHint}
        add={texts.people.addLeave}
        items={person.leaves ?? []}
        row={(prefix, leave) => (
          <>
            <TextField
              state={state}
              name={`${prefix}from`}
              label={term.from}
              type="date"
              value={leave?.from}
              isRequired
            />
            <TextField state={state} name={`${prefix}to`} label={term.to} type="date" value={leave?.to} isRequired />
            <TextField state={state} name={`${prefix}note`} label={term.note} value={leave?.note} most={200} />
          </>
        )}
      />
      <PeopleList people={people} />
      <ZoneList />
    </>
  )
}
