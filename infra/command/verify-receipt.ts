import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { faultsIn, PublicKey, Receipt } from '../../lib/approval/receipt.ts'

const File = z.object({ receipts: z.array(Receipt), keys: z.array(PublicKey).default([]) })
const KeyFile = z.object({ keys: z.array(PublicKey) })

const read = <Schema extends z.ZodType>(schema: Schema, path: string): z.output<Schema> =>
  schema.parse(JSON.parse(readFileSync(path, 'utf8')))

/** Checks files of receipts without asking anybody; answers what to print, and whether all is right. */
export const verifyReceipts = (
  paths: readonly string[],
  keyPath?: string,
): { readonly lines: readonly string[]; readonly isRight: boolean } => {
  const trusted = keyPath === undefined ? undefined : read(KeyFile, keyPath).keys
  const lines: string[] = []
  let isRight = paths.length > 0
  for (const path of paths) {
    const { receipts, keys } = read(File, path)
    const faults = receipts.length === 0 ? ['there is no receipt in it.'] : faultsIn(receipts, trusted ?? keys)
    for (const { body } of receipts)
      lines.push(
        `${path}: ${body.number} ${body.stage} (round ${body.round}): ${body.decision} by ${body.approver.name}${body.for ? ` for ${body.for.name}` : ''} at ${body.at} (${body.channel}), content ${body.digest}`,
      )
    lines.push(...faults.map((fault) => `${path}: WRONG: ${fault}`))
    if (faults.length > 0) isRight = false
    else if (!trusted)
      lines.push(
        `${path}: right by its own keys (${[...new Set(receipts.map(({ key }) => key))].join(', ')}). Compare them with /.well-known/haneul-approvals.json of the desk, or give a saved copy: --keys FILE.`,
      )
    else lines.push(`${path}: right.`)
  }
  return { lines, isRight }
}

if (import.meta.main) {
  const given = process.argv.slice(2)
  const at = given.indexOf('--keys')
  const keyPath = at < 0 ? undefined : given[at + 1]
  const paths = at < 0 ? given : given.toSpliced(at, 2)
  if (paths.length === 0)
    console.error('Give files of receipts: npm run --silent verify-receipt -- [--keys KEYS] FILE…')
  const { lines, isRight } = verifyReceipts(paths, keyPath)
  for (const line of lines) console.log(line)
  process.exitCode = isRight ? 0 : 1
}
