import { Refusal } from '../../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../../api/operation.ts'
import { pathOf } from '../../page/route.ts'
import type { PageRoute, View, Visit } from '../../page/visit.ts'
import { withRows } from './rows.ts'

/**
 * What a form of administration does: a button of its lists shows the page again with a row more or less, anything else is
 * saved. A refusal shows the page again with what was typed; `rename` says by which field of the form it stands.
 */
export const saving = (route: {
  readonly path: string
  readonly page: PageRoute
  readonly rename?: (field: string, form: URLSearchParams) => string
  readonly save: (visit: Visit, desk: ApiDesk) => Promise<View>
}): PageRoute => {
  const { path, page, save, rename = (field) => field } = route
  return {
    method: 'POST',
    path,
    again: page.path,
    show: async (visit, desk) => {
      const form = withRows(visit.form)
      if (form) return page.show({ ...visit, query: {}, typed: { action: visit.request.path, form } }, desk)
      return save(visit, desk).catch((error: unknown) => {
        if (!(error instanceof Refusal) || error.field === undefined) throw error
        throw new Refusal(error.code, error.message, rename(error.field, visit.form), error.facts)
      })
    },
  }
}

/** Where a page is, with word that it was saved. */
export const saved = (path: string, params: Readonly<Record<string, string>> = {}): View => ({
  to: `${pathOf(path, params)}?saved`,
})
