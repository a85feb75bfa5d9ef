import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { learntOf } from '../../../src/scoring/extract/learnt/fields.ts'
import { fieldModel, useFieldModel } from '../../../src/scoring/extract/learnt/model.ts'
import { wordSpansOf } from '../../../src/scoring/extract/learnt/word-spans.ts'
import { valuesOf } from './reading.ts'

const learnt = fieldModel()
afterAll(() => useFieldModel(learnt))
/** Neither likely enough to be taken nor unlikely enough to be dropped. */
const undecided = () => new Map([['bias', -0.85]])
const nothing = {
  unit: 1,
  weights: { name: undecided(), company: undecided(), job: undecided(), contact: undecided(), twin: undecided() },
}

/** What the rules alone make of it. */
function byRules<T>(run: () => T): T {
  useFieldModel(nothing)
  try {
    return run()
  } finally {
    useFieldModel(learnt)
  }
}

describe('rows that no rule foresaw', () => {
  it.each([
    ['周三量尺 缪一鸣', { name: '缪一鸣' }],
    ['收货信息：颜少卿 13712345098', { name: '颜少卿' }],
    ['合同寄唐山恒钢铸锻 设备科长 尉迟刚', { company: '唐山恒钢铸锻', name: '尉迟刚', job: '设备科长' }],
  ])('%s', (text, want) => {
    const lines = ['你好 要30台', '销: 好的', text]
    expect(valuesOf(...lines)).toMatchObject(want)
    expect(byRules(() => valuesOf(...lines))).not.toMatchObject(want)
  })

  it('give way to what is said outright, in whatever order', () => {
    const row = '收货信息：颜少卿 13712345098'
    expect(valuesOf(row, '我叫邵敏').name).toBe('邵敏')
    expect(valuesOf('我叫邵敏', row).name).toBe('邵敏')
  })

  it('yield nothing for others', () => {
    expect(valuesOf('销: 收货人呢', '找我们仓库老裴 13712345098 我不在')).not.toHaveProperty('name')
  })
})

describe('what is weighed', () => {
  it('is nothing of a long piece of talk, and bounded of any', () => {
    expect(wordSpansOf('我'.repeat(41))).toEqual([])
    expect(wordSpansOf('我们公司找联系人收货人写开票抬头合同的采购部经理老板王志强就行吧').length).toBeLessThan(400)
  })

  it.each([
    ['我叫毕胜 想咨询叉车', { name: '毕胜' }],
    ['我是常州宏泽精密模具有限公司的邵敏', { company: '常州宏泽精密模具有限公司', name: '邵敏' }],
    ['我在利丰纺织做设备主管的', { company: '利丰纺织', job: '设备主管' }],
  ])('never undoes what was said in so many words: %s', (text, want) => {
    expect(valuesOf(text)).toMatchObject(want)
  })
})

it('the weights are learnt from all conversations that were written by others', async () => {
  const file = JSON.parse(await readFile('data/gazetteer/fields.json', 'utf8')) as {
    threads: number
    weights: Record<string, Record<string, number>>
  }
  const { stdout } = spawnSync(process.execPath, ['scripts/learn-fields.ts', '--count'], { encoding: 'utf8' })
  expect(stdout.trim()).toBe(String(file.threads))
  for (const field of learntOf) expect(Object.keys(file.weights[field] ?? {}).join()).not.toMatch(/\d{5}/)
}, 60_000)
