import * as z from 'zod'

/** Words of any length that a mail may have. */
export const Text = z.string('Write plain text').max(100_000, 'Use at most 100,000 characters')

/** A sentence or two that is kept with what it explains. */
export const Reason = z.string('Say why').trim().min(1, 'Say why').max(2000, 'Use at most 2,000 characters')

/** As the title is shown in lists. */
export const Title = z
  .string('Say in a few words what is wrong')
  .trim()
  .min(1, 'Say in a few words what is wrong')
  .max(250, 'Use at most 250 characters')

/** A word or two by which incidents are counted and found. */
export const Label = z
  .string('Name it')
  .trim()
  .min(1, 'Name it, or leave it out')
  .max(100, 'Use at most 100 characters')

/** Somebody by mail address or id, or the caller. */
export const Named = z
  .string('Give the mail address or the id of a person')
  .trim()
  .min(1, 'Give the mail address or the id of a person')
  .max(254, 'Use at most 254 characters')

/** The number of an incident, in any case. */
export const IncidentNumber = z
  .string('Give a number such as INC-12')
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2,5}-[1-9]\d{0,11}$/, 'Give a number such as INC-12')
