import { beforeAll, describe, expect, test } from 'vitest'
import { type BundleSizes, build } from '../../infra/build.ts'
import { functions } from '../../infra/functions.ts'

describe('a function’s bundle', () => {
  let sizes: BundleSizes
  beforeAll(async () => {
    sizes = await build()
  })

  test.each(functions)('of %s is small enough to start in a third of a second', (path) => {
    expect(sizes[path]).toBeGreaterThan(0)
    expect(sizes[path]).toBeLessThan(800 * 1024)
  })
})
