import { describe, expect, it } from 'vitest'
import type { LlmOptions } from '../../../src/scoring/index.ts'
import { type Behaviour, noSchema } from '../../support/model-server.ts'
import { TestClock } from '../../support/test-clock.ts'
import { byRules, officeWith, says, talk } from './office.ts'

const lines = talk('客户：橡胶密封圈有现货吗', '客户：我们是做水泵配套的 我们厂嘉禾泵配')
const good = says({
  claims: [{ field: 'company', value: '嘉禾泵配', message: 'm2', quote: '水泵配套的 我们厂嘉禾泵配' }],
})

async function meet(behave: Behaviour, options: Partial<LlmOptions> = {}) {
  const office = await officeWith(behave, options)
  const { state, assessment } = byRules(lines)
  const enrich = () => office.enricher.enrich(state, lines, assessment)
  return { ...office, rules: assessment, enrich }
}

const company = (result: { assessment: { fields: { company?: { value: string } } } }) =>
  result.assessment.fields.company?.value

describe('the form of the reply', () => {
  it('is a strict JSON schema where the server knows it', async () => {
    const { server, enrich } = await meet(() => good)
    expect(company(await enrich())).toBe('嘉禾泵配')
    const format = server.requests[0]?.response_format
    expect(format).toMatchObject({ type: 'json_schema', json_schema: { strict: true } })
    expect(format?.json_schema?.schema).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['claims', 'signals', 'summary'],
    })
  })

  it('is JSON told in words where it does not, and that is remembered', async () => {
    const { server, enrich } = await meet((r) => (r.response_format?.type === 'json_schema' ? noSchema : good))
    expect(company(await enrich())).toBe('嘉禾泵配')
    await enrich()
    expect(server.requests.map((r) => r.response_format?.type)).toEqual(['json_schema', 'json_object', 'json_object'])
    expect(server.requests[1]?.messages[0]?.content).toContain('JSON')
  })

  it('is asked for without any format where the server knows none', async () => {
    const { server, enrich } = await meet((r) => (r.response_format ? noSchema : good))
    expect(company(await enrich())).toBe('嘉禾泵配')
    expect(server.requests).toHaveLength(3)
  })

  it('follows the server’s names for its limits', async () => {
    const complaint = (about: string) => ({ status: 400, body: JSON.stringify({ error: { message: about } }) })
    const { server, enrich } = await meet((r) => {
      if (r.max_tokens !== undefined) return complaint("Unsupported parameter: use 'max_completion_tokens' instead")
      return r.temperature === undefined ? good : complaint("'temperature' does not support 0")
    })
    expect(company(await enrich())).toBe('嘉禾泵配')
    expect(server.requests.at(-1)).toMatchObject({
      max_completion_tokens: 700,
      response_format: { type: 'json_schema' },
    })
  })

  it('may be fenced or preceded by spoken thoughts', async () => {
    const { enrich } = await meet(() => ({ text: `<think>嗯…</think>\n\`\`\`json\n${good.text}\n\`\`\`` }))
    expect(company(await enrich())).toBe('嘉禾泵配')
  })

  const fenced = `\`\`\`json\n${good.text}\n\`\`\``
  it.each([
    ['a fence with prose round it', `下面是结果：\n${fenced}\n希望有帮助`],
    ['prose alone', `结果如下（{} 表示没有）：${good.text} 以上。`],
    ['a form that is repeated first', `按 {"claims":"…"} 的形式：\n${fenced}`],
    ['thoughts before a fence with prose', `<think>看看 {"a":1}</think>好的：${fenced}`],
  ])('is taken out of %s, with one call', async (_, text) => {
    const { server, enrich } = await meet(() => ({ text }))
    expect(company(await enrich())).toBe('嘉禾泵配')
    expect(server.requests).toHaveLength(1)
  })

  it.each([
    ['an object that breaks off', `下面是结果：${good.text.slice(0, -10)}`],
    ['openings without end', '{'.repeat(5_000)],
    ['an object of another form', '```json\n{"result":"无"}\n```'],
  ])('is none where there is only %s', async (_, text) => {
    const { server, enrich, rules } = await meet(() => ({ text }))
    expect((await enrich()).assessment).toEqual(rules)
    expect(server.requests).toHaveLength(2)
  })

  it('is repaired once', async () => {
    const { server, enrich } = await meet((_, count) => (count === 1 ? { text: '好的，结果如下' } : good))
    expect(company(await enrich())).toBe('嘉禾泵配')
    expect(server.requests[1]?.messages.map((turn) => turn.role)).toEqual(['system', 'user', 'assistant', 'user'])
  })

  it('is given up after one repair', async () => {
    const { server, enrich, rules } = await meet(() => ({ text: '{"claims":"无"}' }))
    expect((await enrich()).assessment).toEqual(rules)
    expect(server.requests).toHaveLength(2)
  })
})

