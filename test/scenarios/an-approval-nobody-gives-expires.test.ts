import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChangeCommand } from '../../lib/change/command.ts'
import { changeProcess } from '../../lib/change/process.ts'
import { execute, load } from '../../lib/desk/execute.ts'
import { waitOf } from '../../lib/desk/workflow/wait.ts'
import { key } from '../../lib/store/schema.ts'
import type { Actor } from '../../lib/ticket/actor.ts'
import { demand, openChange, request, stage, submit } from '../support/change.ts'
import { ago, startDesk, type TestDesk, until } from '../support/desk.ts'

const agent: Actor = { id: 'p-jihoon.park', name: '박지훈', is: 'agent' }
const later = { from: '2035-01-01T00:00:00.000Z', to: '2035-01-01T02:00:00.000Z' }
const day = 24 * 60

const lines: string[] = []
let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk(undefined, { log: (_, line) => void lines.push(line) })
})
afterAll(() => desk.stop())

const order = async (command: ChangeCommand, at: string, number?: string) => {
  const context = { at, by: agent, channel: 'api' } as const
  return (await execute(desk.office, { process: changeProcess, command, context, ...(number && { number }) })).number
}

const change = async (number: string) => (await load(desk.office.store, changeProcess, number))!

const execution = async (name: string) => {
  const answer = await fetch(`${desk.host.url}/_local/executions`)
  const all = (await answer.json()) as { name: string; status: string; states: string[] }[]
  return all.find((each) => each.name === name)
}

/** A change whose approval was asked for so many minutes ago, and whose execution waits. */
const askedFor = async (minutes: number) => {
  const at = ago(minutes)
  const number = await order(openChange('normal', { window: later }), at)
  await order(submit, at, number)
  await order(request(demand([stage('lead', ['p-lead'])])), at, number)
  const token = await until('the token', async () => (await waitOf(desk.office.store, number, 1))?.token)
  return { number, token }
}

describe('a change that waits for approval', () => {
  test('has its approvers reminded by the minute clock, and stays where it is', async () => {
    const { number } = await askedFor(day + 1)
    await desk.tick()
    await until('the reminder', async () => (await change(number)).approval?.reminded?.length === 1)
    expect(await execution(`${number}-r1`)).toMatchObject({ status: 'RUNNING', states: ['Approve'] })
  })

  test('is sent back when its time is over, and its execution ends', async () => {
    const { number } = await askedFor(3 * day + 1)
    await desk.tick()
    await until('the end', async () => (await execution(`${number}-r1`))?.status === 'SUCCEEDED')
    expect((await change(number)).state).toBe('new')
  })

  test('keeps its task token to itself: it is in no log, and in no answer of the desk', async () => {
    const { number, token } = await askedFor(5)
    expect(token.length).toBeGreaterThan(40)
    await until('the log of the task', async () =>
      lines.some((line) => line.includes('an execution waits') && line.includes(number)),
    )
    expect(lines.filter((line) => line.includes(token))).toEqual([])
    for (const path of [`/_local/executions`, `/api/v1/incidents/${number}`, '/api/v1/audit', '/_local/mail']) {
      const answer = await desk.api(path, { as: 'admin' })
      expect(await answer.text()).not.toContain(token)
    }
  })

  test('whose token is lost is found by the sweep of every hour, and walks on with another execution', async () => {
    const { number } = await askedFor(5)
    const { token: _, ...wait } = (await waitOf(desk.office.store, number, 1))!
    await desk.office.store.commit([{ put: { ...wait, at: ago(60) }, at: key.workflow(number, 1) }])
    const sweep = desk.host.world.ofType('AWS::Lambda::Function').find(({ ref }) => ref.endsWith('workflow-sweep'))!
    await desk.host.functions.invoke(sweep.arn, {})
    expect(await execution(`${number}-r1`)).toMatchObject({ status: 'ABORTED' })
    await until('another execution', async () => (await execution(`${number}-r1-2`))?.states.includes('Approve'))
    await order({ type: 'cancel', reason: 'Not needed any more.' }, ago(0), number)
    await until('its end', async () => (await execution(`${number}-r1-2`))?.status === 'SUCCEEDED')
  })
})
