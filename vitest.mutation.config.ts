import { defineConfig } from 'vitest/config'
import everything from './vitest.config.ts'

/** Mutation testing names its own test files (`testFiles` of stryker.config.json, or `--testFiles`). */
export default defineConfig({ test: { ...everything.test, maxWorkers: 1 } })
