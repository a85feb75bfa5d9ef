import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type App, openApp } from '../../src/app/app.ts'
import { operationsOf } from '../../src/app/operations.ts'
import { resolveConfig } from '../../src/config/index.ts'
import { type ErpSandbox, startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { scratch } from '../support/cli.ts'

const wrong = 'Wrong-pass-2841'
let erp: ErpSandbox
let dir: ReturnType<typeof scratch>
let app: App | undefined
beforeEach(async () => {
  dir = scratch('refused')
  erp = await startErpSandbox()
})
afterEach(async () => {
  await app?.close()
  app = undefined
  await erp.close()
  dir.remove()
})

/** What a new process over the same data directory may ask of it. */
async function begin(password = wrong) {
  await app?.close()
  const env = { ...erp.env, ERP_PASSWORD: password, DATA_DIR: join(dir.path, 'data') }
  app = await openApp(resolveConfig(env), { logger: silentLogger })
  const operations = operationsOf(app)
  return { ...operations, list: () => operations.call({ name: 'sales.customer.list', params: { pagesize: 1 } }) }
}

const refused = { code: 'erp_login_refused' }

it('a refused password is not tried again by the next process, a corrected one at once', async () => {
  for (let process = 1; process <= 3; process++) await expect((await begin()).list()).rejects.toMatchObject(refused)
  expect(erp.countOf('login')).toBe(1)
  const files = readdirSync(join(dir.path, 'data'), { recursive: true, withFileTypes: true })
  for (const one of files.filter((file) => file.isFile()))
    expect(readFileSync(join(one.parentPath, one.name), 'utf8')).not.toContain(wrong)
  const { list } = await begin(erp.env.ERP_PASSWORD)
  await expect(list()).resolves.toMatchObject({ kind: 'list' })
  expect(erp.countOf('login')).toBe(2)
})

it('whoever says that it was cured in the ERP has it tried once', async () => {
  await expect((await begin()).list()).rejects.toMatchObject(refused)
  const { password, list } = await begin()
  await expect(password({ password: wrong })).rejects.toMatchObject(refused)
  await expect(list()).rejects.toMatchObject(refused)
  expect(erp.countOf('login')).toBe(2)
  await expect(password({ password: erp.env.ERP_PASSWORD ?? '' })).resolves.toMatch(/已用新密码登录/)
  await expect(list()).resolves.toMatchObject({ kind: 'list' })
})
