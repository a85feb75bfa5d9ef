// Wechaty keeps a disk cache under HOME that survives restarts; every test file gets a fresh one.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const home = mkdtempSync(join(tmpdir(), 'zhibang-test-home-'))
process.env.HOME = home
for (const name of Object.keys(process.env)) {
  if (/^(ERP_|WECHATY_|OPENAI_|SALES_CONFIG|DATABASE_URL|DATA_DIR)/.test(name)) delete process.env[name]
}

afterAll(() => rmSync(home, { recursive: true, force: true }))
