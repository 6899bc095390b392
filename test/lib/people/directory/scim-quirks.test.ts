import { describe, expect, test } from 'vitest'
import { fitted, normalOperations, normalResource } from '../../../../lib/people/directory/scim-quirks.ts'
import { enterpriseUser } from '../../../../lib/people/directory/scim-user.ts'

describe('an operation as Entra ID sends it', () => {
  test.each([
    [
      '"False" is false',
      { op: 'Replace', path: 'active', value: 'False' },
      { op: 'replace', path: 'active', value: false },
    ],
    ['"true" is true', { op: 'Add', path: 'active', value: 'true' }, { op: 'add', path: 'active', value: true }],
    [
      'what is neither stays, to be refused',
      { op: 'Add', path: 'active', value: 'perhaps' },
      { op: 'add', path: 'active', value: 'perhaps' },
    ],
    [
      'a title that says True is a title',
      { op: 'Replace', path: 'title', value: 'True' },
      { op: 'replace', path: 'title', value: 'True' },
    ],
    [
      'a primary address is one in a path with a filter, too',
      { op: 'Replace', path: 'emails[type eq "work"].primary', value: 'True' },
      { op: 'replace', path: 'emails[type eq "work"].primary', value: true },
    ],
    [
      'a manager is an object, sent as an id',
      { op: 'Add', path: `${enterpriseUser}:manager`, value: 'p-1' },
      { op: 'add', path: `${enterpriseUser}:manager`, value: { value: 'p-1' } },
    ],
    [
      'a manager is an object, sent in a list',
      { op: 'Replace', path: `${enterpriseUser}:manager`, value: [{ $ref: null, value: 'p-1' }] },
      { op: 'replace', path: `${enterpriseUser}:manager`, value: { value: 'p-1' } },
    ],
    [
      'a manager’s id is the manager',
      { op: 'Replace', path: `${enterpriseUser}:manager.value`, value: 'p-1' },
      { op: 'replace', path: `${enterpriseUser}:manager`, value: { value: 'p-1' } },
    ],
    [
      'an empty manager is none',
      { op: 'Replace', path: `${enterpriseUser}:manager`, value: { value: '' } },
      { op: 'remove', path: `${enterpriseUser}:manager` },
    ],
    ['an empty value takes away', { op: 'Replace', path: 'title', value: null }, { op: 'remove', path: 'title' }],
    [
      'members are taken away by value',
      { op: 'Remove', path: 'members', value: [{ $ref: null, value: 'p-1' }] },
      { op: 'remove', path: 'members', value: [{ value: 'p-1' }] },
    ],
  ])('%s', (_, sent, meant) => {
    expect(normalOperations([sent])).toEqual([meant])
  })

  test('without a path is one operation for each thing that it names, paths among them', () => {
    const sent = {
      op: 'Replace',
      value: {
        id: 'p-9',
        schemas: [],
        displayName: 'X',
        active: 'False',
        'name.familyName': 'Y',
        'emails[type eq "work"].value': 'x@haneul.example',
        [`${enterpriseUser}:department`]: 'HR',
        [enterpriseUser]: { division: 'D', manager: 'p-1' },
      },
    }
    expect(normalOperations([sent])).toEqual([
      { op: 'replace', path: 'displayName', value: 'X' },
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', path: 'name.familyName', value: 'Y' },
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'x@haneul.example' },
      { op: 'replace', path: `${enterpriseUser}:department`, value: 'HR' },
      { op: 'replace', path: `${enterpriseUser}:division`, value: 'D' },
      { op: 'replace', path: `${enterpriseUser}:manager`, value: { value: 'p-1' } },
    ])
  })

  test('that is none is left to be refused', () => {
    expect(normalOperations(['nonsense', { op: 7, path: 'active', value: true }])).toEqual([
      'nonsense',
      { op: 7, path: 'active', value: true },
    ])
  })
})

test('an address of work is added where there is none, and changed where there is one', () => {
  const operation = { op: 'replace', path: 'emails[type eq "work"].value', value: 'x@haneul.example' } as const
  expect(fitted(operation, { emails: [{ type: 'home', value: 'h@haneul.example' }] })).toEqual({
    op: 'add',
    path: 'emails',
    value: [{ type: 'work', value: 'x@haneul.example' }],
  })
  expect(fitted(operation, { emails: [{ type: 'work', value: 'w@haneul.example' }] })).toBe(operation)
  expect(fitted({ op: 'add', path: 'roles[primary eq "True"].value', value: 'a' }, {})).toMatchObject({
    value: [{ primary: true, value: 'a' }],
  })
})

test('a new user is what it says, without what is null', () => {
  const sent = {
    active: 'True',
    title: null,
    emails: [{ primary: 'True', value: 'a@haneul.example', display: null }],
    roles: [],
    [enterpriseUser]: { manager: 'p-1', department: 'True' },
  }
  expect(normalResource(sent)).toEqual({
    active: true,
    emails: [{ primary: true, value: 'a@haneul.example' }],
    roles: [],
    [enterpriseUser]: { manager: { value: 'p-1' }, department: 'True' },
  })
})
