import chromium from '@sparticuz/chromium'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser's program, unpacked once for all tests, and what it is started with. */
    chromium: { readonly executablePath: string; readonly args: readonly string[] }
  }
}

/** Unpacks the browser before any test needs it: two that did it at once would read each other's half. */
export default async ({ provide }: TestProject) =>
  provide('chromium', { executablePath: await chromium.executablePath(), args: chromium.args })
