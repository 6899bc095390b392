import * as z from 'zod'

/** Whether this runtime knows the zone. An offset such as `+09:00` is no zone: it cannot tell when clocks change. */
const isZone = (name: string) => {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

/** Name of an IANA time zone. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(isZone, { error: 'is no IANA time zone. Use a name such as Asia/Seoul or Europe/London' })
export type TimeZone = z.infer<typeof TimeZone>
