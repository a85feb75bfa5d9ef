import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'
import { runCli, scratch, startCli } from '../support/cli.ts'

const dir = scratch('cli')
afterAll(dir.remove)
const file = (name: string) => join(dir.path, name)

const thread = (id: string, texts: string[]) =>
  JSON.stringify({
    id,
    messages: texts.map((text, i) => ({ from: 'customer', text, ts: 1_794_000_000_000 + i * 1000 })),
  })

describe('zhibang score', () => {
  it('writes fields, score, reasons and admission for every conversation, and names the lines it cannot read', async () => {
    const lines = [
      thread('a', ['采购50台空压机今天签合同', '台州博运塑业有限公司 郑海涛 13905762841']),
      '{"id": 7}',
      'oops',
    ]
    writeFileSync(file('in.jsonl'), lines.join('\n'))
    const run = await runCli(['score', file('in.jsonl'), '--out', file('out.jsonl')])
    expect(run.code).toBe(1)
    expect(run.stderr).toMatch(/in\.jsonl:2.*\n.*in\.jsonl:3/)
    const [line] = readFileSync(file('out.jsonl'), 'utf8').trim().split('\n')
    expect(JSON.parse(line ?? '')).toMatchObject({
      id: 'a',
      fields: { name: '郑海涛', company: '台州博运塑业有限公司', mobile: '13905762841', type: 'company' },
      band: 'hot',
      admission: { passed: true, reason: [] },
    })
  })

  it('has the lines of SALES_CONFIG, as the bot, and tells of keys that do nothing', async () => {
    writeFileSync(
      file('lines.jsonl'),
      thread('a', ['采购50台空压机今天签合同', '台州博运塑业有限公司 郑海涛 13905762841']),
    )
    writeFileSync(file('sales.json'), JSON.stringify({ threshold: 99, productKeyword: ['空压机'] }))
    const run = await runCli(['score', file('lines.jsonl')], { env: { SALES_CONFIG: file('sales.json') } })
    expect(JSON.parse(run.stdout).admission).toMatchObject({ passed: false, reason: ['score_pass'] })
    expect(run.stderr).toMatch(/productKeyword.*productKeywords/)
    expect(run.code).toBe(0)
  })

  it('lists with --last alone what is read otherwise, and tells of an id that stands there twice', async () => {
    const order = ['采购50台空压机今天签合同', '台州博运塑业有限公司 郑海涛 13905762841']
    writeFileSync(file('first.jsonl'), [thread('a', order), thread('b', ['你好'])].join('\n'))
    await runCli(['score', file('first.jsonl'), '--out', file('before.jsonl')])
    writeFileSync(file('second.jsonl'), [thread('a', ['你好']), thread('b', ['你好']), thread('b', order)].join('\n'))
    const run = await runCli(['score', file('second.jsonl'), '--last', file('before.jsonl')])
    expect(run.code).toBe(0)
    expect(run.stdout.trim().split('\n')).toHaveLength(3)
    expect(run.stderr).toMatch(/second\.jsonl:3: id “b” 重复，.*second\.jsonl:2 已有/)
    expect(run.stderr).toMatch(/与上次相比：1 个对话两次都有，1 个变了：\n {2}a：\d+ → \d+ 分，姓名 郑海涛 → 无，/)
  })

  it('judges each of two conversations of one id by its own reading', async () => {
    const with_ = (line: string, gold: object) => JSON.stringify({ ...JSON.parse(line), gold })
    const [named, empty] = [thread('a', ['我叫郑海涛，手机13905762841']), thread('a', ['你好'])]
    writeFileSync(
      file('gold.jsonl'),
      [with_(named, { fields: { mobile: '13905762841' } }), with_(empty, { fields: {} })].join('\n'),
    )
    const run = await runCli(['score', file('gold.jsonl'), '--gold'])
    expect(run.stderr).toMatch(/手机：1 个，精确 100\.0%，召回 100\.0%/)
  })

  it('says what is wrong with a file that is not there', async () => {
    const run = await runCli(['score', file('missing.jsonl')])
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toMatch(/missing\.jsonl/)
    expect(run.stderr).not.toMatch(/ at /)
  })
})

