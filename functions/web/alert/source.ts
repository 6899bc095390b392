import type * as z from 'zod'
import { AlertSourceFields } from '../../../lib/alert/source.ts'
import type { SourceView } from '../../api/alert/source-view.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { pathOf } from '../page/route.ts'
import type { Visit } from '../page/visit.ts'
import { places } from './area.ts'
import { operations } from './operation.ts'

/** A source as the API shows it. */
export type ShownSource = z.infer<typeof SourceView>

/** Paths of one source; the first that fits is shown, so `new` stands before all of them. */
export const sourcePath = `${places.sources}/{id}`
export const pathToSource = (id: string, more = ''): string => `${pathOf(sourcePath, { id })}${more}`

/** Where alerts come from, by name. */
export const allSources = async (visit: Visit, desk: ApiDesk): Promise<readonly ShownSource[]> =>
  (await carryOut<{ items: readonly ShownSource[] }>(visit, desk, operations.listAlertSources)).items

/** The source of the path. */
export const sourceOf = (visit: Visit, desk: ApiDesk): Promise<ShownSource> =>
  carryOut<ShownSource>(visit, desk, operations.readAlertSource, { params: { id: visit.params.id ?? '' } })

/** What an administrator said of a source, without what the desk adds. */
export const fieldsOf = (source: ShownSource): AlertSourceFields =>
  Object.fromEntries(
    Object.keys(AlertSourceFields.shape).map((name) => [name, source[name as keyof AlertSourceFields]]),
  ) as AlertSourceFields
