import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openApp } from '../../src/app/app.ts'
import { resolveConfig } from '../../src/config/index.ts'
import { type LogFields, silentLogger } from '../../src/shared/logger.ts'
import { scratch } from '../support/cli.ts'

const dir = scratch('doubts')
afterAll(dir.remove)

it('what is set and does nothing is logged at the start, with what may have been meant', async () => {
  const told: LogFields[] = []
  const logger = {
    ...silentLogger,
    warn: (event: string, fields?: LogFields) => void (event === 'settings_doubtful' && told.push(fields ?? {})),
  }
  const env = { DATA_DIR: join(dir.path, 'data'), ERP_ALLOW: 'store.inventory.summry, store.*' }
  await (await openApp(resolveConfig(env, { productKeyword: [] }), { logger })).close()
  expect(told).toEqual([
    {
      doubts: [
        expect.stringContaining('productKeywords'),
        expect.stringMatching(/^ERP_ALLOW: “store\.inventory\.summry” .*应为 store\.inventory\.summary$/),
      ],
    },
  ])
})