describe('zhibang import', () => {
  it('brings past conversations into the ERP once, however often it is called', async () => {
    const erp = await startErpSandbox()
    try {
      writeFileSync(
        file('past.jsonl'),
        `${thread('p1', ['采购50台空压机今天签合同', '台州博运塑业有限公司 郑海涛 13905762841'])}\n`,
      )
      const env = { ...erp.env, DATA_DIR: file('import'), ERP_RATE_PER_SECOND: '50', LOG_LEVEL: 'error' }
      const first = await runCli(['import', file('past.jsonl'), '--json'], { env })
      expect(JSON.parse(first.stdout)).toMatchObject({ threads: 1, fresh: 2, created: 1, problems: [] })
      const second = await runCli(['import', file('past.jsonl'), '--json'], { env })
      expect(JSON.parse(second.stdout)).toMatchObject({ threads: 1, fresh: 0, created: 0 })
      expect(erp.customers()).toHaveLength(1)
    } finally {
      await erp.close()
    }
  }, 40_000)
})

it('zhibang import fails where the ERP took something not, and says where to look; an id of two is told', async () => {
  const erp = await startErpSandbox({ variants: { requiredFields: ['area'] } })
  try {
    const order = ['采购50台空压机今天签合同', '台州博运塑业有限公司 郑海涛 13905762841']
    writeFileSync(file('refused.jsonl'), [thread('p', order), thread('p', ['你好'])].join('\n'))
    const env = { ...erp.env, DATA_DIR: file('refused'), ERP_RATE_PER_SECOND: '50', LOG_LEVEL: 'silent' }
    const run = await runCli(['import', file('refused.jsonl')], { env })
    expect(run.stdout).toContain('失败 1')
    expect(run.stderr).toMatch(/有 1 条没能写进 ERP：用 zhibang outbox list 查看/)
    expect(run.stderr).toMatch(/refused\.jsonl:2: id “p” 重复/)
    expect(run.code).toBe(1)
  } finally {
    await erp.close()
  }
}, 40_000)

describe('settings', () => {
  it('are told all at once, with what was found and what would be right, and without secrets', async () => {
    const env = {
      ERP_BASE_URL: 'erp.example',
      ERP_PASSWORD: 'S3cret!',
      ERP_RATE_PER_SECOND: 'fast',
      DATA_DIR: file('bad'),
    }
    const run = await runCli(['run'], { env })
    expect(run.code).toBe(2)
    expect(run.stderr).toMatch(/ERP_BASE_URL：现在是 “erp\.example”，应为 .*http/)
    expect(run.stderr).toMatch(/ERP_USERNAME：现在是 没有/)
    expect(run.stderr).toMatch(/ERP_RATE_PER_SECOND：现在是 “fast”/)
    expect(run.stderr).not.toContain('S3cret!')
  })

  it('of the ERP are asked for by name where a command needs them', async () => {
    const run = await runCli(['sync'], { env: { DATA_DIR: file('none') } })
    expect(run.code).toBe(2)
    expect(run.stderr).toMatch(/ERP_BASE_URL/)
  })
})

