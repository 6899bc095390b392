import { findService } from '../../alert/affected-service.ts'
import { titleOf } from '../../alert/words.ts'
import { key, partOf } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import type { AlertDesk } from './alert-desk.ts'
import type { Aside } from './understand.ts'

/** Something that was reported of a service and is no alert, such as a deploy: it may explain one. */
export interface Reported {
  readonly kind: 'reported'
  /** Id of the delivery. */
  readonly id: string
  readonly source: string
  /** Id of the service; absent when none was named. */
  readonly service?: string | undefined
  readonly at: string
  readonly title: string
  readonly links: readonly { readonly text: string; readonly url: string }[]
  readonly expiresAt: number
}

/** Days for which a change may explain an incident. */
const keptDays = 30
/** What names no service stands together. */
const nobodys = '-'

/** Keeps what was reported, to be asked for by service and time. Writing one again is harmless. */
export const keepReported = async (
  asides: readonly Aside[],
  { store, surroundings, sourceOf }: Pick<AlertDesk, 'store' | 'surroundings' | 'sourceOf'>,
): Promise<void> => {
  const changes = asides.filter(({ reading }) => reading?.kind === 'non-alert')
  if (changes.length === 0) return
  const { services } = await surroundings()
  await Promise.all(
    changes.map(async ({ delivery, reading }) => {
      if (!reading) return
      const source = await sourceOf(delivery.source)
      const at = reading.at ?? delivery.at
      const service =
        findService([...reading.identifiers, ...(reading.host ? [reading.host] : [])], services).service?.id ??
        source?.service
      const put: Reported = {
        kind: 'reported',
        id: delivery.id,
        source: delivery.source,
        service,
        at,
        title: titleOf(reading),
        links: reading.links.slice(0, 5),
        expiresAt: Math.floor(Date.parse(delivery.at) / 1000) + keptDays * 86_400,
      }
      await store.commit([{ put, at: key.reported(service ?? nobodys, at, delivery.id) }])
    }),
  )
}

/** What was reported of a service, newest first, at most so many; `undefined`: what names none. */
export const reportedOf = async (
  store: Store,
  service: string | undefined,
  limit: number,
): Promise<readonly Reported[]> => {
  const { pk } = key.reported(service ?? nobodys, '', '')
  const { items } = await store.parts(pk, partOf.reported, { limit, newestFirst: true })
  return items as unknown as Reported[]
}
