import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fontFolder, letters } from '../../infra/command/subset-fonts.ts'

describe('the fonts that come with the pages', () => {
  test('have every letter of our own words; `npm run fonts` makes them anew', () => {
    const kept = ['latin', 'portal', 'desk']
      .map((name) => readFileSync(join(fontFolder, `${name}.txt`), 'utf8'))
      .join('')
    const missing = Object.values(letters())
      .flatMap((text) => [...text])
      .filter((letter) => !kept.includes(letter))
    expect(missing).toEqual([])
  })

  test('are small: Latin and the words of the portal are all that a first page needs', () => {
    const size = (name: string) => readFileSync(join(fontFolder, `${name}.woff2`)).length
    expect(size('latin') + size('portal')).toBeLessThan(80 * 1024)
  })
})
