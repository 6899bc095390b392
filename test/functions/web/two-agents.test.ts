import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hiddenField, startConsole, type TestConsole } from '../../support/console.ts'

let desk: TestConsole
let number: string
let seen: string
beforeAll(async () => {
  desk = await startConsole()
})
afterAll(() => desk.stop())
beforeEach(async () => {
  number = await desk.api.open({ title: 'The printer' }, { as: 'minji.kim' })
  seen = hiddenField((await desk.look(`/desk/tickets/${number}`)).html, 'version')
})

const emma = { as: 'emma.clark' }
const comments = () => `/desk/tickets/${number}/comments`
const texts = async () =>
  (await desk.api.read(number)).timeline.flatMap(({ text }: { text?: string }) => (text ? [text] : []))

describe('a colleague answered while an agent was writing', () => {
  beforeEach(() => desk.api.order(number, 'comments', { text: 'I am on it.' }, emma))

  test('the agent is told who, reads what, and has every word still', async () => {
    const { status, html } = await desk.send(comments(), {
      text: 'Switch it off.',
      visibility: 'public',
      version: seen,
    })
    expect(status).toBe(412)
    expect(html).toContain('Emma Clark answered while you were writing')
    expect(html).toContain('I am on it.')
    expect(html).toContain('>Switch it off.</textarea>')
    expect(await texts()).not.toContain('Switch it off.')
  })

  test('nothing stops them from sending it all the same', async () => {
    const form = { text: 'Switch it off.', visibility: 'public' }
    const refused = await desk.send(comments(), { ...form, version: seen })
    expect(refused.html).toContain('Send anyway')
    await desk.send(comments(), { ...form, version: hiddenField(refused.html.split('id="reply"')[1]!, 'version') })
    expect(await texts()).toContain('Switch it off.')
  })

  test('a note for the desk asks nobody', async () => {
    expect((await desk.send(comments(), { text: 'Hm.', visibility: 'internal', version: seen })).status).toBe(303)
  })
})

describe('a colleague changed something else meanwhile', () => {
  test('a reply goes out without a question', async () => {
    await desk.api.order(number, 'edit', { category: 'printer' }, emma)
    expect((await desk.send(comments(), { text: 'Hello.', visibility: 'public', version: seen })).status).toBe(303)
  })

  test('a command shows the difference, keeps what was typed, and can be sent on top', async () => {
    await desk.api.order(number, 'edit', { title: 'The copier' }, emma)
    const path = `/desk/tickets/${number}/edit`
    const form = { title: 'The printer on floor 3', category: '', service: '' }
    const refused = await desk.send(path, { ...form, version: seen })
    expect(refused.status).toBe(412)
    expect(refused.html).toContain('title: <del>The printer</del> → The copier')
    expect(refused.html).toContain('value="The printer on floor 3"')
    await desk.send(path, { ...form, version: hiddenField(refused.html, 'version') })
    expect((await desk.api.read(number)).title).toBe('The printer on floor 3')
  })
})

describe('two agents have the same ticket open', () => {
  test('each sees the other, and that they write', async () => {
    const path = `/desk/tickets/${number}`
    await desk.send(`${path}/presence`, { isWriting: 'true' }, emma)
    expect((await desk.look(path)).html).toContain('Emma Clark is writing …')
    const heard = await desk.send(`${path}/presence`, { isWriting: 'false' })
    expect(heard.html).toContain('Emma Clark is writing …')
    desk.api.pass(2)
    expect((await desk.look(path)).html).not.toContain('is writing')
  })
})

describe('an agent leaves without sending', () => {
  test('what they wrote is there when they come back, and nobody else sees it', async () => {
    const path = `/desk/tickets/${number}`
    await desk.send(`${path}/draft`, { text: 'Half a sent', visibility: 'internal' })
    const { html } = await desk.look(path)
    expect(html).toContain('>Half a sent</textarea>')
    expect(html).toMatch(/value="internal" checked/)
    expect((await desk.look(path, emma)).html).not.toContain('Half a sent')
    await desk.send(`${path}/draft`, { text: 'Half a sent', discard: 'yes' })
    expect((await desk.look(path)).html).not.toContain('Half a sent')
  })
})
