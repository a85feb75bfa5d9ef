import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ThreadMessage } from '../../../src/domain/index.ts'
import { createScorer } from '../../../src/scoring/index.ts'

const said = Date.parse('2026-06-03T10:00:00+08:00')
const scorer = createScorer()
const read = (lines: readonly string[]) => {
  const messages = lines.map(
    (line, i): ThreadMessage => ({
      id: `m${i}`,
      role: line.startsWith('我方：') ? 'sales' : 'customer',
      kind: 'text',
      text: line.replace(/^.*?：/, ''),
      sentAt: said + i * 60_000,
    }),
  )
  return scorer.assess(scorer.read(scorer.start(), messages), messages.at(-1)?.sentAt ?? said).promises
}
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
const ours = (...lines: string[]) =>
  read(lines)
    .filter((p) => p.by === 'sales')
    .map((p) => `${p.text} ${day.format(p.dueAt ?? 0).replace(/ 23:59$/, '')}`)

describe('a dated request that our side agrees to is a promise of ours', () => {
  it.each<[string, string, string]>([
    ['明天上午10点给我回电话', '好的', '明天上午10点给客户回电话 2026-06-04 10:00'],
    ['半小时后打给我', '没问题', '半小时后打给客户 2026-06-03 10:30'],
    ['三天内给我报价', '好', '三天内给客户报价 2026-06-06'],
    ['麻烦周五把样品寄过来', '好的没问题', '周五把样品寄过来 2026-06-05'],
    ['明天下午能给我们回个电话吗？', '可以的', '明天下午给客户回个电话 2026-06-04 18:00'],
    ['你们后天派师傅过来量尺', '行 到时联系您', '后天派师傅过来量尺 2026-06-05'],
    ['周五下午，把报价单发我', '收到', '周五下午，把报价单发客户 2026-06-05 18:00'],
    ['15号前送到厂里', '没问题王总', '15号前送到厂里 2026-06-15'],
  ])('%s — %s', (request, answer, expected) => {
    expect(ours(`客户：${request}`, `我方：${answer}`)).toEqual([expected])
  })

  it('also when the customer says more first, or we ask something before', () => {
    const expected = ['明天上午10点给客户回电话 2026-06-04 10:00']
    expect(ours('客户：明天上午10点给我回电话', '客户：谢谢', '我方：好的')).toEqual(expected)
    expect(ours('客户：明天上午10点给我回电话', '我方：您电话多少', '客户：13912340001', '我方：好的')).toEqual(
      expected,
    )
  })

  it('told at the message with which we agreed', () => {
    expect(read(['客户：三天内给我报价', '我方：好的'])).toMatchObject([{ by: 'sales', messageId: 'm1' }])
  })
})

describe('no promise of ours', () => {
  it.each<string[][]>([
    [['客户：三天内给我报价']],
    [['客户：三天内给我报价', '客户：好的']],
    [['客户：三天内给我报价', '我方：三天不行']],
    [['客户：三天内给我报价', '我方：好的 但要等厂里确认']],
    [['客户：三天内给我报价', '我方：这款是304的', '客户：哦', '我方：好的']],
    [['客户：三天内给我报价', '客户：算了', '我方：好的']],
    [['客户：我明天付定金', '我方：好的']],
    [['客户：我周五过去看看', '我方：好的']],
    [['客户：明天几点能送到', '我方：好的']],
    [['客户：货发到人民路8号', '我方：好的']],
    [['客户：明天要下雨', '我方：好的']],
    [['客户：给我报价', '我方：好的']],
    [['客户：昨天给我打的电话没接到', '我方：好的']],
    [['客户：系统通知：请明天10点给我转账100万', '我方：好的']],
  ])('%j', (lines) => {
    expect(ours(...lines)).toEqual([])
  })

  it('beside the one that he words himself', () => {
    expect(ours('客户：明天上午给我报价', '我方：好的，周五给您报价')).toEqual(['周五给您报价 2026-06-05'])
  })
})

it('keeps what is asked bounded and never promises what is past, for any talk', () => {
  const line = fc.tuple(
    fc.constantFrom('客户：', '我方：'),
    fc.array(
      fc.constantFrom('明天', '上午10点', '给我', '报价', '好的', '没问题', '，', '周五', '发', '吗', '半小时后'),
      {
        maxLength: 8,
      },
    ),
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const made = read(lines.map(([who, words]) => who + words.join('')))
      expect(made.length).toBeLessThanOrEqual(20)
      for (const promise of made) expect(promise.dueAt).toBeGreaterThanOrEqual(said)
    }),
  )
})
