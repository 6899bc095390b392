import { describe, expect, test } from 'vitest'
import { rowsOf } from '../../../../lib/people/directory/columns.ts'
import { GraphPage, graphRows } from '../../../../lib/people/directory/graph.ts'

const read = (...records: Record<string, string>[]) => rowsOf(Object.keys(records[0]!), records)

describe('a row', () => {
  test('of our own words says what they say', () => {
    const row = {
      'Directory ID': 'id-1',
      Name: '김민지',
      Address: 'minji@haneul.example',
      Active: 'no',
      Language: 'ko',
      'Time zone': 'Asia/Seoul',
      VIP: 'yes',
    }
    expect(read(row)).toEqual([
      {
        row: 1,
        said: {
          directoryId: 'id-1',
          name: '김민지',
          addresses: ['minji@haneul.example'],
          isActive: false,
          language: 'ko',
          timeZone: 'Asia/Seoul',
          isVip: true,
        },
      },
    ])
  })

  test('of Active Directory has its manager by a distinguished name, and its state in a bit', () => {
    const boss = {
      ObjectGUID: 'guid-1',
      DistinguishedName: 'CN=Boss,OU=HQ,DC=haneul',
      UserPrincipalName: 'boss@haneul.example',
      Manager: '',
      userAccountControl: '512',
      proxyAddresses: '',
    }
    const other = {
      ObjectGUID: 'guid-2',
      DistinguishedName: 'CN=Other,OU=HQ,DC=haneul',
      UserPrincipalName: 'other@haneul.example',
      Manager: 'cn=boss,ou=hq,dc=haneul',
      userAccountControl: '514',
      proxyAddresses: 'smtp:second@haneul.example;SMTP:first@haneul.example;X500:/o=haneul',
    }
    expect(read(boss, other)).toMatchObject([
      { said: { directoryId: 'guid-1', isActive: true } },
      { said: { manager: 'guid-1', isActive: false, addresses: ['first@haneul.example', 'second@haneul.example'] } },
    ])
  })

  test('of LDAP puts a name together as its script does', () => {
    expect(
      read({ entryUUID: 'u-1', sn: '박', givenName: '지훈', mail: 'jihoon@haneul.example', l: '서울' }),
    ).toMatchObject([{ said: { directoryId: 'u-1', name: '박지훈', location: '서울' } }])
  })

  test('that cannot be read says why', () => {
    expect(read({ objectId: 'id-1', mail: 'nonsense' })).toMatchObject([
      { refused: expect.stringContaining('nonsense') },
    ])
    expect(read({ objectId: 'id-1', accountEnabled: 'maybe' })).toMatchObject([
      { refused: expect.stringContaining('maybe') },
    ])
  })
})

test('a delta of Microsoft Graph says what changed, and who was removed', () => {
  const page = GraphPage.parse({
    '@odata.deltaLink': 'https://graph.microsoft.com/v1.0/users/delta?$deltatoken=x',
    value: [
      { id: 'id-1', department: 'HR', accountEnabled: true, 'manager@delta': [{ id: 'id-9' }] },
      { id: 'id-2', '@removed': { reason: 'changed' } },
      {
        id: 'id-3',
        mail: 'A@haneul.example',
        proxyAddresses: ['SMTP:A@haneul.example', 'smtp:b@haneul.example', 'SIP:a'],
        userType: 'Guest',
        displayName: null,
      },
    ],
  })
  expect(graphRows(page)).toEqual([
    { row: 1, said: { directoryId: 'id-1', department: 'HR', isActive: true, manager: 'id-9' } },
    { row: 2, said: { directoryId: 'id-2', isActive: false } },
    { row: 3, said: { directoryId: 'id-3', addresses: ['a@haneul.example', 'b@haneul.example'], isGuest: true } },
  ])
})
