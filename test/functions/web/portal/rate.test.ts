import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { portalPages } from '../../../../functions/web/portal/pages.ts'
import { ratingKeyWrite } from '../../../../lib/desk/rating-key.ts'
import { startPages, type TestPages } from '../../../support/pages.ts'

const stranger = 'nobody'

let pages: TestPages
beforeAll(async () => {
  pages = await startPages(portalPages({ helpAddress: 'help@desk.example' }))
})
afterAll(() => pages.stop())

let number: string
let path: string
let keys = 0

describe('the link in the mail that tells of a solution', () => {
  beforeEach(async () => {
    number = await pages.open({ title: 'Paper jam', language: 'ko' }, { as: 'minji.kim' })
    await pages.order(number, 'resolve', { code: 'solved', notes: 'Done.' })
    const key = `key${keys++}`
    const resolvedAt = (await pages.read(number)).resolution.at
    await pages.store.commit([ratingKeyWrite(key, { number, resolvedAt }, pages.now)])
    path = `/rate/${number}/${key}`
  })

  test('asks without a sign-in, in the language of the ticket, and looking records nothing', async () => {
    const { status, html } = await pages.look(path, stranger)
    expect(status).toBe(200)
    expect(html).toContain('<html lang="ko"')
    expect(html).toContain('김민지님, 처리에 만족하셨나요?')
    expect(html).toContain('name="score"')
    expect((await pages.read(number)).rating).toBeUndefined()
  })

  test('records the first answer, and shows it to whoever comes again', async () => {
    expect((await pages.send(path, { score: '2', comment: 'Too slow' }, stranger)).to).toBe(path)
    await pages.send(path, { score: '5' }, stranger)
    expect(await pages.read(number)).toMatchObject({ rating: { score: 2, comment: 'Too slow' } })
    const { html } = await pages.look(path, stranger)
    expect(html).toContain('남겨 주신 평가: 불만족')
    expect(html).not.toContain('name="score"')
  })

  test('keeps the words of who forgot to choose', async () => {
    const { status, html } = await pages.send(path, { comment: 'Too slow' }, stranger)
    expect(status).toBe(400)
    expect(html).toContain('Too slow')
    expect((await pages.read(number)).rating).toBeUndefined()
  })

  test('says that there is nothing to rate once the ticket was opened again', async () => {
    await pages.order(number, 'reopen', {}, { as: 'minji.kim' })
    const { html } = await pages.look(path, stranger)
    expect(html).toContain('문의가 다시 열렸습니다')
    expect(html).not.toContain('name="score"')
  })

  test('opens nothing else without a sign-in', async () => {
    const { status, to } = await pages.look(`/tickets/${number}`, stranger)
    expect([status, to]).toEqual([303, `/sign-in?to=${encodeURIComponent(`/tickets/${number}`)}`])
  })
})

test('a link that is cut off says what to do instead', async () => {
  for (const { status, html } of [
    await pages.look('/rate/INC-1/ke', stranger),
    await pages.send('/rate/INC-1/ke', { score: '5' }, stranger),
  ]) {
    expect(status).toBe(404)
    expect(html).toContain('href="/tickets/INC-1"')
  }
})
