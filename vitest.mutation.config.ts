import { defineConfig } from 'vitest/config'

const nearest = ['test/sync/outbox/*.test.ts', 'test/scoring/judge/*.test.ts', 'test/erp/crm/*.test.ts']

/** What mutation testing runs: the tests nearest to what is mutated. `MUTATION_TESTS` names others, by commas. */
export default defineConfig({
  test: {
    include: process.env.MUTATION_TESTS?.split(',') ?? nearest,
    testTimeout: 30_000,
    setupFiles: ['test/support/setup.ts'],
  },
})
