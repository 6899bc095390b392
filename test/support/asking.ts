import type { TestDesk } from './desk.ts'
import type { Json } from './json.ts'

/** An answer of the API of a desk. */
export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: Json
}

/** Asks the API of a desk: `path` is what follows `/api/v1`. */
export const ask = async (
  desk: TestDesk,
  path: string,
  options: Parameters<TestDesk['api']>[1] = {},
): Promise<Answered> => {
  const answer = await desk.api(`/api/v1${path}`, options)
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) }
}

/** Opens an incident for the employee whose token scenarios have, and answers its number. */
export const openFor = async (desk: TestDesk, title: string, body: object = {}): Promise<string> => {
  const { status, body: opened } = await ask(desk, '/incidents', { as: 'employee', body: { title, ...body } })
  if (status !== 201) throw new Error(`${title} was refused: ${opened.detail}`)
  return opened.number
}

/** Gives a command that must not be refused. */
export const give = async (
  desk: TestDesk,
  number: string,
  command: string,
  body: object = {},
  as: 'admin' | 'agent' | 'employee' = 'agent',
): Promise<Answered> => {
  const answer = await ask(desk, `/incidents/${number}/${command}`, { as, body })
  if (answer.status > 201) throw new Error(`${command} on ${number} was refused: ${answer.body.detail}`)
  return answer
}
