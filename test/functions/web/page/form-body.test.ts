import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { formBody } from '../../../../functions/web/page/form-body.ts'

const read = (schema: z.ZodType, form: string) => formBody(schema, new URLSearchParams(form))

describe('a form read by a schema', () => {
  test('gives texts as they were typed, with plain line ends', () => {
    expect(read(z.object({ text: z.string() }), 'text=+one%0D%0Atwo+')).toEqual({ text: ' one\ntwo ' })
  })

  test('leaves out a field that is empty, and takes away what may be nothing', () => {
    const schema = z.object({ team: z.string().optional(), category: z.string().nullable().optional() })
    expect(read(schema, 'team=&category=')).toEqual({ category: null })
  })

  test('leaves out what it did not send', () => {
    expect(read(z.object({ team: z.string().optional(), isVip: z.boolean().optional() }), '')).toEqual({})
  })

  test('has numbers, and keeps what is none for the schema to refuse', () => {
    const schema = z.object({ days: z.int(), hours: z.number() })
    expect(read(schema, 'days=7&hours=soon')).toEqual({ days: 7, hours: 'soon' })
  })

  test.each([
    ['isVip=false&isVip=true', true],
    ['isVip=false', false],
    ['isVip=on', true],
  ])('reads the box %s as %s', (form, isVip) => {
    expect(read(z.object({ isVip: z.boolean() }), form)).toEqual({ isVip })
  })

  test('has lists by repeating a name, or by lines and commas', () => {
    const schema = z.object({ skills: z.array(z.string()), watchers: z.array(z.string()) })
    expect(read(schema, 'skills=network&skills=mail&watchers=a%40x.example%0Ab%40x.example%2C+c%40x.example')).toEqual({
      skills: ['network', 'mail'],
      watchers: ['a@x.example', 'b@x.example', 'c@x.example'],
    })
  })

  test('has an empty list when the field was sent empty', () => {
    expect(read(z.object({ skills: z.array(z.string()) }), 'skills=')).toEqual({ skills: [] })
  })

  test('has fields within fields by dots, and rows by their place, gaps and empty rows left out', () => {
    const schema = z.object({
      shift: z.object({ from: z.string(), to: z.string() }),
      leaves: z.array(z.object({ from: z.string(), to: z.string() })),
    })
    const form =
      'shift.from=09:00&shift.to=18:00&leaves.0.from=2026-12-24&leaves.0.to=2026-12-31&leaves.1.from=&leaves.1.to=&leaves.10.from=2027-01-02&leaves.10.to=2027-01-03'
    expect(read(schema, form)).toEqual({
      shift: { from: '09:00', to: '18:00' },
      leaves: [
        { from: '2026-12-24', to: '2026-12-31' },
        { from: '2027-01-02', to: '2027-01-03' },
      ],
    })
  })

  test('has nothing that the schema does not name', () => {
    expect(read(z.object({ title: z.string() }), 'title=a&role=administrator&__proto__.x=1')).toEqual({ title: 'a' })
  })
})