describe('a server that fails leaves exactly what the rules say', () => {
  it.each<[string, Behaviour, number]>([
    ['500', () => ({ status: 500, body: 'oops' }), 2],
    ['429 for long', () => ({ status: 429, body: '{}', headers: { 'retry-after': '60' } }), 1],
    ['a wrong key', () => ({ status: 401, body: '{}' }), 1],
    ['HTML', () => ({ status: 200, body: '<html>login</html>' }), 1],
    ['an empty object', () => ({ status: 200, body: '{}' }), 1],
    ['null', () => ({ status: 200, body: 'null' }), 1],
    ['choices of another kind', () => ({ status: 200, body: '{"choices":"many"}' }), 1],
    ['a connection broken in the middle', () => 'hang up', 2],
    ['a truncated reply', () => ({ text: good.text.slice(0, 40), finish: 'length' }), 1],
    ['a refusal', () => ({ text: '', refusal: 'I cannot help with that' }), 1],
    ['a filtered reply', () => ({ text: good.text, finish: 'content_filter' }), 1],
    ['an endless body', () => ({ status: 200, body: ' '.repeat(1_200_000) }), 1],
  ])('%s', async (_, behave, atLeast) => {
    const clock = new TestClock()
    const { server, enrich, rules } = await meet(behave, { clock })
    const done = enrich()
    await server.arrived(1)
    if (atLeast > 1) await passes(clock, 600)
    expect((await done).assessment).toEqual(rules)
    expect(server.requests.length).toBeGreaterThanOrEqual(atLeast)
  })

  it('nobody there', async () => {
    const { server, enrich, rules, clock } = await meet(() => good)
    await server.close()
    server.close = async () => {}
    const done = enrich()
    await passes(clock, 600)
    expect((await done).assessment).toEqual(rules)
  })

  it('no answer in time', async () => {
    const { server, enrich, rules, clock } = await meet(() => 'silence', { timeoutMs: 3_000 })
    const done = enrich()
    await server.arrived(1)
    clock.advance(3_000)
    expect((await done).assessment).toEqual(rules)
    expect(server.requests).toHaveLength(1)
  })

  it('stops with the caller, and that does not count against the server', async () => {
    const { server, enricher, enrich } = await meet((_, count) => (count === 1 ? 'silence' : good), {
      breakerFailures: 1,
    })
    const { state, assessment } = byRules(lines)
    const stop = new AbortController()
    const done = enricher.enrich(state, lines, assessment, stop.signal)
    await server.arrived(1)
    stop.abort()
    expect((await done).assessment).toEqual(assessment)
    expect(company(await enrich())).toBe('嘉禾泵配')
  })
})

describe('patience and its end', () => {
  it('waits as long as a busy server asks for, once', async () => {
    const { server, enrich, clock } = await meet((_, count) =>
      count === 1 ? { status: 429, body: '{}', headers: { 'retry-after': '2' } } : good,
    )
    const done = enrich()
    await server.arrived(1)
    await passes(clock, 2_000)
    expect(company(await done)).toBe('嘉禾泵配')
    expect(server.requests).toHaveLength(2)
  })

  it('leaves a failing server alone, then looks once and goes on', async () => {
    let broken = true
    const { server, enrich, clock } = await meet(() => (broken ? { status: 401, body: '{}' } : good), {
      breakerFailures: 3,
    })
    for (let i = 0; i < 5; i += 1) await enrich()
    expect(server.requests).toHaveLength(3)
    clock.advance(60_000)
    await enrich()
    await enrich()
    expect(server.requests).toHaveLength(4)
    broken = false
    clock.advance(60_000)
    expect(company(await enrich())).toBe('嘉禾泵配')
    expect(company(await enrich())).toBe('嘉禾泵配')
    expect(server.requests).toHaveLength(6)
  })

  it('spends no more than the day’s tokens, by the server’s count, and starts anew at midnight in Shanghai', async () => {
    // 15:59 UTC is one minute before midnight.
    const clock = new TestClock(Date.UTC(2026, 5, 3, 15, 59))
    const { server, enrich, rules } = await meet(() => ({ ...good, tokens: 2_000 }), { clock, dailyTokens: 5_000 })
    for (let i = 0; i < 4; i += 1) await enrich()
    expect(server.requests).toHaveLength(2)
    expect((await enrich()).assessment).toEqual(rules)
    clock.advance(60_000)
    await enrich()
    expect(server.requests).toHaveLength(3)
  })

  it('remembers the day’s tokens over a restart, and shares them with whoever asks beside it', async () => {
    const kept = new Map<string, unknown>()
    const cursors = {
      get: <T>(name: string) => kept.get(name) as T | undefined,
      set: async (name: string, value: unknown) => void kept.set(name, value),
    }
    const limits = { cursors, dailyTokens: 5_000 }
    const first = await meet(() => ({ ...good, tokens: 2_000 }), limits)
    const second = await meet(() => ({ ...good, tokens: 2_000 }), limits)
    await first.enrich()
    await second.enrich()
    await first.enrich()
    const restarted = await meet(() => good, limits)
    await restarted.enrich()
    expect([first, second, restarted].map(({ server }) => server.requests.length)).toEqual([1, 1, 0])
  })

  it('does not believe a nonsensical count', async () => {
    const { llm, enrich } = await meet(() => ({ ...good, tokens: -1_000_000 }))
    await enrich()
    expect(llm.tokensToday()).toBeGreaterThan(100)
  })
})

/** Moves the clock on as soon as somebody sleeps on it. */
async function passes(clock: TestClock, ms: number): Promise<void> {
  while (!clock.waiting.some((left) => left <= ms && left < 12_000)) await new Promise((done) => setImmediate(done))
  clock.advance(ms)
}
