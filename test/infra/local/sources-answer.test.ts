import { describe, expect, test } from 'vitest'
import { failedIds } from '../../../infra/local/sources/batch-response.ts'

describe('an answer to a batch', () => {
  const ids = ['a', 'b', 'c']
  const outcome = (answer: unknown) => ({ ok: true, payload: JSON.stringify(answer) })
  test.each<[string, unknown, string[]]>([
    ['nothing', null, []],
    ['an empty object', {}, []],
    ['no failures', { batchItemFailures: [] }, []],
    ['null for failures', { batchItemFailures: null }, []],
    ['a failure', { batchItemFailures: [{ itemIdentifier: 'b' }] }, ['b']],
    ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }, ids],
    ['a null id', { batchItemFailures: [{ itemIdentifier: null }] }, ids],
    ['a wrong key', { batchItemFailures: [{ id: 'b' }] }, ids],
    ['an unknown id', { batchItemFailures: [{ itemIdentifier: 'x' }] }, ids],
    ['no list', { batchItemFailures: 'b' }, ids],
  ])('of the function counts as Lambda counts it: %s', (_, answer, failed) => {
    expect([...failedIds(outcome(answer), ids, true)]).toEqual(failed)
    expect([...failedIds(outcome(answer), ids, false)]).toEqual([])
  })
})
