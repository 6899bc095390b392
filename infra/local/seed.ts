import { randomBytes } from 'node:crypto'
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { dynamoStore } from '../../lib/aws/table.ts'
import type { Person, Role } from '../../lib/people/person.ts'
import { registration } from '../../lib/people/register.ts'
import { tokenText, tokenWrite } from '../../lib/people/token.ts'

const employee = (
  id: string,
  name: string,
  language: 'ko' | 'en',
  role: Role = 'employee',
  timeZone = 'Asia/Seoul',
): Person => ({
  kind: 'person',
  id,
  name,
  addresses: [`${id.replace('p-', '')}@haneul.example`],
  role,
  language,
  timeZone,
})

/** The people of a small company, so that a newcomer has somebody to be. */
export const people: readonly Person[] = [
  employee('p-sora.han', '한소라', 'ko', 'administrator'),
  employee('p-jihoon.park', '박지훈', 'ko', 'agent'),
  employee('p-emma.clark', 'Emma Clark', 'en', 'agent', 'Europe/London'),
  employee('p-minji.kim', '김민지', 'ko'),
  employee('p-dohyun.lee', '이도현', 'ko'),
  employee('p-yuna.choi', '최유나', 'ko'),
  employee('p-oliver.reed', 'Oliver Reed', 'en', 'employee', 'America/New_York'),
  employee('p-grace.kim', 'Grace Kim', 'en', 'employee', 'America/Los_Angeles'),
]

/** Whose tokens scripts get: one per role. */
const bearers = { admin: 'p-sora.han', agent: 'p-jihoon.park', employee: 'p-minji.kim' } as const

/**
 * Makes the company known and writes one API token per role to `credentials.json` in the data folder, readable by its
 * owner only. Done once: a folder that has the file is left as it is, and a start that died midway is done again.
 */
export const seed = async (
  dataDir: string,
  tableName: string,
  db: DynamoDBDocumentClient,
  now: string,
): Promise<void> => {
  const file = join(dataDir, 'credentials.json')
  if (existsSync(file)) return
  const store = dynamoStore(tableName, db)
  // A person who is known already stays as they are.
  for (const person of people) await store.commit(registration(person))
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
