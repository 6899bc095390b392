import { describe, expect, test } from 'vitest'
import { noSessionCookie, sessionCookie, shownIn } from '../../../lib/people/session-cookie.ts'

const shown = { personId: 'p-김.민지@x.example', sessionId: 'a'.repeat(16), secret: 'b'.repeat(43) }
const jar = (set: string) => {
  const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
  return { [name!]: value! }
}

describe('the cookie of a session', () => {
  test('over TLS belongs to this host alone and never leaves TLS', () => {
    expect(sessionCookie('https://desk.example', shown)).toMatch(
      /^__Host-haneul=[^;]+; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure$/,
    )
  })

  test('on one’s own machine is told apart by the port', () => {
    const set = sessionCookie('http://127.0.0.1:3000', shown)
    expect(set).toMatch(/^haneul-3000=/)
    expect(shownIn('http://127.0.0.1:3000', jar(set))).toEqual(shown)
    expect(shownIn('http://127.0.0.1:3001', jar(set))).toBeUndefined()
  })

  test.each([
    '',
    'x',
    'p-1.short.secret',
    `%E0%A4%A.${shown.sessionId}.${shown.secret}`,
    `${'p'.repeat(2000)}.${shown.sessionId}.${shown.secret}`,
  ])('that says %j says nothing', (value) => {
    expect(shownIn('https://desk.example', { '__Host-haneul': value })).toBeUndefined()
  })

  test('is taken away at once', () => {
    expect(noSessionCookie('https://desk.example')).toMatch(/^__Host-haneul=; Path=\/; Max-Age=0;/)
  })
})
