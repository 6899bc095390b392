import { Plus } from 'lucide'
import { ensureEditor } from '../admin/guard.ts'
import { carryOut } from '../page/carry-out.ts'
import { Tag } from '../page/piece/badge.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { Empty } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute } from '../page/visit.ts'
import { places } from './area.ts'
import { AlertPage } from './frame.tsx'
import { operations } from './operation.ts'
import { alertTexts } from './text.ts'
import { pathToWebhook, type ShownWebhook } from './webhook.ts'

/** How its receiver is, in a word. */
export const HealthTag = ({ webhook, reader }: { webhook: ShownWebhook; reader: Reader }) => {
  const { health } = alertTexts[reader.language].webhooks
  if (webhook.disabled) return <Tag tone="bad">{health.disabled}</Tag>
  if (!webhook.isActive) return <Tag tone="warn">{health.inactive}</Tag>
  return webhook.failingSince ? <Tag tone="bad">{health.failing}</Tag> : <Tag tone="good">{health.well}</Tag>
}

/** Other systems that are told what happens here. */
export const webhookList: PageRoute = {
  method: 'GET',
  path: places.webhooks,
  show: async (visit, desk) => {
    ensureEditor(visit)
    const { reader } = visit
    const all = alertTexts[reader.language]
    const texts = all.webhooks
    const { items } = await carryOut<{ items: readonly ShownWebhook[] }>(visit, desk, operations.listWebhooks)
    const add = (
      <a class="button" href={`${places.webhooks}/new`} data-command={texts.add}>
        <Icon of={Plus} />
        {texts.add}
      </a>
    )
    return {
      page: (
        <AlertPage visit={visit} here="webhooks" title={all.area.webhooks} lead={all.lead.webhooks} actions={add}>
          <div class="card" id="webhooks" data-live="15">
            {items.length === 0 ? (
              <Empty heading={texts.none} hint={texts.noneHint}>
                {add}
              </Empty>
            ) : (
              <ul class="people">
                {items.map((webhook) => (
                  <li class="person-row">
                    <div>
                      <a href={pathToWebhook(webhook.id)}>{webhook.name}</a>
                      <p class="line">
                        <span>{webhook.url}</span>
                        <span>{webhook.events.join(', ')}</span>
                        {webhook.failingSince && (
                          <span>
                            {texts.failingSince} <Time at={webhook.failingSince} reader={reader} />
                            {webhook.lastAnswer && ` (${webhook.lastAnswer})`}
                          </span>
                        )}
                      </p>
                    </div>
                    <HealthTag webhook={webhook} reader={reader} />
                  </li>
                ))}
              </ul>
            )}
          </div>
        </AlertPage>
      ),
    }
  },
}
