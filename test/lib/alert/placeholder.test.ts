import { describe, expect, test } from 'vitest'
import { filled, isPlaceholder } from '../../../lib/alert/placeholder.ts'

describe('a template whose variables were not all filled in', () => {
  test('a variable of any sender is known as one', () => {
    const left = [
      '*monitorID*',
      '$SERVICE',
      '$HOSTNAME$',
      '\u0024{event.id}',
      '{{ id }}',
      '{EVENT.ID}',
      '##ALERTID##',
      '%sensorid',
    ]
    expect(left.filter((text) => !isPlaceholder(text))).toEqual([])
  })

  test('what only looks like one is a value', () => {
    const values = ['db-1', 'a*b', '$5 more', '95%', '{a}', 'Service *', 'C# host', '*']
    expect(values.filter(isPlaceholder)).toEqual([])
  })

  test('the first filled field names, blanks and variables are passed over', () => {
    expect(filled({ id: '{EVENT.ID}', key: ' ', name: ' db-1 ' }, 'id', 'key', 'none', 'name')).toBe('db-1')
    expect(filled({ id: '*UNKNOWN*' }, 'id')).toBeNull()
  })
})
