import { expect, test } from 'vitest'
import { localPath } from '../../../functions/web/local-path.ts'

test.each(['/', '/tickets/INC-1', '/tickets/INC-1?after=3&q=%2F%2Fx', '/a//b', '/한글', '/signage'])(
  '%s is a path of this desk',
  (path) => {
    expect(localPath(path)).toBe(path)
  },
)

test.each([
  undefined,
  '',
  'tickets',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '/\\/evil.example',
  '/x\\..\\evil',
  '/\n/evil.example',
  '\u0009//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/sign-in?to=/',
  '/sign-out',
  `/${'x'.repeat(2000)}`,
])('%j leads to the first page', (path) => {
  expect(localPath(path)).toBe('/')
})
