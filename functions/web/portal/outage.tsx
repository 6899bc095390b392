import { Megaphone } from 'lucide'
import type { Announcement } from '../../../lib/incident/announcement.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { localPath } from '../local-path.ts'
import { carryOut } from '../page/carry-out.ts'
import { Icon } from '../page/piece/icon.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import { operations } from './operation.ts'
import { portalTexts } from './text.ts'
import { promiseTime } from './when.ts'

/** An outage that everybody knows of. */
export interface Outage extends Announcement {
  readonly number: string
  readonly meToo: boolean
  readonly affectedCount: number
}

/** The outages that go on. */
export const readOutages = async (visit: Visit, desk: ApiDesk): Promise<readonly Outage[]> =>
  (await carryOut<{ readonly items: readonly Outage[] }>(visit, desk, operations.listOutages)).items

/** The known outages, each with "me too"; `back` is the page one comes back to. Nothing when all is well. */
export const Outages = (props: { outages: readonly Outage[]; reader: Reader; back: string; lead?: string }) => {
  const { outages, reader, back } = props
  const texts = portalTexts[reader.language]
  if (outages.length === 0) return null
  return (
    <section class="outages" aria-labelledby="outages">
      <header>
        <Icon of={Megaphone} size={20} />
        <div>
          <h2 id="outages">{texts.outages}</h2>
          <p>{props.lead ?? texts.outageLead}</p>
        </div>
      </header>
      <ul>
        {outages.map((outage) => (
          <OutageItem outage={outage} reader={reader} back={back} />
        ))}
      </ul>
    </section>
  )
}

const OutageItem = ({ outage, reader, back }: { outage: Outage; reader: Reader; back: string }) => {
  const texts = portalTexts[reader.language]
  const { headline, since, expectedEnd, meToo, affectedCount, number } = outage
  const other = reader.language === 'ko' ? 'en' : 'ko'
  const isOwn = headline[reader.language] !== undefined
  return (
    <li>
      <div>
        <strong lang={isOwn ? undefined : other}>{headline[reader.language] ?? headline[other]}</strong>
        <p class="line">
          <span>{texts.since(promiseTime(since, reader))}</span>
          {expectedEnd && <span>{texts.expectedEnd(promiseTime(expectedEnd, reader))}</span>}
          {affectedCount > 0 && <span>{texts.othersToo(affectedCount)}</span>}
        </p>
        {meToo && <p class="small">{texts.meTooSaid}</p>}
      </div>
      <form method="post" action={`/outages/${number}/me-too`} data-swap>
        <input type="hidden" name="isAffected" value={String(!meToo)} />
        <input type="hidden" name="back" value={back} />
        <button class="button quiet" type="submit" aria-pressed={String(meToo)}>
          {meToo ? texts.notMe : texts.meToo}
        </button>
      </form>
    </li>
  )
}

const meToo: PageRoute = {
  method: 'POST',
  path: '/outages/{number}/me-too',
  show: async (visit, desk) => {
    const { form, params } = visit
    const operation = form.get('isAffected') === 'false' ? operations.takeBackMeToo : operations.sayMeToo
    await carryOut(visit, desk, operation, { params })
    return { to: localPath(form.get('back') ?? undefined) }
  },
}

/** What can be said of outages. */
export const outagePages: readonly PageRoute[] = [meToo]
