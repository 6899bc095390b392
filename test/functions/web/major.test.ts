import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countForService } from '../../../lib/desk/propose-major.ts'
import { startConsole, type TestConsole } from '../../support/console.ts'

let desk: TestConsole
beforeAll(async () => {
  desk = await startConsole()
})
afterAll(() => desk.stop())

const page = async (number: string, language: 'en' | 'ko' = 'en') =>
  (await desk.look(`/desk/tickets/${number}`, { language })).html
const board = async () => (await desk.look('/desk/board', { language: 'en' })).html
const review = { happened: 'A disk was full.', learned: 'Watch disks.', followUps: 'An alarm.' }

describe('many tickets about one service', () => {
  let numbers: string[]
  beforeAll(async () => {
    const { api } = desk
    numbers = []
    for (let i = 0; i < 6; i++) {
      const number = await api.open({ title: `No VPN ${i}`, service: 'VPN' })
      await countForService(api.desk, number, api.now)
      numbers.push(number)
      api.pass(1)
    }
  })

  test('stand on the board and on the page of the candidate, with their number and what can be decided', async () => {
    const [first = ''] = numbers
    expect(await board()).toContain('Candidate')
    const html = await page(first)
    for (const words of ['This may be a major incident', '5 tickets about VPN came within 15 minutes.'])
      expect(html).toContain(words)
    expect(html).toContain(`href="/desk/tickets/${first}/accept-major"`)
    expect(html).toContain(`href="/desk/tickets/${first}/reject-major"`)
    expect(await page(first, 'ko')).toContain('VPN 티켓이 15분 안에 5건 접수되었습니다.')
  })

  test('are offered as children where it is accepted, and become those that are left ticked', async () => {
    const [first = '', second = '', third = ''] = numbers
    const { html } = await desk.look(`/desk/tickets/${first}/accept-major`)
    for (const other of numbers.slice(1)) expect(html).toContain(`value="${other}" checked`)
    const { version } = await desk.api.read(first)
    const form = {
      reason: 'Nobody can connect',
      everyMinutes: '30',
      children: `${second},${third}`,
      version: `${version}`,
    }
    expect((await desk.send(`/desk/tickets/${first}/accept-major`, form)).to).toContain('done=accept-major')
    expect((await desk.api.read(first)).children.toSorted()).toEqual([second, third].toSorted())
  })

  test('tell when the next update is due, and that it is overdue', async () => {
    const [first = ''] = numbers
    expect(await page(first)).toContain('Next update')
    desk.api.pass(31)
    const html = await page(first)
    expect(html).toContain('An update was due')
    expect(html).toContain('Every 30 minutes.')
    expect(await board()).toContain('update was due')
  })

  test('are reviewed on a sheet before they can be closed, and the timeline keeps what it says', async () => {
    const { api } = desk
    const [first = ''] = numbers
    await api.order(first, 'resolve', { code: 'solved', notes: 'A new gateway.' })
    const before = await page(first)
    expect(before).toContain('Waiting for its review')
    expect(before).not.toContain(`href="/desk/tickets/${first}/close"`)
    const refused = await desk.send(`/desk/tickets/${first}/review`, { ...review, learned: '' })
    expect(refused.html).toContain('A disk was full.')
    expect((await desk.send(`/desk/tickets/${first}/review`, review)).to).toContain('done=review')
    const after = await page(first)
    for (const words of ['Reviewed; it can be closed', 'What was learned?', 'Watch disks.'])
      expect(after).toContain(words)
    expect(after).toContain(`href="/desk/tickets/${first}/close"`)
  })
})

test('a board without major incidents does not speak of them', async () => {
  const { html } = await desk.look('/desk/board?team=network', { language: 'en' })
  expect(html).not.toContain('Major incidents')
})

test('a ticket that waits for nobody’s decision can be proposed, and a closed one cannot', async () => {
  const number = await desk.api.open()
  expect(await page(number)).toContain(`href="/desk/tickets/${number}/propose-major"`)
  await desk.api.order(number, 'cancel', { reason: 'A mistake' })
  expect(await page(number)).not.toContain('propose-major')
})
