import type { Scope } from '../../../lib/change/freeze.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../operation.ts'

/** Refuses a team that there is not; `field` is where it stands. */
export const ensureTeams = async (
  given: readonly string[],
  field: string,
  { policies }: Pick<ApiDesk, 'policies'>,
): Promise<void> => {
  const { teams } = await policies.with([])
  for (const [i, team] of given.entries())
    if (!teams.some(({ id }) => id === team))
      throw new Refusal(
        'invalid',
        `${field}.${i}: there is no team ${team}. Use one of ${teams.map(({ id }) => id).join(', ')}.`,
        `${field}.${i}`,
      )
}

/** Refuses a scope that names a team that there is not. */
export const ensureScope = ({ scope }: { readonly scope: Scope }, desk: ApiDesk): Promise<void> =>
  ensureTeams(scope.teams, 'scope.teams', desk)
