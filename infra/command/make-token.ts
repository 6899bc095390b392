import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { dynamoStore } from '../../lib/aws/table.ts'
import { makeToken } from '../../lib/desk/tokens.ts'
import { ownerIn } from '../../lib/people/own-address.ts'
import { Person, Role } from '../../lib/people/person.ts'
import { registration } from '../../lib/people/register.ts'
import { Scope } from '../../lib/people/scope.ts'
import { mostDays, tokenText } from '../../lib/people/token.ts'
import { key } from '../../lib/store/schema.ts'
import type { Actor } from '../../lib/ticket/actor.ts'
import { Language } from '../../lib/ticket/message.ts'
import { TimeZone } from '../../lib/ticket/time-zone.ts'

const usage = `Makes an API token for a person and prints it once. With the AWS credentials of an operator:

  npm run make-token -- --table haneul-dev --address sora@example.com --name "Sora Han" --role administrator

--role      ${Role.options.join(', ')}; only used when the person is new
--scopes    what it is made for, with commas between: ${Scope.options.join(', ')};
            everything that its person may when left out, which an integration cannot
--language  ${Language.options.join(' or ')}; en when left out
--zone      IANA time zone; Asia/Seoul when left out
--days      until it expires, at most ${mostDays}; 30 when left out`

const { values } = parseArgs({
  options: {
    table: { type: 'string' },
    address: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string', default: 'employee' },
    language: { type: 'string', default: 'en' },
    scopes: { type: 'string' },
    zone: { type: 'string', default: 'Asia/Seoul' },
    days: { type: 'string', default: '30' },
  },
})

if (!values.table || !values.address || !values.name) {
  console.error(usage)
  process.exit(2)
}

/** Whoever has the credentials to run this. */
const operator: Actor = { id: 'operator', name: 'Operator', is: 'system' }

const store = dynamoStore(values.table)
const address = values.address.toLowerCase()
const known = ownerIn(await store.get(key.address(address)))
const person =
  known ??
  Person.parse({
    id: `p-${address}`,
    name: values.name,
    addresses: [address],
    role: Role.parse(values.role),
    language: Language.parse(values.language),
    timeZone: TimeZone.parse(values.zone),
  })
if (!person.isActive) throw new Error(`${person.name} is inactive. Activate them first.`)
const scopes = values.scopes === undefined ? undefined : Scope.array().parse(values.scopes.split(','))
if (person.role === 'integration' && !scopes)
  throw new Error('--scopes: an integration may only what its token was made for. Name it, such as people:write.')
const at = new Date().toISOString()
const days = Number(values.days)
if (!(days >= 1 && days <= mostDays)) throw new Error(`--days: use a number from 1 to ${mostDays}.`)
const token = tokenText(randomBytes(32))
await makeToken(store, {
  id: randomBytes(13).toString('hex'),
  text: token,
  person,
  about: {
    name: 'Made by an operator',
    endsAt: new Date(Date.parse(at) + days * 86_400_000).toISOString(),
    ...(scopes && { scopes }),
  },
  by: operator,
  at,
  also: known ? [] : registration(person, { by: operator, at }),
})
console.log(token)
