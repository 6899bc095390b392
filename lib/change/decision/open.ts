import type { Context } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import type { Window } from '../change.ts'
import type { ChangeCommandOf } from '../command.ts'
import type { ChangeEvent, Texts } from '../event.ts'

const longestTitle = 250
/** Each of plan, test and backout; an entry of a timeline must stay far below 400 KB. */
const longestText = 20_000
const mostItems = 50
const mostWatchers = 100

/** The title as it is kept, or a refusal. */
export const titleOf = (given: string): string => {
  const title = given.trim()
  if (title === '') throw new Refusal('invalid', 'The title is empty. Say in a few words what is changed.', 'title')
  if (title.length > longestTitle)
    throw new Refusal('invalid', `The title has ${title.length} characters. Use at most ${longestTitle}.`, 'title')
  return title
}

/** Refuses texts that are too long. */
export const ensureTexts = (texts: Texts): void => {
  for (const field of ['plan', 'test', 'backout'] as const) {
    const length = texts[field]?.length ?? 0
    if (length > longestText)
      throw new Refusal(
        'invalid',
        `${field} has ${length} characters. Use at most ${longestText}, and attach the rest.`,
        field,
      )
  }
}

/** A window may last so long: calendars look for what reaches into a span among what began within so many days before it. */
export const longestWindowDays = 31

/** Refuses a window that ends before it begins, or lasts longer than one thing is done. */
export const ensureWindow = (window: Window): void => {
  if (window.to <= window.from)
    throw new Refusal('invalid', `The window ends at ${window.to}, before it begins. Give a later end.`, 'window')
  const days = (Date.parse(window.to) - Date.parse(window.from)) / 86_400_000
  if (days > longestWindowDays)
    throw new Refusal(
      'invalid',
      `The window lasts ${Math.ceil(days)} days. Use at most ${longestWindowDays}, or make several changes.`,
      'window',
    )
}

/** The items, once each, or a refusal. */
export const itemsOf = (given: readonly string[]): readonly string[] => {
  const items = [...new Set(given.map((item) => item.trim()).filter((item) => item !== ''))]
  if (items.length > mostItems)
    throw new Refusal(
      'invalid',
      `It names ${items.length} items. Use at most ${mostItems}; make several changes.`,
      'items',
    )
  return items
}

export const open = (command: ChangeCommandOf<'open'>, context: Context): readonly ChangeEvent[] => {
  const { policy } = context
  const {
    of,
    message,
    requester,
    owner,
    service,
    assignee,
    language,
    replyKey,
    window,
    template,
    assessment,
    deployment,
  } = command
  const team = command.team ?? policy.firstTeam
  if (!policy.teams.some(({ id }) => id === team))
    throw new Refusal('invalid', `There is no team ${team}. Give the id of one.`, 'team')
  if (of === 'standard' && !template)
    throw new Refusal(
      'invalid',
      'A standard change is made from a template. Name one, or open a normal change.',
      'template',
    )
  const texts = command.texts ?? {}
  ensureTexts(texts)
  if (window) ensureWindow(window)
  const watchers = (command.watchers ?? []).filter(({ id }) => id !== requester.id)
  if (watchers.length > mostWatchers)
    throw new Refusal('invalid', `${watchers.length} people would follow it. Name at most ${mostWatchers}.`, 'watchers')
  return [
    {
      type: 'change.opened',
      of,
      title: titleOf(command.title),
      message,
      requester,
      ...(owner && { owner }),
      impact: command.impact ?? 'low',
      ...(service !== undefined && { service }),
      items: itemsOf(command.items ?? []),
      team,
      ...(assignee && { assignee }),
      watchers,
      channel: context.channel,
      language,
      replyKey,
      ...(window && { window }),
      texts,
      ...(command.answers && { answers: command.answers }),
      ...(template && { template }),
      ...(deployment && { deployment }),
      ...(assessment && { assessment }),
    },
  ]
}
