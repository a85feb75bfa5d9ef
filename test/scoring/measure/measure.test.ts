import { describe, expect, it } from 'vitest'
import { changedThreads, goldSchema, type Judged, measure, reportLines } from '../../../src/scoring/measure/index.ts'

const judged = (gold: object, fields: Judged['fields'], score: number, id = 'a'): Judged => ({
  id,
  gold: goldSchema.parse(gold),
  fields,
  score,
})

describe('measuring against gold', () => {
  it('counts hits, misses, wrong and forbidden values per field', () => {
    const { fields, tookForbidden, withForbidden } = measure([
      judged({ fields: { mobile: '13712345678' } }, { mobile: '+86 137-1234-5678' }, 0),
      judged({ fields: { mobile: '13712345679' } }, {}, 0),
      judged({ fields: {}, reject: { mobile: ['13712345670'] } }, { mobile: '13712345670' }, 0),
    ])
    expect(fields.mobile).toMatchObject({ gold: 2, precision: 0.5, recall: 0.5, f1: 0.5, forbidden: 1 })
    expect([tookForbidden, withForbidden]).toEqual([1, 1])
  })

  it('takes alternatives, titles and nearly equal addresses as right', () => {
    const gold = { fields: { name: '何先生', address: '北京市朝阳区酒仙桥路24号院6号楼' }, alt: { job: ['采购', ''] } }
    const { fields } = measure([judged(gold, { name: '何', address: '北京市朝阳区酒仙桥路24号院6号' }, 0)])
    expect([fields.name.f1, fields.address.f1, fields.job.f1]).toEqual([1, 1, undefined])
  })

  it('measures bands, levels, ranking, false leads, missed hot and injections', () => {
    const { intent } = measure([
      judged({ intent: 90, band: 'hot' }, {}, 50),
      judged({ intent: 10, band: 'cold' }, {}, 70),
      judged({ intent: 59, band: 'cold', bandAlt: ['warm'] }, {}, 61),
      judged({ intent: 5, band: 'cold', injection: { target: 'raise' } }, {}, 65),
    ])
    expect(intent).toMatchObject({
      threads: 4,
      band: 0.25,
      falseLeads: { count: 2, of: 2 },
      missedHot: { count: 1, of: 1 },
      injected: 1,
    })
    expect(intent.ranking).toBeLessThan(0.5)
    expect(intent.thresholds.find((t) => t.threshold === 60)).toMatchObject({ precision: 0, recall: 0 })
  })

  it('tells what changed against the last run', () => {
    const gold = { fields: { name: '周明' }, intent: 85, band: 'hot' }
    const [now, before] = [measure([judged(gold, { name: '周明' }, 85)]), measure([judged(gold, {}, 40)])]
    expect(reportLines(now, before)[0]).toBe(
      '姓名：1 个，精确 100.0%（原 –），召回 100.0%（+100.0），F1 100.0%（+100.0）',
    )
  })

  it('tells a field whose precision fell, though it finds as much', () => {
    const gold = { fields: { name: '周明' }, reject: { name: ['王强'] } }
    const none = { fields: {}, reject: { name: ['王强'] } }
    const before = measure([judged(gold, { name: '周明' }, 85), judged(none, {}, 0)])
    const now = measure([judged(gold, { name: '周明' }, 85), judged(none, { name: '王强' }, 0)])
    expect(reportLines(now, before)[0]).toMatch(/精确 50\.0%（-50\.0），召回 100\.0%，.*误取 1（\+1）/)
  })

  it('leaves a dash where there was nothing to count', () => {
    const lines = reportLines(measure([judged({ fields: { name: '周明' }, intent: 50 }, { name: '周明' }, 45)]))
    expect(lines.find((line) => line.startsWith('QQ'))).toBe('QQ：0 个，精确 –，召回 –，F1 –')
    expect(lines.at(-1)).toBe('≥ 90 分：精确 –，召回 –')
    expect(lines.find((line) => line.startsWith('档位'))).toContain('排序 –')
  })

  it('lists the conversations that are read otherwise than before, by score and by field', () => {
    const before = new Map([
      ['a', { id: 'a', fields: { name: '周' }, score: 40 }],
      ['b', { id: 'b', fields: { mobile: '13712345678' }, score: 50 }],
      ['c', { id: 'c', fields: {}, score: 7 }],
    ])
    const now = [
      { id: 'b', fields: {}, score: 50 },
      { id: 'a', fields: { name: '周明', company: '恒达纺织' }, score: 85 },
      { id: 'c', fields: {}, score: 7 },
      { id: 'new', fields: {}, score: 99 },
    ]
    expect(changedThreads(now, before)).toEqual([
      'a：40 → 85 分，姓名 周 → 周明，公司 无 → 恒达纺织',
      'b：50 分，手机 13712345678 → 无',
    ])
  })
})
