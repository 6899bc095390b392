import * as z from 'zod'
import { Impact } from '../../../lib/ticket/priority.ts'
import { Label, Named } from '../incident/field.ts'

export { Label, Named, Reason, Text } from '../incident/field.ts'

/** As the title is shown in lists. */
export const Title = z
  .string('Say in a few words what is changed')
  .trim()
  .min(1, 'Say in a few words what is changed')
  .max(250, 'Use at most 250 characters')

/** An instant, given in any zone. */
export const Instant = z.iso
  .datetime({ offset: true, error: 'Use an instant such as 2026-11-24T09:00:00Z' })
  .transform((given) => new Date(given).toISOString())

/** From when to when something is done. */
export const WindowField = z
  .strictObject({ from: Instant.describe('When it begins.'), to: Instant.describe('When it ends.') })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be after from' })

/** The number of a change, in any case. */
export const ChangeNumber = z
  .string('Give a number such as CHG-12')
  .trim()
  .toUpperCase()
  .regex(/^CHG-[1-9]\d{0,11}$/, 'Give a number such as CHG-12')

/** Plan, test and backout are told apart from what else is said; each far below what an entry holds. */
const long = z.string('Write plain text').trim().max(20_000, 'Use at most 20,000 characters, and attach the rest')

/** Answer ids by question id. */
export const Answers = z
  .record(z.string().min(1).max(40), z.string().min(1).max(40))
  .refine((given) => Object.keys(given).length <= 30, 'Answer at most 30 questions')

/** What a change says, as far as a person can say it. */
export const said = {
  title: Title.describe('In a few words what is changed.'),
  impact: Impact.describe('How many people and services are hurt if it goes wrong.'),
  service: Label.describe('Id of the service it is about.'),
  items: z
    .array(z.string().trim().min(1, 'Name an item').max(200, 'Use at most 200 characters'))
    .max(50, 'Use at most 50 items; make several changes')
    .describe('Names of the configuration items it touches.'),
  owner: Named.describe('Who answers for it, by mail address or id; `me` for the caller.'),
  window: WindowField.describe('From when to when it is carried out.'),
  plan: long.describe('How it is carried out.'),
  test: long.describe('How it is tested.'),
  backout: long.describe('How it is taken back.'),
  answers: Answers.describe('Answers to the questionnaire about its risk: answer ids by question id.'),
}
