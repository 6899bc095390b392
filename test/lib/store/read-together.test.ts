import { describe, expect, test } from 'vitest'
import { readTogether } from '../../../lib/store/read-together.ts'
import type { Key } from '../../../lib/store/schema.ts'

const at = (pk: string): Key => ({ pk, sk: 'head' })

/** A table that has every item but `nothing`, and the requests that were made to it. */
const reading = () => {
  const requests: string[][] = []
  const read = async (keys: readonly Key[]) => {
    requests.push(keys.map(({ pk }) => pk))
    if (keys.some(({ pk }) => pk === 'broken')) throw new Error('The table is down')
    return keys.filter(({ pk }) => pk !== 'nothing').map((key) => ({ ...key }))
  }
  return { requests, read: readTogether(read, 4) }
}

describe('reads at the same moment', () => {
  test('are one request, each key once, and everybody gets what they asked for', async () => {
    const { requests, read } = reading()
    const later = async () => {
      await undefined
      return read([at('b'), at('nothing')])
    }
    expect(await Promise.all([read([at('a'), at('b')]), later()])).toEqual([[at('a'), at('b')], [at('b')]])
    expect(requests).toEqual([['a', 'b', 'nothing']])
  })

  test('are several requests where one would take too many keys', async () => {
    const { requests, read } = reading()
    await Promise.all([read([at('a'), at('b')]), read([at('c'), at('d')]), read([at('e')])])
    expect(requests).toEqual([['a', 'b', 'c', 'd'], ['e']])
  })

  test('fail together, and the next one is a request of its own', async () => {
    const { read } = reading()
    const ends = await Promise.allSettled([read([at('a')]), read([at('broken')])])
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await read([at('a')])).toEqual([at('a')])
  })
})

describe('reads one after the other', () => {
  test('each see what is there at their time', async () => {
    const { requests, read } = reading()
    await read([at('a')])
    await read([at('a')])
    expect(requests).toEqual([['a'], ['a']])
  })

  test('of nothing ask for nothing', async () => {
    const { requests, read } = reading()
    expect(await read([])).toEqual([])
    expect(requests).toEqual([])
  })
})
