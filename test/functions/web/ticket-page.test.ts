import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { incidents } from '../../../functions/api/incident/operations.ts'
import { sheets } from '../../../functions/web/console/ticket/sheets.ts'
import { startConsole, type TestConsole } from '../../support/console.ts'

let desk: TestConsole
beforeAll(async () => {
  desk = await startConsole()
})
afterAll(() => desk.stop())

describe('a ticket with a long story', () => {
  let number: string
  let parent: string
  let merged: string
  beforeAll(async () => {
    const { api } = desk
    number = await api.open({ title: 'A long story', description: 'Tags are <b>text</b>.' }, { as: 'minji.kim' })
    parent = await api.open({ title: 'The outage' })
    merged = await api.open({ title: 'The same story' })
    const moves: [string, object][] = [
      ['assign', { assignee: 'me' }],
      ['comments', { text: 'Which floor?' }],
      ['edit', { category: 'network' }],
      ['override-priority', { priority: 'P1', reason: 'The board waits' }],
      ['declare-major', { isMajor: true, reason: 'Every floor' }],
      ['announce', { headline: { en: 'Printing is slow', ko: '인쇄가 느립니다' } }],
      ['watch', { people: ['p-yuna.choi'] }],
      ['set-parent', { parent }],
      ['hold', { reason: 'vendor', until: '2099-01-01T00:00:00Z' }],
      ['comments', { text: 'The vendor is slow.', visibility: 'internal' }],
    ]
    for (const [command, body] of moves) await api.order(number, command, body)
    await api.order(merged, 'merge', { into: number })
    await api.order(merged, 'comments', { text: 'It spreads.' })
  })

  test('its page tells in words what happened, who has it, whom it is for and what it belongs to', async () => {
    const { html } = await desk.look(`/desk/tickets/${number}`)
    for (const words of [
      'Tags are &lt;b&gt;text&lt;/b&gt;.',
      'assigned it to 박지훈 (서비스 데스크)',
      'category: <del>—</del> → network',
      'The board waits',
      'put it on hold, waiting for a vendor',
      'It spreads.',
      'Major incident',
      'Printing is slow',
      '최유나',
      '재무팀',
      'The outage',
      'First answer',
    ])
      expect(html).toContain(words)
  })

  test('small things in a row are one line to open; messages stand in full', async () => {
    const { html } = await desk.look(`/desk/tickets/${number}`)
    expect(html).toMatch(/<summary><span>7 changes · 박지훈<\/span>/)
    expect(html).toMatch(/<li class="card message internal" id="entry-\d+">/)
  })

  test('it reads well in both languages, with nothing left out', async () => {
    for (const language of ['en', 'ko'] as const) {
      const { html } = await desk.look(`/desk/tickets/${number}`, { language })
      expect(html).toContain(`<html lang="${language}"`)
      expect(html).not.toMatch(/undefined|\[object|NaN/)
      expect(html.match(/<h1/g)).toHaveLength(1)
    }
  })

  test('it is made of few reads, none of them twice', async () => {
    await desk.look(`/desk/tickets/${number}`)
    desk.reads()
    await desk.look(`/desk/tickets/${number}`)
    const reads = desk.reads()
    expect(new Set(reads).size).toBe(reads.length)
    expect(reads.length).toBeLessThanOrEqual(9)
  })

  test('the undo of a merge stands beside it, and leads back to where one was', async () => {
    const { html } = await desk.look(`/desk/tickets/${number}`)
    expect(html).toContain(`href="/desk/tickets/${merged}/unmerge?back=${number}"`)
    const sheet = await desk.look(`/desk/tickets/${merged}/unmerge?back=${number}`)
    expect(sheet.html).toContain(`name="back" value="${number}"`)
  })
})

describe('a conversation of hundreds of entries', () => {
  let number: string
  beforeAll(async () => {
    number = await desk.api.open({ title: 'On and on' })
    for (let i = 1; i <= 130; i++) await desk.api.order(number, 'comments', { text: `Message ${i}.` })
  })

  test('the newest is there at once, and the rest is behind one link', async () => {
    const { html } = await desk.look(`/desk/tickets/${number}`)
    expect(html).toContain('Message 130.')
    expect(html).not.toContain('Message 5.')
    const earlier = /rel="prev" href="([^"]+)#/.exec(html)![1]!.replaceAll('&amp;', '&')
    expect((await desk.look(earlier)).html).toContain('Message 5.')
  })
})

describe('what the API can do with an incident', () => {
  const own = ['comments', 'rate', 'affected', 'me-too']
  const commands = incidents.flatMap(({ method, path }) => {
    const name = /^\/api\/v1\/incidents\/\{number\}\/([a-z-]+)$/.exec(path)?.[1]
    return name && method === 'POST' && !own.includes(name) ? [name] : []
  })

  test.each(commands)('%s can be done from its page', (command) => {
    expect(Object.keys(sheets)).toContain(command)
  })

  test.each(Object.keys(sheets))('the sheet for %s asks in both languages', async (name) => {
    const number = await desk.api.open({ title: 'For every sheet' })
    for (const language of ['en', 'ko'] as const) {
      const { status, html } = await desk.look(`/desk/tickets/${number}/${name}`, { language })
      expect([name, status]).toEqual([name, 200])
      expect(html).not.toMatch(/undefined|\[object/)
      expect(html).toContain(`action="/desk/tickets/${number}/${name}"`)
    }
  })
})
