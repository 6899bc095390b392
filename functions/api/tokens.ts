import * as z from 'zod'
import { readPerson } from '../../lib/desk/change-person.ts'
import { listTokens, makeToken, readToken, revokeToken, tokensOf, type UsedToken } from '../../lib/desk/tokens.ts'
import { type ActionOn, may } from '../../lib/people/access.ts'
import { actorOf, type Person } from '../../lib/people/person.ts'
import { Scope } from '../../lib/people/scope.ts'
import { ApiToken, isLive, mostDays, tokenText } from '../../lib/people/token.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { PageQuery } from './history.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'

const days = `Use a number from 1 to ${mostDays}`
const rate = 'Use a number from 1 to 6000'

const NewToken = z.strictObject({
  name: z
    .string('Say what it is for')
    .trim()
    .min(1, 'Say what it is for')
    .max(100, 'Use at most 100 characters')
    .describe('What it is for.'),
  scopes: z
    .array(Scope)
    .min(1, `Name at least one of ${Scope.options.join(', ')}`)
    .max(Scope.options.length, 'Name each scope once')
    .transform((scopes) => Scope.options.filter((scope) => scopes.includes(scope)))
    .describe('What it is made for. It never does more than its person may.'),
  days: z.int(days).min(1, days).max(mostDays, days).default(90).describe('Days until it expires.'),
  requestsPerMinute: z
    .int(rate)
    .min(1, rate)
    .max(6000, rate)
    .optional()
    .describe('600 unless an administrator says otherwise.'),
})

const TokenView = ApiToken.extend({
  version: z.int(),
  isLive: z.boolean().describe('Whether it opens anything now.'),
  firstUsedAt: z.iso.datetime().optional(),
  lastUsedAt: z.iso.datetime().optional().describe('To the hour.'),
})
const TokenPage = z.object({ items: z.array(TokenView), cursor: z.string().nullable() })
const MadeToken = TokenView.extend({ token: z.string().describe('The token itself. It is shown this once.') })

const view = (token: UsedToken, at: string) => ({
  ...token,
  isLive: isLive(token, at),
})

const missingPerson = (id: string) =>
  new Refusal('not_found', `There is no person ${id}, or they are not yours to see.`)
const missing = (id: string) => new Refusal('not_found', `There is no token ${id}, or it is not yours to see.`)

/** Whose tokens the path speaks of, if the caller may do this to them; `me` is the caller. */
const ownerIn = async ({ caller, params }: Call, { store }: ApiDesk, action: ActionOn<'token'>): Promise<Person> => {
  const id = params.id === 'me' ? caller.id : (params.id ?? '')
  const person = id === caller.id ? caller : await readPerson(store, id)
  // A program cannot make its own.
  const isForProgram = person?.role === 'integration' && may(caller, 'administer', { kind: 'desk' })
  if (person && (may(caller, action, { kind: 'token', person: { id } }) || isForProgram)) return person
  if (person && may(caller, 'read', { kind: 'token', person: { id } }))
    throw new Refusal('forbidden', 'A token is made by its own person; administrators make those of integrations.')
  throw missingPerson(id)
}

const listOwn = operation({
  method: 'GET',
  path: '/api/v1/people/{id}/tokens',
  id: 'listTokens',
  access: { kind: 'token', action: 'read' },
  summary: 'List the API tokens of a person, dead ones too; `me` is the caller',
  status: 200,
  answer: TokenPage,
  run: async (call: Call, desk: ApiDesk) => {
    const { id } = await ownerIn(call, desk, 'read')
    const at = desk.now()
    const items = (await tokensOf(desk.store, id)).map((token) => view(token, at))
    return { status: 200, body: TokenPage.parse({ items, cursor: null }) }
  },
})

const listAll = operation({
  method: 'GET',
  path: '/api/v1/tokens',
  id: 'listAllTokens',
  access: { kind: 'token', action: 'read' },
  summary: 'List everybody’s API tokens by name',
  query: PageQuery,
  status: 200,
  answer: TokenPage,
  run: async ({ caller, query }: Call<unknown, z.output<typeof PageQuery>>, { store, now }: ApiDesk) => {
    if (!may(caller, 'read', { kind: 'token' }))
      throw new Refusal('forbidden', 'Only administrators list everybody’s tokens. Ask for /people/me/tokens.')
    const page = await listTokens(store, query)
    const at = now()
    return { status: 200, body: TokenPage.parse({ ...page, items: page.items.map((token) => view(token, at)) }) }
  },
})

const make = operation({
  method: 'POST',
  path: '/api/v1/people/{id}/tokens',
  id: 'makeToken',
  access: { kind: 'token', action: 'make' },
  summary: 'Make an API token for oneself, or as an administrator for an integration',
  description: 'The text of the token is in this answer and nowhere else. No token that has scopes makes another one.',
  body: NewToken,
  status: 201,
  answer: MadeToken,
  run: async (call: Call<z.output<typeof NewToken>>, desk: ApiDesk) => {
    const person = await ownerIn(call, desk, 'make')
    const { days: lasting, requestsPerMinute, ...about } = call.body
    if (requestsPerMinute !== undefined && !may(call.caller, 'administer', { kind: 'desk' }))
      throw new Refusal('forbidden', 'Only administrators set how often a token may ask.', 'requestsPerMinute')
    const at = desk.now()
    const text = tokenText(desk.randomBytes())
    const made = await makeToken(desk.store, {
      id: desk.newId(),
      text,
      person,
      about: {
        ...about,
        endsAt: new Date(Date.parse(at) + lasting * 86_400_000).toISOString(),
        ...(requestsPerMinute !== undefined && { requestsPerMinute }),
      },
      by: actorOf(call.caller),
      at,
    })
    return {
      status: 201,
      headers: { location: `/api/v1/people/${person.id}/tokens` },
      body: MadeToken.parse({ ...view(made, at), token: text }),
    }
  },
})

const revoke = operation({
  method: 'POST',
  path: '/api/v1/tokens/{id}/revoke',
  id: 'revokeToken',
  access: { kind: 'token', action: 'revoke' },
  summary: 'Make an API token open nothing from now on',
  status: 200,
  answer: TokenView,
  run: async ({ caller, params }: Call, { store, now }: ApiDesk) => {
    const token = await readToken(store, params.id ?? '')
    if (!token || !may(caller, 'revoke', { kind: 'token', person: { id: token.personId } }))
      throw missing(params.id ?? '')
    const at = now()
    return {
      status: 200,
      body: TokenView.parse(view(await revokeToken(store, token, { by: actorOf(caller), at }), at)),
    }
  },
})

/** What the API can do with its own tokens. */
export const tokens = [listOwn, make, listAll, revoke]
