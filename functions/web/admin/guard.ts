import { may } from '../../../lib/people/access.ts'
import type { Person } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { PageRoute, Visit } from '../page/visit.ts'

/** Whether this person may change how the desk is set up; whoever may not sees the same pages read-only. */
export const mayEdit = (person: Person): boolean => may(person, 'administer')

/** Pages that only administrators may look at do not exist for others. */
export const ensureEditor = ({ person, request }: Visit): void => {
  if (!mayEdit(person)) throw new Refusal('not_found', `There is nothing at ${request.path}.`)
}

/** For whoever does not work for the desk these pages do not exist. */
export const guarded = (routes: readonly PageRoute[]): readonly PageRoute[] =>
  routes.map((route) => ({
    ...route,
    show: async (visit, desk) => {
      if (!may(visit.person, 'read-internal'))
        throw new Refusal('not_found', `There is nothing at ${visit.request.path}.`)
      return route.show(visit, desk)
    },
  }))
