import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EICAR } from '../../infra/local/scan/scanner.ts'
import { looks, openWindow, startBrowser, type Window } from '../support/browser.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

const requesters = {
  ko: { id: 'p-minji.kim', name: '김민지' },
  en: { id: 'p-oliver.reed', name: 'Oliver Reed' },
} as const
const words = {
  ko: {
    chooseAgain: '같은 파일을 다시 고르면 이어서 보냅니다',
    paused: '일시 정지됨',
    infected: '악성 코드가 발견되어 첨부하지 않았습니다',
    infectedFile: '아무도 열 수 없습니다',
    checking: '악성 코드 검사 중입니다',
  },
  en: {
    chooseAgain: 'Choose the file again to continue',
    paused: 'paused',
    infected: 'contains malware and was not attached',
    infectedFile: 'Nobody can open this file',
    checking: 'Being checked for malware',
  },
} as const

const mebibyte = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'haneul-files-'))
const recording = join(folder, 'recording.log')
const whole = Buffer.alloc(12 * mebibyte, 'what the screen showed\n')

let desk: TestDesk
let browser: Browser
beforeAll(async () => {
  writeFileSync(recording, whole)
  ;[desk, browser] = await Promise.all([startDesk(), startBrowser()])
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await browser.close()
  await desk.stop()
})

/** Requests of a page that put a part to storage. */
const aPart = /[?&]partNumber=(\d+)/
const numberIn = (route: Route) => Number(aPart.exec(route.request().url())![1])

describe.each(looks)('on a $width in $language', ({ width, language, isDark }) => {
  const name = (what: string) => `files-${what}-${width}-${language}`
  const said = words[language]
  let window: Window
  let number: string
  beforeAll(async () => {
    const requester = requesters[language]
    number = await desk.order({
      type: 'open',
      title: 'The screen flickers',
      message: { text: 'It began today.' },
      requester,
      impact: 'low',
      urgency: 'low',
      team: 'service-desk',
      language,
      replyKey: `key-${width}-${language}`,
    })
    window = await openWindow(browser, desk, { as: requester.id, width, isDark, locale: language })
    await window.go(`/tickets/${number}`)
  })
  afterAll(() => window.close())

  const isSound = async (what: string) => {
    await window.picture(name(what))
    expect(await window.faults()).toEqual([])
  }
  const files = async () => (await desk.ticket(number)).timeline.flatMap(({ attachments }) => attachments)
  const row = () => window.page.locator('.brought li')
  const sendForm = async () => {
    await window.page.locator('#write textarea[name=text]').fill('Here it is.')
    await window.page.locator('#write button[type=submit]').click()
  }
  const sends = async (count: number) =>
    until(`${count} files on the ticket`, async () => (await files()).length === count)

  test('a large file goes on where it was when the line breaks in the middle, also after a reload', async () => {
    const { page } = window
    await page.route(aPart, (route) => (numberIn(route) === 1 ? route.continue() : route.abort('connectionreset')))
    await page.locator('#f-files').setInputFiles(recording)
    await page.locator('.brought progress[value^="0.4"]').waitFor()
    await isSound('broken')
    await page.reload()
    await row().filter({ hasText: said.chooseAgain }).waitFor()
    await isSound('choose-again')
    await page.unroute(aPart)
    const sent: number[] = []
    await page.route(aPart, (route) => {
      sent.push(numberIn(route))
      // One more break, from which it recovers by itself.
      return sent.length === 1 ? route.abort('connectionreset') : route.continue()
    })
    await page.locator('#f-files').setInputFiles(recording)
    await page.locator('.brought [name=attachments]').waitFor({ state: 'attached' })
    expect(new Set(sent)).toEqual(new Set([2, 3]))
    await page.unroute(aPart)
    expect(await row().count()).toBe(1)
    await sendForm()
    await sends(1)
    const [file] = await files()
    expect(file).toMatchObject({ name: 'recording.log', size: whole.length })
    await until('a verdict', async () => (await files())[0]!.state === 'ready')
  })

  test('a large file can be paused, resumed, and taken out', async () => {
    const { page } = window
    await window.go(`/tickets/${number}`)
    const held: Route[] = []
    await page.route(aPart, (route) => void held.push(route))
    await page.locator('#f-files').setInputFiles(recording)
    await until('parts on their way', async () => held.length >= 3)
    expect(held).toHaveLength(3)
    const buttons = row().locator('button')
    await buttons.first().click()
    await row().filter({ hasText: said.paused }).waitFor()
    await isSound('paused')
    await page.unroute(aPart)
    await buttons.first().click()
    await page.locator('.brought [name=attachments]').waitFor({ state: 'attached' })
    await buttons.last().click()
    expect(await row().count()).toBe(0)
    await page.reload()
    await page.waitForLoadState('networkidle')
    expect(await row().count()).toBe(0)
  })

  test('an infected file is refused where it was chosen, and the message goes without it', async () => {
    const { page } = window
    await page.locator('#f-files').setInputFiles({
      name: 'invoice.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(EICAR),
    })
    await row().filter({ hasText: said.infected }).waitFor()
    expect(await row().filter({ hasText: said.infected }).textContent()).toContain('EICAR')
    await isSound('infected')
    expect(await page.locator('.brought [name=attachments]').count()).toBe(0)
    expect(await files()).toHaveLength(1)
  })

  test('an infected file that was sent before the verdict opens for nobody, and both sides read why', async () => {
    const { page } = window
    await window.go(`/tickets/${number}`)
    await page.locator('#f-files').setInputFiles({
      name: 'invoice.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(EICAR),
    })
    await page.locator('.brought [name=attachments]').waitFor({ state: 'attached' })
    await sendForm()
    await page.locator('.file').filter({ hasText: said.checking }).waitFor()
    await isSound('checking')
    await until('a verdict', async () => (await files())[1]?.state === 'infected')
    await page.reload()
    await page.locator('.file.bad').filter({ hasText: said.infectedFile }).waitFor()
    await isSound('infected-on-ticket')
    expect(await page.locator('.file.bad a').count()).toBe(0)
    const agent = await openWindow(browser, desk, {
      as: language === 'ko' ? 'p-jihoon.park' : 'p-emma.clark',
      width,
      isDark,
      locale: language,
    })
    await agent.go(`/desk/tickets/${number}`)
    await agent.page.locator('.happening').filter({ hasText: 'EICAR' }).waitFor()
    await agent.picture(name('infected-for-the-desk'))
    expect(await agent.faults()).toEqual([])
    await agent.close()
  })
})
