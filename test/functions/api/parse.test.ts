import { expect, test } from 'vitest'
import * as z from 'zod'
import { parse } from '../../../functions/api/parse.ts'

const Room = z.strictObject({
  name: z.string(),
  seats: z.number().optional(),
  floor: z.enum(['first', 'second']).optional(),
  door: z.string('Say which door').optional(),
})

test.each([
  [{}, 'name', 'name: it is missing; give a string.'],
  [{ name: 7 }, 'name', 'name: use a string, not number.'],
  [{ name: 'Blue', floor: 'tenth' }, 'floor', 'floor: use one of first, second.'],
  [{ name: 'Blue', door: 7 }, 'door', 'door: Say which door.'],
  [{ name: 'Blue', colour: 'blue' }, 'colour', 'colour: There is no field "colour" here. Leave it out.'],
])('of %j the field and the remedy are told', (given, field, message) => {
  expect(() => parse(Room, given)).toThrow(expect.objectContaining({ code: 'invalid', field, message }))
})
