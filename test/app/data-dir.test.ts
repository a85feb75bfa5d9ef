import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openApp } from '../../src/app/app.ts'
import { inDataDir } from '../../src/app/data-dir.ts'
import { examineElsewhere, isOfDataDir } from '../../src/app/doctor/elsewhere.ts'
import { resolveConfig } from '../../src/config/index.ts'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { ConfigError } from '../../src/shared/errors.ts'
import { silentLogger } from '../../src/shared/logger.ts'
import { StoreError, type StoreFault } from '../../src/store/index.ts'
import { runCli, scratch } from '../support/cli.ts'

const dir = scratch('data-dir')
afterAll(dir.remove)
const file = join(dir.path, 'file')
writeFileSync(file, '')
mkdirSync(join(dir.path, 'taken', 'owner.lock'), { recursive: true })

const unusable: Array<[string, string, RegExp]> = [
  ['a file', file, /是文件，不是目录/],
  ['a place below a file', join(file, 'state'), /不能创建 .*state：上级是文件/],
  ['a place where nothing can be opened', join(dir.path, 'taken'), /无法打开数据文件/],
  ...(process.platform === 'linux'
    ? [
        [
          'a place where the system makes no directory',
          '/proc/zhibang/state',
          /不能创建 \/proc\/zhibang：系统不许/,
        ] as const,
      ]
    : []
  ).map(([what, path, words]): [string, string, RegExp] => [what, path, words]),
]

const refusalOf = async (env: Record<string, string>) => {
  try {
    await (await openApp(resolveConfig(env), { logger: silentLogger })).close()
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('opened')
}

it.each(unusable)('%s as DATA_DIR is a wrong setting, told with what is found', async (_, path, words) => {
  for (const url of ['', 'postgres://127.0.0.1:9/z']) {
    const { problems } = await refusalOf({ DATA_DIR: path, DATABASE_URL: url })
    expect(problems).toEqual([
      { setting: 'DATA_DIR', found: expect.stringMatching(words), expected: expect.stringContaining('可写的目录') },
    ])
    expect(problems[0]?.found).toContain(`“${path}”`)
  }
})

it('on a full disk is a wrong setting; one that another process uses is none', async () => {
  const failed = (code: StoreFault) => inDataDir('state', () => Promise.reject(new StoreError(code, '磁盘已满')))
  await expect(failed('store_full')).rejects.toMatchObject({
    problems: [{ setting: 'DATA_DIR', found: '“state”（磁盘已满）', expected: expect.stringContaining('有空间') }],
  })
  await expect(failed('data_dir_busy')).rejects.toMatchObject({ code: 'data_dir_busy' })
})

it('is created with what is missing above it, for its owner alone', async () => {
  const path = join(dir.path, 'a', 'b')
  await (await openApp(resolveConfig({ DATA_DIR: path }), { logger: silentLogger })).close()
  expect(statSync(path).mode & 0o777).toBe(0o700)
})

it('is one line of the check-up where it cannot be used, the ERP is looked at all the same', async () => {
  const erp = await startErpSandbox()
  try {
    const env = { ...erp.env, DATA_DIR: file, LOG_LEVEL: 'silent' }
    const refusal = await refusalOf(env)
    expect(isOfDataDir(refusal)).toBe(true)
    const findings = await examineElsewhere(resolveConfig(env), refusal)
    expect(findings[0]).toMatchObject({ what: '数据目录', ok: false, text: expect.stringContaining(file) })
    expect(findings.map(({ what }) => what)).toEqual(expect.arrayContaining(['ERP 客户', '微信网关', '大模型']))
    expect(findings.filter(({ what }) => what === '数据目录')).toHaveLength(1)
  } finally {
    await erp.close()
  }
})

it('that cannot be used ends a call with 2, and doctor with its table', async () => {
  const env = { DATA_DIR: join(file, 'state'), LOG_LEVEL: 'silent' }
  const leads = await runCli(['leads'], { env })
  expect(leads.stderr).toMatch(/DATA_DIR：现在是 “.*”（不能创建 .*），应为 可写的目录/)
  expect(leads.code).toBe(2)
  const doctor = await runCli(['doctor'], { env })
  expect(doctor.stdout).toMatch(/✗ +数据目录 +DATA_DIR 是 “.*不能创建/)
  expect(doctor.stdout).toMatch(/微信网关/)
  expect(doctor.code).toBe(1)
}, 30_000)
