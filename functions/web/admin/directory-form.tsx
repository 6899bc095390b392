import type { DirectoryRules } from '../../../lib/people/directory/rules.ts'
import { formBody } from '../page/form-body.ts'
import { Checkbox, type FormState, Select, TextField } from '../page/piece/field.tsx'
import { operations } from './operation.ts'
import { List } from './piece/list.tsx'
import { adminTexts } from './text.ts'

interface Named {
  readonly id: string
  readonly name: string
}

const roles = ['employee', 'agent', 'administrator'] as const

/** What groups of the directory give, in order, and how far the directory is trusted. */
export const DirectoryFieldset = (props: {
  state: FormState
  rules: DirectoryRules
  groups: readonly Named[]
  teams: readonly Named[]
}) => {
  const { state, rules, groups, teams } = props
  const texts = adminTexts[state.reader.language]
  const { term, word, directory } = texts
  const known = new Set(groups.map(({ id }) => id))
  const gone = rules.groups.filter(({ group }) => !known.has(group)).map(({ group }) => [group, group] as const)
  return (
    <>
      <List
        state={state}
        name="groups"
        label={term.groups}
        hint={directory.groupsHint}
        add={directory.addGroup}
        items={rules.groups}
        isOrdered
        row={(prefix, rule) => (
          <>
            <Select
              state={state}
              name={`${prefix}group`}
              label={term.group}
              value={rule?.group}
              isRequired
              options={[...groups.map(({ id, name }) => [id, name] as const), ...gone]}
            />
            <Select
              state={state}
              name={`${prefix}role`}
              label={term.role}
              value={rule?.role}
              empty={texts.none}
              options={roles.map((role) => [role, word[role]])}
            />
            <Select
              state={state}
              name={`${prefix}team`}
              label={term.team}
              value={rule?.team}
              empty={texts.none}
              options={teams.map(({ id, name }) => [id, name])}
            />
            <Checkbox state={state} name={`${prefix}isVip`} label={term.isVip} isChecked={rule?.isVip === true} />
          </>
        )}
      />
      <fieldset class="stack group">
        <legend>{directory.safety}</legend>
        <p class="hint">{directory.safetyHint}</p>
        <div class="form pair">
          {(['percent', 'atLeast', 'windowMinutes'] as const).map((name) => (
            <TextField
              state={state}
              name={`safety.${name}`}
              label={term[name]}
              type="number"
              step="any"
              value={String(rules.safety[name])}
              isRequired
            />
          ))}
        </div>
      </fieldset>
    </>
  )
}

interface Sent {
  readonly groups?: readonly { readonly isVip?: boolean }[]
}

/** The rules that a form says; what a group does not give is left out. */
export const directoryRulesIn = (form: URLSearchParams): Record<string, unknown> => {
  const body = formBody(operations.replaceDirectoryRules.body, form) as Sent
  const groups = (body.groups ?? []).map(({ isVip, ...rule }) => ({ ...rule, ...(isVip && { isVip }) }))
  return { ...body, groups }
}
