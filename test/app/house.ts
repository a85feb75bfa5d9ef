import { join } from 'node:path'
import { type App, openApp } from '../../src/app/app.ts'
import { resolveConfig } from '../../src/config/index.ts'
import { type ErpSandboxOptions, startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { scratch } from '../support/cli.ts'

/** A sandbox ERP and an app over a fresh data directory, nothing mocked. */
export async function openHouse(
  erpOptions: ErpSandboxOptions = {},
  env: Record<string, string> = {},
  people?: unknown,
) {
  const dir = scratch('app')
  const erp = await startErpSandbox(erpOptions)
  const settings = { ...erp.env, DATA_DIR: join(dir.path, 'data'), ERP_RATE_PER_SECOND: '200', ...env }
  const config = resolveConfig(settings, people)
  let app: App = await openApp(config, { logger: silentLogger })
  return {
    erp,
    dir: dir.path,
    env: settings,
    get app() {
      return app
    },
    /** As after a restart, with what is in the data directory. */
    async reopen() {
      await app.close()
      app = await openApp(config, { logger: silentLogger })
      return app
    },
    async close() {
      await app.close()
      await erp.close()
      dir.remove()
    },
  }
}
