import { defineConfig } from 'vitest/config'

/** What mutation testing runs: the quick specifications of the pure parts. */
export default defineConfig({
  test: { include: ['test/sync/outbox/**/*.test.ts', 'test/scoring/judge/**/*.test.ts'] },
})
