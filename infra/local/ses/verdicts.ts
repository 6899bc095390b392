/** Checks SES makes of a received mail, in the order of its notifications. */
export const checks = ['spam', 'virus', 'spf', 'dkim', 'dmarc'] as const

/** What SES found: `PASS`, `FAIL`, `GRAY` or `PROCESSING_FAILED` for each check. */
export type Verdicts = Readonly<Record<(typeof checks)[number], string>>

const statuses: Readonly<Record<string, string>> = {
  pass: 'PASS',
  fail: 'FAIL',
  gray: 'GRAY',
  processing_failed: 'PROCESSING_FAILED',
}

/** The header by which a test says what SES would have found. */
export const VERDICTS_HEADER = 'X-Local-Verdicts'

/**
 * Reads `X-Local-Verdicts: spf=fail dkim=fail`; everything it does not name passes. Throws a sentence for a check or
 * status that SES does not know.
 */
export function verdictsIn(header: string | undefined): Verdicts {
  const verdicts: Record<string, string> = Object.fromEntries(checks.map((check) => [check, 'PASS']))
  for (const pair of header?.split(/[\s,;]+/).filter((each) => each !== '') ?? []) {
    const [check = '', status = ''] = pair.toLowerCase().split('=')
    const known = statuses[status]
    if (!(check in verdicts) || known === undefined) {
      throw new Error(
        `${VERDICTS_HEADER} knows ${checks.join(', ')} as ${Object.keys(statuses).join(', ')}, not ${pair}`,
      )
    }
    verdicts[check] = known
  }
  return verdicts as Verdicts
}
