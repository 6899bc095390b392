import type { Actor } from '../../../lib/ticket/actor.ts'
import type { Language } from '../../../lib/ticket/message.ts'
import { entryTexts } from './entry-text.ts'

/** As much of an entry of a timeline as a sentence about it needs. */
export interface Told {
  readonly type: string
  readonly by: Actor
  readonly data: unknown
}

/** Names of teams by their ids. */
export type NamesOfTeams = ReadonlyMap<string, string>

const named = <Holder extends { readonly team?: string }>(holder: Holder, teams: NamesOfTeams): Holder =>
  holder.team === undefined ? holder : { ...holder, team: teams.get(holder.team) ?? holder.team }

/** What happened, to be read after the name of who did it. */
export const sayEntry = ({ type, by, data }: Told, language: Language, teams: NamesOfTeams): string => {
  const say = entryTexts[language][type as keyof typeof entryTexts.en] as (data: unknown) => string
  const words = say(named(data as { team?: string }, teams))
  // Nobody honours a machine.
  return language === 'ko' && by.is === 'system' ? words.replace(/^님이/, '이') : words
}

/** Who did it: the desk itself is called as its product is in the reader's language. */
export const actorName = ({ is, name }: Actor, product: string): string => (is === 'system' ? product : name)
