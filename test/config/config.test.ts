import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { configOf, resolveConfig, settings } from '../../src/config/index.ts'
import { tuningKeys } from '../../src/config/sales-config.ts'
import { scoringRulesSchema } from '../../src/scoring/scoring-rules.ts'
import { ConfigError } from '../../src/shared/errors.ts'

const problemsOf = (env: Record<string, string>) => {
  try {
    resolveConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

const salesConfig = (value: unknown) => {
  const path = join(mkdtempSync(join(tmpdir(), 'zhibang-config-')), 'sales.json')
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}

describe('settings', () => {
  it('needs nothing: without any setting the defaults of the documentation hold', () => {
    const config = resolveConfig({})
    expect(config.erp).toBeUndefined()
    expect(config.llm).toBeUndefined()
    expect(config.settings).toMatchObject({
      ERP_RATE_PER_SECOND: 5,
      ERP_TIMEOUT_MS: 10_000,
      ERP_SCORE_THRESHOLD: 60,
      ERP_CUSTOMER_SOURCE_ID: 171,
      ERP_CUSTOMER_CATEGORY: '微信客户',
      ERP_AUTO_SYNC: true,
      SYNC_DEBOUNCE_MS: 20_000,
      NOTE_SILENCE_MS: 7_200_000,
      HOLD_MS: 60_000,
      RETENTION_DAYS: 180,
      DATA_DIR: 'data/state',
    })
  })

  it('names every problem at once, with what was found and what would be right', () => {
    const problems = problemsOf({ ERP_RATE_PER_SECOND: 'fast', ERP_BASE_URL: 'erp.local', ERP_SCORE_THRESHOLD: '101' })
    expect(problems.map((p) => p.setting).sort()).toEqual([
      'ERP_BASE_URL',
      'ERP_RATE_PER_SECOND',
      'ERP_SCORE_THRESHOLD',
    ])
    expect(problems.find((p) => p.setting === 'ERP_RATE_PER_SECOND')).toMatchObject({ found: '“fast”' })
    for (const problem of problems) expect(problem.expected).not.toBe('')
  })

  it('asks for all three ERP settings when one is given', () => {
    expect(problemsOf({ ERP_BASE_URL: 'http://127.0.0.1:9' }).map((p) => p.setting)).toEqual([
      'ERP_USERNAME',
      'ERP_PASSWORD',
    ])
  })

  it('refuses a rhythm that no clock keeps', () => {
    expect(problemsOf({ ERP_SYNC_CRON: '每小时' })).toEqual([
      { setting: 'ERP_SYNC_CRON', found: '“每小时”', expected: expect.stringContaining('0 * * * *') },
    ])
    expect(resolveConfig({ ERP_SYNC_CRON: '*/5 8-20 * * 1-6' }).settings.ERP_SYNC_CRON).toBe('*/5 8-20 * * 1-6')
  })

  it('never shows a secret, not even a wrong one', () => {
    const problems = problemsOf({
      OPENAI_BASE_URL: 'not a url',
      OPENAI_API_KEY: 'sk-very-secret',
      ERP_PASSWORD: 'hunter2',
    })
    expect(JSON.stringify(problems)).not.toContain('hunter2')
    expect(JSON.stringify(problems)).not.toContain('sk-very-secret')
  })

  it.each(['mysql://u:p@127.0.0.1/z', 'db.local', 'postgres://'])('knows %s for no PostgreSQL address', (url) => {
    expect(problemsOf({ DATABASE_URL: url })).toEqual([
      { setting: 'DATABASE_URL', found: '***', expected: expect.stringContaining('postgres://') },
    ])
  })

  it.each(['postgres://u:p@127.0.0.1:5432/z', 'postgresql:///z?host=/var/run/postgresql'])('takes %s', (url) => {
    expect(resolveConfig({ DATABASE_URL: url }).settings.DATABASE_URL).toBe(url)
  })

  it('treats an empty value as absent, as .env files have it', () => {
    expect(resolveConfig({ ERP_BASE_URL: '', ERP_RATE_PER_SECOND: '  ' }).settings.ERP_RATE_PER_SECOND).toBe(5)
  })

  it('switches a local model on by its address alone', () => {
    expect(resolveConfig({ OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1', OPENAI_MODEL: 'qwen' }).llm).toEqual({
      apiKey: 'none',
      baseUrl: 'http://127.0.0.1:11434/v1',
      model: 'qwen',
      redact: true,
      dailyTokens: 500_000,
      timeoutMs: 12_000,
      deadlineMs: 20_000,
    })
  })

  it('lets a model have as many tokens a day and as much time as the house gives it', () => {
    const env = { OPENAI_API_KEY: 'k', LLM_DAILY_TOKENS: '20000', LLM_TIMEOUT_MS: '45000' }
    expect(resolveConfig(env).llm).toMatchObject({ dailyTokens: 20_000, timeoutMs: 45_000, deadlineMs: 53_000 })
    const problems = problemsOf({ ...env, LLM_DAILY_TOKENS: '无限', LLM_TIMEOUT_MS: '1' })
    expect(problems.map(({ setting }) => setting)).toEqual(['LLM_DAILY_TOKENS', 'LLM_TIMEOUT_MS'])
    const { llm } = configOf({ llm: { apiKey: 'k', dailyTokens: 30_000, timeoutMs: 5_000 } })
    expect(llm).toMatchObject({ dailyTokens: 30_000, timeoutMs: 5_000 })
  })

  it('shows pictures to nobody unless a model that can see is named', () => {
    const env = { OPENAI_API_KEY: 'k' }
    expect(resolveConfig({ ...env, OPENAI_VISION_MODEL: ' ' }).llm?.visionModel).toBeUndefined()
    expect(resolveConfig({ ...env, OPENAI_VISION_MODEL: 'qwen-vl' }).llm?.visionModel).toBe('qwen-vl')
  })
})

describe('.env.example', () => {
  const example = parseEnv(readFileSync('.env.example', 'utf8'))

  it('documents every setting and no other', () => {
    const own = Object.keys(example).filter((name) => !name.startsWith('WECHATY_'))
    expect(own.sort()).toEqual(Object.keys(settings).sort())
  })

  it('holds the defaults and can be used as it is', () => {
    expect(resolveConfig(example)).toEqual(resolveConfig({}))
  })
})

describe('SALES_CONFIG', () => {
  it('reads the people; those with a contact id are bound from the start', () => {
    const path = salesConfig({ salespeople: [{ name: '李娜', contactId: 'wxid_a', erpUserId: '63', role: 'manager' }] })
    expect(resolveConfig({ SALES_CONFIG: path }).staff).toEqual([
      expect.objectContaining({ name: '李娜', role: 'manager', erpUserId: 63, contactIds: ['wxid_a'] }),
    ])
  })

  it('tells two people of one name apart, and knows one with two contacts as one', () => {
    const named = (...people: object[]) =>
      resolveConfig({ SALES_CONFIG: salesConfig({ salespeople: people }) }).staff.map(({ name }) => name)
    const [first, second] = [
      { name: '王强', contactId: 'a', erpUserId: 64, department: '销售一部' },
      { name: '王强', contactId: 'b', erpUserId: 99 },
    ]
    expect(named(first, { ...second, department: '售后' })).toEqual(['王强(销售一部)', '王强(售后)'])
    expect(named(first, second)).toEqual(['王强(销售一部)', '王强(99)'])
    expect(named(first, { ...first, contactId: 'b' })).toEqual(['王强', '王强'])
  })

  it('names the place of a problem inside the file', () => {
    const path = salesConfig({ salespeople: [{ name: '李娜' }, { name: '王强', role: 'boss' }] })
    expect(problemsOf({ SALES_CONFIG: path })).toEqual([
      expect.objectContaining({ setting: 'SALES_CONFIG salespeople[1].role', found: '"boss"' }),
    ])
  })

  it.each<[object, string, string]>([
    [{ salespeople: [{ name: '' }] }, 'salespeople[0].name', '不空的文字'],
    [{ salespeople: [{ name: '李娜', role: 'boss' }] }, 'salespeople[0].role', 'sales、manager 或 operator'],
    [{ salespeople: [{ name: '李娜', erpUserId: 'x' }] }, 'salespeople[0].erpUserId', '数字'],
    [{ salespeople: [{ name: '李娜', erpUserId: 1.5 }] }, 'salespeople[0].erpUserId', '整数'],
    [{ salespeople: {} }, 'salespeople', '列表 […]'],
    [{ internalRooms: [7] }, 'internalRooms[0]', '文字'],
    [{ pools: [{ name: '资深', minScore: 101 }] }, 'pools[0].minScore', '不大于 100 的数'],
    [
      { pools: [{ name: '资深', minScore: 80, members: [{ userId: 63, quota: 0 }] }] },
      'pools[0].members[0].quota',
      '大于 0 的数',
    ],
    [{ capture: { rooms: 'all' } }, 'capture.rooms', 'true、false，或编号、名称的列表'],
    [{ accountOwner: {} }, 'accountOwner', '姓名或 ERP 用户 ID'],
    [{ proactive: { quietHours: true } }, 'proactive.quietHours', 'false，或起止时间'],
    [{ proactive: { morningAt: '9点' } }, 'proactive.morningAt', '时间，例如 08:00'],
    [{ proactive: { perhour: 3 } }, 'proactive.perhour', '里有的键'],
  ])('tells what would be right for %j in Chinese', (given, key, right) => {
    expect(problemsOf({ SALES_CONFIG: salesConfig(given) })).toEqual([
      expect.objectContaining({ setting: `SALES_CONFIG ${key}`, expected: expect.stringContaining(right) }),
    ])
  })

  it('that is no object is told as that', () => {
    expect(problemsOf({ SALES_CONFIG: salesConfig([]) })).toEqual([
      { setting: 'SALES_CONFIG', found: '[]', expected: '对象 {…}' },
    ])
  })

  it('says which file cannot be read', () => {
    expect(problemsOf({ SALES_CONFIG: salesConfig('{') })[0]?.found).toContain('sales.json')
    expect(problemsOf({ SALES_CONFIG: '/nowhere/sales.json' })[0]?.found).toContain('/nowhere/sales.json')
  })

  it('may begin with the mark that Windows editors put there', () => {
    const path = salesConfig(`\uFEFF${JSON.stringify({ salespeople: [{ name: '李娜' }] })}`)
    expect(resolveConfig({ SALES_CONFIG: path }).staff).toHaveLength(1)
  })

  it('says whom it cannot tell apart', () => {
    const salespeople = [
      { name: '李娜', contactId: 'wxid_a' },
      { name: '王强' },
      { name: '陈芳' },
      { name: '赵敏', contactId: 'wxid_a' },
    ]
    expect(problemsOf({ SALES_CONFIG: salesConfig({ salespeople }) })).toEqual([
      expect.objectContaining({
        setting: 'SALES_CONFIG salespeople[3].contactId',
        found: '"wxid_a"',
        expected: expect.stringMatching(/salespeople\[0\] 李娜/),
      }),
    ])
  })

  it.each<[string, unknown, string, string]>([
    ['a key that lacks a letter', { productKeyword: ['钢材'] }, 'productKeyword', 'productKeywords'],
    ['another spelling', { ProductKeywords: ['钢材'] }, 'ProductKeywords', 'productKeywords'],
    ['a part of a key', { keywords: ['钢材'] }, 'keywords', 'productKeywords 或 excludeKeywords'],
    [
      'a slip in a person',
      { salespeople: [{ name: '李娜', contactid: 'a' }] },
      'salespeople[0].contactid',
      'contactId',
    ],
    ['a slip in a pool', { pools: [{ name: '资深', minscore: 80, minScore: 80 }] }, 'pools[0].minscore', 'minScore'],
    [
      'a slip in a member of a pool',
      { pools: [{ name: '资深', minScore: 80, members: [{ userId: 63, quote: 2 }] }] },
      'pools[0].members[0].quote',
      'quota',
    ],
    ['a slip in what may be captured', { capture: { denyRoom: ['x'] } }, 'capture.denyRoom', 'denyRooms'],
  ])('tells of %s, with the right one, and goes on', (_, given, key, right) => {
    const { doubts } = resolveConfig({ SALES_CONFIG: salesConfig(given) })
    expect(doubts).toEqual([expect.objectContaining({ setting: `SALES_CONFIG ${key}`, expected: right })])
  })

  it('names all keys where none is near', () => {
    const [doubt] = resolveConfig({ SALES_CONFIG: salesConfig({ xyz: 1 }) }).doubts
    expect(doubt?.expected).toMatch(/salespeople 或 .*productKeywords/)
  })

  it('has nothing to say of its own keys, those of scoring and notes to oneself', () => {
    const tuning = Object.fromEntries(Object.keys(scoringRulesSchema.shape).map((key) => [key, 1]))
    const given = { ...tuning, internalRooms: [], capture: {}, $schema: 'x', _note: '二组', proactive: {} }
    expect(resolveConfig({ SALES_CONFIG: salesConfig(given) }).doubts).toEqual([])
    expect([...tuningKeys].sort()).toEqual(Object.keys(scoringRulesSchema.shape).sort())
  })

  it('keeps keys that belong to scoring', () => {
    const path = salesConfig({ keywords: { product: ['钢材'] } })
    expect(resolveConfig({ SALES_CONFIG: path }).sales.keywords).toEqual({ product: ['钢材'] })
  })

  it('wants the account owner to be one of the people', () => {
    expect(problemsOf({ SALES_CONFIG: salesConfig({ accountOwner: '无名' }) })[0]?.setting).toBe(
      'SALES_CONFIG accountOwner',
    )
  })
})
