import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { runCli, scratch } from '../support/cli.ts'

const dir = scratch('adopt')
afterAll(dir.remove)
const file = (name: string) => join(dir.path, name)

const yamlOf = (baseUrl: string, password = 'sandbox') => `
erp_integration:
  base_url: ${baseUrl}
  username: bot
  password: "${password}"
  sync: { enabled: true, auto_sync: false, score_threshold: 70 }
  customer_source_id: 171
  customer_category: 微信客户
`
const said = (id: string, texts: string[]) =>
  JSON.stringify({ id, messages: texts.map((text, i) => ({ from: 'customer', text, ts: 1_794_000_000_000 + i })) })

test('an installation with YAML settings and WX customers is taken over, and its customers are not created again', async () => {
  const erp = await startErpSandbox({
    seed: [{ name: '台州博运塑业有限公司', contactName: '郑海涛', mobile: '13905762841', khid: 'WX12345' }],
  })
  try {
    writeFileSync(file('old.yaml'), yamlOf(erp.baseUrl))
    writeFileSync(file('.env'), `# kept\nERP_USERNAME=\nDATA_DIR=${file('data')}\n`)
    const adopted = await runCli(['adopt', file('old.yaml')], { cwd: dir.path })
    expect(adopted.code).toBe(0)
    expect(adopted.stdout).toMatch(/已写入 \.env[\s\S]*拉取 1 个客户/)
    const env = readFileSync(file('.env'), 'utf8')
    expect(env).toMatch(/^# kept\nERP_USERNAME=bot\nDATA_DIR=.*\n[\s\S]*ERP_AUTO_SYNC=false\nERP_SCORE_THRESHOLD=70/)
    expect(statSync(file('.env')).mode & 0o777).toBe(0o600)

    writeFileSync(
      file('past.jsonl'),
      said('p', ['采购50台空压机今天签合同', '台州博运塑业有限公司 郑海涛 13905762841']),
    )
    const env2 = { ERP_AUTO_SYNC: 'true', ERP_RATE_PER_SECOND: '50' }
    const imported = await runCli(['import', file('past.jsonl'), '--json'], { cwd: dir.path, env: env2 })
    expect(JSON.parse(imported.stdout)).toMatchObject({ created: 0, linked: 1, problems: [] })
    expect(erp.customers()).toHaveLength(1)
    expect(erp.customers()[0]?.fields.khid).toBe('WX12345')
  } finally {
    await erp.close()
  }
})

test('what stands in .env already is not overwritten unasked, and wrong YAML is named place by place', async () => {
  writeFileSync(file('other.env'), 'ERP_BASE_URL=http://192.0.2.1\nERP_PASSWORD=S3cret!\n')
  writeFileSync(file('old.yaml'), yamlOf('http://127.0.0.1:9', 'Other!'))
  const args = ['adopt', file('old.yaml'), '--env', file('other.env'), '--settings-only']
  const refused = await runCli(args, { cwd: dir.path })
  expect(refused.code).toBe(2)
  expect(refused.stderr).toMatch(/ERP_BASE_URL：文件里是 http:\/\/192\.0\.2\.1[\s\S]*ERP_PASSWORD：文件里是 （不显示）/)
  expect(refused.stderr).not.toMatch(/S3cret|Other!/)
  expect((await runCli([...args, '--force'], { cwd: dir.path })).code).toBe(0)
  expect(readFileSync(file('other.env'), 'utf8')).toContain("ERP_PASSWORD='Other!'")

  writeFileSync(
    file('bad.yaml'),
    'erp_integration: { base_url: erp, username: bot, password: x, sync: { enabled: 7 } }',
  )
  const bad = await runCli(['adopt', file('bad.yaml'), '--env', file('new.env')], { cwd: dir.path })
  expect(bad.code).toBe(2)
  expect(bad.stderr).toMatch(
    /erp_integration\.base_url：现在是 "erp"[\s\S]*sync\.enabled：现在是 7，应为 true 或 false/,
  )
  expect(existsSync(file('new.env'))).toBe(false)
})
