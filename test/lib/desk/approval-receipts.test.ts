import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officeOf } from '../../../functions/api/approval/office.ts'
import { approvalSite } from '../../../functions/web/portal/approval/pages.ts'
import { verifyReceipts } from '../../../infra/command/verify-receipt.ts'
import { faultsIn, type Receipt } from '../../../lib/approval/receipt.ts'
import { issueReceipts, publicKeys, receiptsOf } from '../../../lib/desk/approval/receipts.ts'
import { askForApproval, demandStages, editFor, entriesOf, stageOf } from '../../support/approvals.ts'
import { startPages, type TestPages } from '../../support/pages.ts'

let pages: TestPages
const folder = mkdtempSync(join(tmpdir(), 'receipts-'))
beforeAll(async () => {
  pages = await startPages(approvalSite({ helpAddress: 'help@desk.example' }))
  await demandStages(pages.store, pages.now, [stageOf('tech', ['emma.clark']), stageOf('sales', ['oliver.reed'])])
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await pages.stop()
})

const kept = new Map<string, string>()
const secrets = {
  read: async (name: string) => kept.get(name),
  write: async (name: string, value: string) => void kept.set(name, value),
}
const signing = () => ({ store: pages.store, secrets, now: () => pages.now })

const decide = async (number: string, stage: string, as: string) => {
  const path = `/api/v1/approvals/${number}/${stage}`
  const { digest } = (await pages.ask(path, { as })).body
  await pages.ask(`${path}/decide`, { as, body: { decision: 'approved', digest } })
}

/** A change with three decisions: one of them was made again after an edit. */
const decided = async () => {
  const number = await askForApproval(officeOf(pages.desk), pages.now)
  await decide(number, 'tech', 'emma.clark')
  await editFor(officeOf(pages.desk), number, pages.now, { title: 'Replace all the disks' })
  await decide(number, 'tech', 'emma.clark')
  await decide(number, 'sales', 'oliver.reed')
  return number
}

const file = (name: string, content: unknown) => {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(content))
  return path
}

describe('every decision', () => {
  test('has one signed receipt, chained to the one before it, however often and at once they are asked for', async () => {
    const number = await decided()
    const counts = await Promise.all([1, 2, 3, 4].map(() => issueReceipts(signing(), number)))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3)
    const receipts = await receiptsOf(pages.store, number)
    const entries = (await entriesOf(pages.store, number)).filter(({ type }) => type === 'change.decided')
    expect(receipts.map(({ body }) => [body.entry, body.digest, body.decision])).toEqual(
      entries.map(({ sequence, data }) => [sequence, data.digest, data.decision]),
    )
    expect(receipts[0]!.body).toMatchObject({
      number,
      stage: 'tech',
      round: 1,
      approver: { name: 'Emma Clark' },
      channel: 'api',
      previous: null,
    })
    expect(faultsIn(receipts, await publicKeys(pages.store))).toEqual([])
    expect(await issueReceipts(signing(), number)).toBe(0)
  })

  test('is verified offline from what the page gives, and a changed letter is found', async () => {
    const number = await decided()
    await issueReceipts(signing(), number)
    const page = await pages.look(`/approvals/${number}/tech`, 'emma.clark')
    expect(page.html).toContain(`href="/approvals/${number}/tech/receipts"`)
    const { html, headers } = await pages.look(`/approvals/${number}/tech/receipts`, 'emma.clark')
    expect(headers['content-disposition']).toContain(`${number}-receipts.json`)
    const given = JSON.parse(html) as { receipts: Receipt[]; keys: object[] }
    const keys = file('keys.json', JSON.parse((await pages.visit('/.well-known/haneul-approvals.json')).html))
    const right = verifyReceipts([file('right.json', given)], keys)
    expect([right.isRight, right.lines.at(-1)]).toEqual([true, expect.stringContaining('right.')])
    expect(right.lines[0]).toContain('approved by Emma Clark')

    const [first, second, third] = given.receipts as [Receipt, Receipt, Receipt]
    const other = { ...first, body: { ...first.body, decision: 'rejected' as const } }
    for (const [name, receipts] of [
      ['changed.json', [other, second, third]],
      ['gap.json', [first, third]],
      ['late.json', [second, third]],
      ['none.json', []],
    ] as const)
      expect([name, verifyReceipts([file(name, { ...given, receipts })], keys).isRight]).toEqual([name, false])
    const foreign = verifyReceipts([file('right.json', given)], file('foreign.json', { keys: [] }))
    expect(foreign.lines.join()).toContain('nobody listed the key')
  })

  test('is signed by a key whose private half stands nowhere in the table', async () => {
    const [listed] = await publicKeys(pages.store)
    const secret = kept.get('approval/signing-key')!
    const { html } = await pages.visit('/.well-known/haneul-approvals.json')
    expect(html).toContain(listed!.publicKey)
    expect(html).not.toContain(secret)
  })

  test('shows its receipt to nobody who may not see the decision', async () => {
    const number = await decided()
    await issueReceipts(signing(), number)
    expect((await pages.look(`/approvals/${number}/tech/receipts`, 'dohyun.lee')).status).toBe(404)
    expect((await pages.visit(`/approvals/${number}/tech/receipts`)).to).toContain('/sign-in')
  })
})
