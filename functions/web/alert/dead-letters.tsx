import { RefreshCw } from 'lucide'
import type * as z from 'zod'
import type { DeadLettersView } from '../../api/alert/dead-letters.ts'
import { mayEdit } from '../admin/guard.ts'
import { carryOut } from '../page/carry-out.ts'
import { Icon } from '../page/piece/icon.tsx'
import { Empty, Notice } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { PageRoute } from '../page/visit.ts'
import { places } from './area.ts'
import { AlertPage } from './frame.tsx'
import { operations } from './operation.ts'
import { alertTexts } from './text.ts'

type DeadLetters = z.infer<typeof DeadLettersView>

const tones = { running: 'info', completed: 'good', failed: 'bad', canceled: 'warn' } as const

const page: PageRoute = {
  method: 'GET',
  path: places.deadLetters,
  show: async (visit, desk) => {
    const { reader, person } = visit
    const all = alertTexts[reader.language]
    const texts = all.deadLetters
    const { waiting, handingBack } = await carryOut<DeadLetters>(visit, desk, operations.readAlertDeadLetters)
    const isRunning = handingBack?.status === 'running'
    return {
      page: (
        <AlertPage
          visit={visit}
          here="deadLetters"
          title={all.area.deadLetters}
          lead={all.lead.deadLetters}
          tells={[`${places.deadLetters}/hand-back`]}
        >
          <div class="stack" id="dead-letters" data-live="5">
            {handingBack && (
              <Notice tone={tones[handingBack.status]} heading={texts.status[handingBack.status]}>
                <p>
                  {texts.moved(handingBack.moved, handingBack.of)} <Time at={handingBack.startedAt} reader={reader} />
                </p>
              </Notice>
            )}
            <div class="card">
              {waiting === 0 ? (
                <Empty heading={texts.none} hint={texts.noneHint} />
              ) : (
                <Empty heading={texts.waiting(waiting)} hint={texts.waitingHint}>
                  {mayEdit(person) ? (
                    <form method="post" action={`${places.deadLetters}/hand-back`} data-swap>
                      <button class="button" type="submit" disabled={isRunning}>
                        <Icon of={RefreshCw} />
                        {texts.handBack}
                      </button>
                    </form>
                  ) : (
                    <p>{texts.askAdministrator}</p>
                  )}
                </Empty>
              )}
            </div>
          </div>
        </AlertPage>
      ),
    }
  },
}

const handBack: PageRoute = {
  method: 'POST',
  path: `${places.deadLetters}/hand-back`,
  again: places.deadLetters,
  show: async (visit, desk) => {
    await carryOut(visit, desk, operations.handBackAlertDeadLetters)
    return { to: `${places.deadLetters}?done=handedBack` }
  },
}

/** Alerts that were accepted and given up, and trying them again. */
export const deadLetterPages: readonly PageRoute[] = [page, handBack]
