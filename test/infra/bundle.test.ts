import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type BundleSizes, build } from '../../infra/build.ts'
import { functions, nameOf } from '../../infra/functions.ts'

describe('a function’s bundle', () => {
  let sizes: BundleSizes
  beforeAll(async () => {
    sizes = await build()
  })

  // Bytes are the cold start: at 640 KB with three clients of the SDK it stays under half a second.
  test.each(functions)('of %s is smaller than 640 KB', (path) => {
    expect(sizes[path]).toBeLessThan(640 * 1024)
  })

  test.each(functions)('of %s starts with nothing around it but Node', (path) => {
    const bundle = join(import.meta.dirname, `../../dist/${nameOf(path)}/index.mjs`)
    const imported = [...readFileSync(bundle, 'utf8').matchAll(/\bfrom ?"([^"]+)"/g)].map(([, name]) => name!)
    expect(imported.filter((name) => !isBuiltin(name))).toEqual([])
  })
})
