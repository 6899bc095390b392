import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'
import type { TestDesk } from './desk.ts'
import { signIn } from './sign-in.ts'

/** Widths of a phone and of a laptop, in CSS pixels. */
export const widths = { phone: 390, laptop: 1440 } as const
export type Width = keyof typeof widths

/** How every journey is walked: on both, in both languages, and once in the dark. */
export const looks = [
  { width: 'phone', language: 'ko', isDark: false },
  { width: 'laptop', language: 'ko', isDark: true },
  { width: 'phone', language: 'en', isDark: false },
  { width: 'laptop', language: 'en', isDark: false },
] as const

/** Who looks, and through what. */
export interface Looking {
  /** Id of one of the company's people; nobody is signed in without. */
  readonly as?: string
  readonly width?: Width
  readonly isDark?: boolean
  /** False for somebody whose browser runs no script. */
  readonly hasScript?: boolean
  /** What the browser asks for before it is known who reads. */
  readonly locale?: string
}

/** A window of a browser on a desk. */
export interface Window {
  readonly page: Page
  /** What the console said that nobody should have to read: errors, and what the content policy forbade. */
  readonly complaints: readonly string[]
  /** Goes to a path of the desk. */
  go(path: string): Promise<void>
  /** What axe finds of serious or critical kind, a line each; and a page that scrolls sideways. */
  faults(): Promise<readonly string[]>
  /** Keeps a picture when the environment names a folder for pictures (`PICTURES`). */
  picture(name: string): Promise<void>
  close(): Promise<void>
}

/**
 * What runs it in a container, where there is no sandbox of its own and little shared memory. The package's own list would
 * run everything in one process, which ends with the first window that closes, and turn off what keeps pages apart.
 */
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none']

/** Chromium, without a window. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: inject('chromium'), args, headless: true })

const serious: readonly (string | null | undefined)[] = ['serious', 'critical']

/** Opens a window on the desk. */
export const openWindow = async (browser: Browser, { host }: TestDesk, looking: Looking = {}): Promise<Window> => {
  const { as, width = 'laptop', isDark = false, hasScript = true, locale = 'en' } = looking
  const context = await browser.newContext({
    viewport: { width: widths[width], height: width === 'phone' ? 844 : 900 },
    hasTouch: width === 'phone',
    colorScheme: isDark ? 'dark' : 'light',
    javaScriptEnabled: hasScript,
    locale,
  })
  if (as) {
    const [name = '', value = ''] = (await signIn(host, as)).split('=')
    await context.addCookies([{ name, value, url: host.url, httpOnly: true, sameSite: 'Lax' }])
  }
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  const sideways = async () => {
    const [content, window] = await page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    )
    return content > window ? [`The page is ${content} px wide, the window ${window}.`] : []
  }
  return {
    page,
    complaints,
    go: async (path) => {
      await page.goto(new URL(path, host.url).href, { waitUntil: 'load' })
    },
    faults: async () => {
      await page.evaluate(axe.source)
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
      )
      const found = violations
        .filter(({ impact }) => serious.includes(impact))
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
      return [...found, ...(await sideways())]
    },
    picture: async (name) => {
      const folder = process.env.PICTURES
      if (!folder) return
      mkdirSync(folder, { recursive: true })
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
    },
    close: () => context.close(),
  }
}
