import { parse as parseCsv } from 'csv-parse/sync'
import * as z from 'zod'
import { importRows, mostRows, withoutDoubles } from '../../../lib/desk/directory/import-people.ts'
import { type Row, rowsOf } from '../../../lib/people/directory/columns.ts'
import { GraphPage, graphRows } from '../../../lib/people/directory/graph.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { provisioners } from './access.ts'

const Import = z.strictObject({
  dryRun: z
    .boolean('Say true to see what would happen, false to do it')
    .describe('Whether only to say what would happen.'),
  csv: z
    .string()
    .optional()
    .describe(
      'A file with a heading, as Active Directory, LDAP and Entra ID export it: objectId, mail, displayName, …',
    ),
  graph: GraphPage.optional().describe('An answer of Microsoft Graph: GET /users or /users/delta.'),
  from: z.int('Use a whole number').min(1, 'Use at least 1').default(1).describe('The row to begin with, from 1.'),
  limit: z
    .int('Use a whole number')
    .min(1, 'Use at least 1')
    .max(mostRows, `Use at most ${mostRows}`)
    .default(mostRows)
    .describe(`How many rows at most, 1 to ${mostRows}.`),
})

const Result = z.object({
  row: z.int(),
  outcome: z.enum(['created', 'changed', 'unchanged', 'refused']),
  id: z.string().optional(),
  name: z.string().optional(),
  changes: z
    .array(z.object({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }))
    .optional(),
  reason: z.string().optional().describe('Why it was refused, and what to do about it.'),
})

const Answer = z.object({
  dryRun: z.boolean(),
  rows: z.array(Result),
  total: z.int().describe('Rows there are.'),
  next: z.int().nullable().describe('The row to go on from, or null at the end.'),
  deltaLink: z.string().optional().describe('Where Microsoft Graph says to go on the next time.'),
})

const mostInAFile = 20_000

const rowsIn = ({ csv, graph }: z.output<typeof Import>): readonly Row[] => {
  if ((csv === undefined) === (graph === undefined))
    throw new Refusal('invalid', 'csv: send either csv or graph.', 'csv')
  if (graph) return withoutDoubles(graphRows(graph))
  return withoutDoubles(readCsv(csv ?? ''))
}

const readCsv = (csv: string): readonly Row[] => {
  let records: string[][]
  try {
    // Export-Csv of Windows PowerShell begins with `#TYPE …`; Excel writes a byte order mark and, in some countries, semicolons.
    const text = csv.replace(/^\uFEFF/, '').replace(/^#TYPE[^\n]*\n/, '')
    const delimiter = (text.split('\n', 1)[0] ?? '').includes(';') ? ';' : ','
    records = parseCsv(text, {
      delimiter,
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
      to: mostInAFile + 2,
    })
  } catch (error) {
    throw new Refusal('invalid', `csv: ${error instanceof Error ? error.message : error}`, 'csv')
  }
  const [headings, ...lines] = records
  if (!headings) throw new Refusal('invalid', 'csv: it is empty. Send a heading and a row for each person.', 'csv')
  if (lines.length > mostInAFile)
    throw new Refusal('too_large', `csv: it has more than ${mostInAFile} rows. Send it in parts.`, 'csv')
  return rowsOf(
    headings,
    lines.map((line) => Object.fromEntries(headings.map((heading, i) => [heading, line[i] ?? '']))),
  )
}

/** Bringing people in from a file, or seeing what it would change. */
export const importPeople = operation({
  method: 'POST',
  path: '/api/v1/people/import',
  id: 'importPeople',
  access: { kind: 'person', action: 'administer' },
  summary: 'Bring people in from a CSV file or an answer of Microsoft Graph, or see what that would change',
  description:
    'People are recognised by their id in the directory, else by a mail address. Whoever is missing from the file stays as they are. Each row succeeds or is refused by itself, and the same rows again change nothing; call again with `from` set to `next` until it is null.',
  body: Import,
  status: 200,
  answer: Answer,
  run: async (call: Call<z.output<typeof Import>>, { store, now, newId }: ApiDesk) => {
    provisioners(call.caller)
    const { dryRun, from, limit, graph } = call.body
    const all = rowsIn(call.body)
    const here = all.slice(from - 1, from - 1 + limit)
    const rows = await importRows(store, here, { by: actorOf(call.caller), at: now(), isTrial: dryRun, newId })
    const end = from - 1 + here.length
    const deltaLink = graph?.['@odata.deltaLink']
    const body = {
      dryRun,
      rows,
      total: all.length,
      next: end < all.length ? end + 1 : null,
      ...(typeof deltaLink === 'string' && { deltaLink }),
    }
    return { status: 200, body: Answer.parse(body) }
  },
})
