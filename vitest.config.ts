import { defineConfig } from 'vitest/config'

/** Tests run as plain Node modules; a scenario starts whole hosts, so files share the two cores with at most two workers. */
export default defineConfig({
  test: {
    globalSetup: ['test/support/assembly.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'desk', include: ['test/**/*.test.ts'], exclude: ['test/browser/**'] } },
      {
        extends: true,
        test: { name: 'browser', include: ['test/browser/**/*.test.ts'], globalSetup: ['test/support/chromium.ts'] },
      },
    ],
  },
})
