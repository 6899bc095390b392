import { expect, test } from 'vitest'
import { plural } from '../../../lib/ticket/plural.ts'

test.each([
  [0, '0 tickets wait', '티켓 0건 대기'],
  [1, '1 ticket waits', '티켓 1건 대기'],
  [1200, '1,200 tickets wait', '티켓 1,200건 대기'],
])('%s are counted as each language counts', (count, english, korean) => {
  expect(plural('en', count, { one: '# ticket waits', other: '# tickets wait' })).toBe(english)
  expect(plural('ko', count, { other: '티켓 #건 대기' })).toBe(korean)
})
