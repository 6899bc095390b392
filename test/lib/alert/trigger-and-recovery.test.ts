import { describe, expect, test } from 'vitest'
import { reading } from './a-payload.ts'
import { pairs } from './an-alarm.ts'

describe.each(Object.entries(pairs))('%s', (name, [trigger, recovery]) => {
  test('the trigger and the recovery are known for the same alert, by a key', async () => {
    const [fired, ended] = [await reading(trigger), await reading(recovery)]
    expect([fired.format, ended.format]).toEqual([name.split(' ')[0], name.split(' ')[0]])
    expect([fired.status, ended.status]).toEqual(['firing', 'resolved'])
    expect([fired.kind, ended.kind]).toEqual(['alert', 'alert'])
    expect(fired.key).not.toBeNull()
    expect(ended.key).toBe(fired.key)
  })
})
