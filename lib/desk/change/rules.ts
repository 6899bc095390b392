import { ChangeRules, changeRules, defaultChangeRules } from '../../change/rules.ts'
import { key } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import type { RuleOrder } from '../change-rules.ts'
import { type Kept, keep } from '../keep.ts'

/** The rules of change enablement and the version of their record; 0 for those that a desk starts with. One read. */
export const readChangeRules = async (
  store: Store,
): Promise<{ readonly rules: ChangeRules; readonly version: number }> => {
  const found = await store.get(key.kept(changeRules.kind, changeRules.id))
  if (!found) return { rules: defaultChangeRules, version: 0 }
  const { approval, questionnaire, version } = found
  return { rules: ChangeRules.parse({ approval, questionnaire }), version: Number(version) }
}

/** Makes the rules what is given, whole; changes that are up for approval keep what was demanded of them until they are edited. */
export const saveChangeRules = (
  store: Store,
  { by, at, ifVersion }: RuleOrder,
  value: ChangeRules,
): Promise<Kept<ChangeRules>> =>
  keep(store, { ...changeRules, value, by, at, ...(ifVersion !== undefined && { ifVersion }) })
