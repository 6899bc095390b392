import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../../../lib/desk/execute.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { clearMailbox, isUndeliverable, readMailbox, recordBounce } from '../../../lib/notify/bounce.ts'
import { deliver } from '../../../lib/notify/deliver.ts'
import { plannedMail } from '../../../lib/notify/settle.ts'
import { key } from '../../../lib/store/schema.ts'
import { officeOf } from '../../support/policy.ts'
import { sendingOf } from '../../support/sending.ts'
import { startTable, type TestTable } from '../../support/table.ts'
import { at, commentCommand, openCommand } from '../../support/ticket.ts'

let table: TestTable
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.stop())

const agent = { id: 'p-jihoon', name: '박지훈', is: 'agent' } as const
let count = 0

/** An incident of somebody with an address of their own and a follower; the desk's public answers are mailed. */
const conversation = async () => {
  const address = `somebody${++count}@mail.example`
  const follower = `follower${count}@mail.example`
  const office = officeOf(table.store)
  const { number } = await execute(office, {
    process: incidentProcess,
    command: openCommand('Printer', {
      requester: { id: `p${count}`, name: 'Kim', address },
      watchers: [{ id: `f${count}`, name: 'Lee', address: follower }],
    }),
    context: at(0),
  })
  const desk = sendingOf(table.store)
  const answer = async (text: string) => {
    const { state } = await execute(office, {
      process: incidentProcess,
      number,
      command: commentCommand(text),
      context: at(count, agent),
    })
    const deliveries = await deliver(number, state.version, desk)
    return { name: { number, sequence: state.version, purpose: 'comment' as const }, deliveries }
  }
  const entries = async () => (await table.store.parts(number, 'event#', { limit: 100 })).items
  return { address, follower, number, desk, office, answer, entries }
}

const hard = (address: string) => ({ address, isPermanent: true, reason: '550 5.1.1 user unknown', at: at(1).at })

describe('a mail that comes back', () => {
  test('is told once for mail and address: on the mail, on the address and on the ticket', async () => {
    const { address, number, office, answer, entries } = await conversation()
    const { name } = await answer('First')
    for (let i = 0; i < 3; i++) await recordBounce(office, { ...hard(address.toUpperCase()), mail: name })
    expect((await plannedMail(table.store, name))?.returned).toEqual([
      { address, at: at(1).at, reason: '550 5.1.1 user unknown' },
    ])
    expect((await readMailbox(table.store, address, at(2).at)).score).toBe(2)
    const undelivered = (await entries()).filter(({ type }) => type === 'incident.undelivered')
    expect(undelivered.map(({ data }) => data)).toEqual([
      { address, reason: '550 5.1.1 user unknown', isPermanent: true, entry: name.sequence },
    ])
    expect(await table.store.get(key.ticket(number))).toMatchObject({ isUndelivered: true })
  })

  test('is found by its Message-ID where nobody knows its name', async () => {
    const { address, office, answer } = await conversation()
    const { name } = await answer('First')
    const { messageId } = (await plannedMail(table.store, name))!
    await recordBounce(office, { ...hard(address), messageId: messageId! })
    expect((await plannedMail(table.store, name))?.returned).toHaveLength(1)
  })

  test('that was only late counts, and is no news on the ticket yet', async () => {
    const { address, office, answer, entries } = await conversation()
    const { name } = await answer('First')
    await recordBounce(office, { ...hard(address), isPermanent: false, isDelay: true, mail: name })
    expect((await readMailbox(table.store, address, at(2).at)).score).toBe(1)
    expect((await entries()).map(({ type }) => type)).not.toContain('incident.undelivered')
  })

  test('for what is in it is not held against the address', async () => {
    const { address, office, answer, entries } = await conversation()
    const { name } = await answer('First')
    await recordBounce(office, { ...hard(address), isAboutContent: true, mail: name })
    expect((await readMailbox(table.store, address, at(2).at)).score).toBe(0)
    expect((await entries()).map(({ type }) => type)).toContain('incident.undelivered')
  })
})

describe('an address that failed twice', () => {
  test('is left out of the next mail, which its fellows get; the mail says so', async () => {
    const { address, follower, office, answer, desk } = await conversation()
    for (const text of ['First', 'Second'])
      await recordBounce(office, { ...hard(address), mail: (await answer(text)).name })
    expect(await isUndeliverable(table.store, address, at(2).at)).toBe(true)
    const { name, deliveries } = await answer('Third')
    expect(deliveries).toEqual(['sent'])
    expect(desk.posted.at(-1)?.to).toEqual([follower])
    expect(await plannedMail(table.store, name)).toMatchObject({
      to: follower,
      withheld: [{ address, reason: '550 5.1.1 user unknown' }],
    })
  })

  test('is written to again once somebody has seen to it', async () => {
    const { address, follower, office, answer, desk } = await conversation()
    const both = [address, follower]
    for (const text of ['First', 'Second']) {
      const { name } = await answer(text)
      for (const one of both) await recordBounce(office, { ...hard(one), mail: name })
    }
    const withheld = await answer('Third')
    expect(withheld.deliveries).toEqual(['withheld'])
    expect(await plannedMail(table.store, withheld.name)).toMatchObject({
      status: 'withheld',
      reason: '550 5.1.1 user unknown',
    })
    for (const one of both) await clearMailbox(table.store, one)
    expect((await answer('Fourth')).deliveries).toEqual(['sent'])
    expect(desk.posted.at(-1)?.to).toEqual(both)
  })

  test('by a complaint is not written to after the first', async () => {
    const { address, office, answer } = await conversation()
    await recordBounce(office, { ...hard(address), isComplaint: true, mail: (await answer('First')).name })
    expect(await isUndeliverable(table.store, address, at(99).at)).toBe(true)
  })
})
