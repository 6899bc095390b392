import chromium from '@sparticuz/chromium'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The browser's program, unpacked once for all tests. */
    chromium: string
  }
}

/** Unpacks the browser before any test needs it: two that did it at once would read each other's half. */
export default async ({ provide }: TestProject) => provide('chromium', await chromium.executablePath())
