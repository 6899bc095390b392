import { describe, expect, test } from 'vitest'
import { languageOf } from '../../../../lib/people/directory/language.ts'
import { mergeEntry, personIn } from '../../../../lib/people/directory/merge-entry.ts'
import { nameOf } from '../../../../lib/people/directory/name.ts'
import { deskUser, enterpriseUser, entryOf } from '../../../../lib/people/directory/scim-user.ts'

describe('a name', () => {
  test.each([
    [{ displayName: '김 민지', familyName: '김', givenName: '민지' }, '김 민지'],
    [{ familyName: '김', givenName: '민지' }, '김민지'],
    [{ familyName: 'Clark', givenName: 'Emma' }, 'Emma Clark'],
    [{ familyName: '김', givenName: 'Grace' }, 'Grace 김'],
    [{ formatted: 'Dr. Emma Clark', familyName: 'Clark', givenName: 'Emma' }, 'Dr. Emma Clark'],
    [{ displayName: ' ', givenName: 'Cher' }, 'Cher'],
    [{}, undefined],
  ])('of %j is %s', (parts, name) => {
    expect(nameOf(parts)).toBe(name)
  })
})

test.each([
  ['ko-KR', 'ko'],
  ['ko', 'ko'],
  ['ko_KR.UTF-8', 'ko'],
  ['en-US', 'en'],
  ['de-DE,en;q=0.7', 'en'],
  ['', undefined],
  [undefined, undefined],
])('whoever’s directory says %j is written to in %s', (tag, language) => {
  expect(languageOf(tag)).toBe(language)
})

test('a user of SCIM is read whole, the primary address first; a zone that nobody knows is none', () => {
  const user = {
    externalId: 'id-1',
    userName: 'ada',
    displayName: 'Ada',
    active: true,
    emails: [
      { type: 'home', value: 'home@haneul.example' },
      { type: 'work', value: 'work@haneul.example' },
      { primary: true, value: 'first@haneul.example' },
    ],
    addresses: [
      { type: 'home', formatted: 'Here' },
      { type: 'work', formatted: 'Room 3', locality: 'Seoul' },
    ],
    locale: 'en-GB',
    timezone: 'Korea Standard Time',
    userType: 'Guest',
    [enterpriseUser]: { department: 'IT', manager: { value: 'p-1' } },
    [deskUser]: { vip: true, sharedMailbox: false },
  }
  expect(entryOf(user)).toEqual({
    directoryId: 'id-1',
    userName: 'ada',
    name: 'Ada',
    isActive: true,
    addresses: ['first@haneul.example', 'work@haneul.example', 'home@haneul.example'],
    location: 'Room 3',
    language: 'en',
    department: 'IT',
    manager: 'p-1',
    isGuest: true,
    isVip: true,
    isShared: false,
  })
})

describe('what the directory says', () => {
  const usual = { language: 'ko', timeZone: 'Asia/Seoul' } as const
  const said = { name: 'Ada', userName: 'ada@haneul.example', department: 'IT', isVip: true }
  const person = mergeEntry(personIn('p-1', said, usual), undefined, said)

  test('makes somebody new what it says, and usual for the rest', () => {
    expect(person).toMatchObject({
      name: 'Ada',
      addresses: ['ada@haneul.example'],
      department: 'IT',
      isVip: true,
      ...usual,
    })
  })

  test('changes what it changed, and nothing that the desk changed meanwhile', () => {
    const changed = {
      ...person,
      timeZone: 'Europe/London',
      isVip: false,
      addresses: [...person.addresses, 'by-hand@haneul.example'],
    }
    const now = { ...said, userName: 'new@haneul.example', department: undefined }
    expect(mergeEntry(changed, said, now)).toMatchObject({
      timeZone: 'Europe/London',
      isVip: false,
      addresses: ['new@haneul.example', 'by-hand@haneul.example'],
    })
    expect(mergeEntry(changed, said, now)).not.toHaveProperty('department')
    expect(mergeEntry(changed, said, said)).toEqual(changed)
  })

  test('makes a guest an employee, and an agent no guest', () => {
    expect(mergeEntry({ ...person, role: 'guest' }, undefined, said).role).toBe('employee')
    expect(mergeEntry({ ...person, role: 'guest' }, undefined, { ...said, isGuest: true }).role).toBe('guest')
    expect(mergeEntry({ ...person, role: 'agent' }, undefined, { ...said, isGuest: true }).role).toBe('agent')
  })
})
