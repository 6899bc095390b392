import type { IncidentCommand } from '../../lib/incident/command.ts'
import type { Context } from '../../lib/ticket/actor.ts'
import { policy } from './policy.ts'

/** A person who asks for help. */
export const minji = { id: 'p-minji', name: '김민지', address: 'minji.kim@haneul.example' } as const

/** A context at a given minute of a day in November. */
export const at = (
  minute: number,
  by: Context['by'] = { id: minji.id, name: minji.name, is: 'employee' },
): Context => ({
  at: new Date(Date.parse('2026-11-24T00:00:00.000Z') + minute * 60_000).toISOString(),
  by,
  channel: 'api',
  policy,
})

/** A command that opens an incident. */
export const openCommand = (
  title = 'The printer is on fire',
  over: Partial<Extract<IncidentCommand, { type: 'open' }>> = {},
): Extract<IncidentCommand, { type: 'open' }> => ({
  type: 'open',
  title,
  message: { text: 'It smells.' },
  requester: minji,
  language: 'en',
  replyKey: 'abcdefghijklmnopqrstuvwxyz',
  ...over,
})

/** A command that adds a public comment. */
export const commentCommand = (text: string): IncidentCommand => ({
  type: 'comment',
  message: { text },
  visibility: 'public',
})