describe('the command line', () => {
  it('explains itself everywhere, and refuses unknown words with exit code 2', async () => {
    expect((await runCli(['--help'])).stdout).toMatch(/score.*\n[\s\S]*import/)
    expect((await runCli(['outbox', '--help'])).code).toBe(0)
    expect((await runCli(['nonsense'])).code).toBe(2)
  })

  it('looks up the catalogue and calls an allowed operation; others it refuses before any traffic', async () => {
    const rows = JSON.parse((await runCli(['api', '客户列表', '--json'])).stdout) as Array<{ name: string }>
    expect(rows[0]?.name).toBe('sales.customer.list')
    const erp = await startErpSandbox({ seed: [{ name: '苏州恒信包装有限公司', userId: 63 }] })
    try {
      const env = { ...erp.env, DATA_DIR: file('call'), LOG_LEVEL: 'error' }
      const listed = await runCli(['call', 'sales.customer.list', '{"pagesize":5}'], { env })
      expect(JSON.parse(listed.stdout)).toMatchObject({ kind: 'list', rows: [{ name: '苏州恒信包装有限公司' }] })
      const before = erp.countOf()
      const refused = await runCli(['call', 'finance.invoice.list', '{}'], { env })
      expect(refused.code).toBe(1)
      expect(refused.stderr).toMatch(/ERP_ALLOW/)
      expect(erp.countOf()).toBe(before)
    } finally {
      await erp.close()
    }
  }, 30_000)

  it('starts a sandbox that tells how to connect to it', async () => {
    const run = startCli(['sandbox', '--json'])
    await run.until(/\{"erp".*\}\n/)
    const { erp, gateway } = JSON.parse(run.stdout) as {
      erp: { baseUrl: string; username: string; password: string }
      gateway: { endpoint: string }
    }
    expect(gateway.endpoint).toMatch(/^127\.0\.0\.1:\d+$/)
    const datas = [
      { id: 'user', val: `txt:${erp.username}` },
      { id: 'password', val: `txt:${erp.password}` },
      { id: 'serialnum', val: 'txt:AB12' },
      { id: 'rndcode', val: '' },
    ]
    const answer = await fetch(`${erp.baseUrl}/webapi/v3/ov1/login`, {
      method: 'POST',
      body: JSON.stringify({ session: '', datas }),
    })
    expect(await answer.json()).toMatchObject({ header: { status: 0, message: 'API鉴权成功.' } })
    run.signal('SIGTERM')
    expect((await run.finished).code).toBe(0)
  })
})

describe('zhibang doctor', () => {
  const house = async (more: Record<string, string>) => {
    const erp = await startErpSandbox({ seed: [{ name: '苏州恒信包装有限公司', userId: 63 }] })
    try {
      const env = { ...erp.env, DATA_DIR: file('doctor'), LOG_LEVEL: 'silent', ERP_RATE_PER_SECOND: '50', ...more }
      return await runCli(['doctor', '--json'], { env })
    } finally {
      await erp.close()
    }
  }
  const failing = (stdout: string) =>
    (JSON.parse(stdout) as Array<{ what: string; ok: boolean; text: string }>).filter((finding) => !finding.ok)

  it('logs in, reads customers, compares option lists and people with the settings, and writes nothing', async () => {
    const run = await house({ ERP_CUSTOMER_CATEGORY: '贵宾', ERP_SENIOR_USER_IDS: '999' })
    expect(run.code).toBe(1)
    expect(run.stdout).toMatch(/共 1 个/)
    const texts = failing(run.stdout).map(({ what, text }) => `${what} ${text}`)
    expect(texts).toEqual([
      expect.stringMatching(/999/),
      expect.stringMatching(/微信客户/),
      expect.stringMatching(/WECHATY_PUPPET_SERVICE_ENDPOINT/),
    ])
  })

  it('says what to do about a refused password, once', async () => {
    const run = await house({ ERP_PASSWORD: 'wrong' })
    expect(failing(run.stdout)[0]?.text).toMatch(/ERP_PASSWORD/)
  })
})

it('exports the leads masked and backs the data directory up, readable by its owner alone', async () => {
  const erp = await startErpSandbox()
  try {
    writeFileSync(
      file('one.jsonl'),
      `${thread('e1', ['采购50台空压机今天签合同', '台州博运塑业有限公司 郑海涛 13905762841'])}\n`,
    )
    const env = { ...erp.env, DATA_DIR: file('care'), ERP_RATE_PER_SECOND: '50', LOG_LEVEL: 'error' }
    await runCli(['import', file('one.jsonl')], { env })
    expect((await runCli(['export', file('leads.csv')], { env })).code).toBe(0)
    const csv = readFileSync(file('leads.csv'), 'utf8')
    expect(csv).toContain('台州博运塑业有限公司')
    expect(csv).toContain('139****2841')
    expect(csv).not.toContain('13905762841')
    await runCli(['backup', file('backup')], { env })
    const there = await runCli(['leads', '--json'], { env: { ...env, DATA_DIR: file('backup') } })
    expect(JSON.parse(there.stdout)).toHaveLength(1)
    expect(statSync(file('backup/zhibang.db')).mode & 0o077).toBe(0)
  } finally {
    await erp.close()
  }
}, 40_000)
