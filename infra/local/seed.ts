import { randomBytes } from 'node:crypto'
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { dynamoStore } from '../../lib/aws/table.ts'
import { keep } from '../../lib/desk/keep.ts'
import { registration } from '../../lib/people/register.ts'
import { tokenText, tokenWrite } from '../../lib/people/token.ts'
import type { Actor } from '../../lib/ticket/actor.ts'
import { people, teams } from './company.ts'
import { tellStories } from './sample/tell.ts'

/** In whose name the company is made. */
const founder: Actor = { id: 'seed', name: 'Haneul', is: 'system' }

/** Whose tokens scripts get: one per role. */
const bearers = { admin: 'p-sora.han', agent: 'p-jihoon.park', employee: 'p-minji.kim' } as const

/**
 * Makes the company known, with its last two weeks where asked, and writes one API token per role to `credentials.json` in the data folder, readable by its
 * owner only. Done once: a folder that has the file is left as it is, and a start that died midway is done again.
 */
export const seed = async (
  dataDir: string,
  tableName: string,
  db: DynamoDBDocumentClient,
  now: string,
  hasStories = false,
): Promise<void> => {
  const file = join(dataDir, 'credentials.json')
  if (existsSync(file)) return
  const store = dynamoStore(tableName, db)
  // A person who is known already stays as they are.
  for (const person of people) await store.commit(registration(person, { by: founder, at: now }))
  for (const { id, ...value } of teams) await keep(store, { kind: 'team', id, value, by: founder, at: now })
  if (hasStories) await tellStories(store, now)
  const tokens: Record<string, string> = {}
  for (const [name, id] of Object.entries(bearers)) {
    const token = tokenText(randomBytes(32))
    const person = people.find((candidate) => candidate.id === id)!
    await store.commit([tokenWrite(token, person, now)])
    tokens[name] = token
  }
  writeFileSync(`${file}.new`, `${JSON.stringify(tokens, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
