import { describe, expect, it } from 'vitest'
import { goldSchema, type Judged, measure, movedScores, reportLines } from '../../../src/scoring/measure/index.ts'

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
    expect([fields.name.f1, fields.address.f1, fields.job.f1]).toEqual([1, 1, 1])
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
    expect(reportLines(now, before)[0]).toContain('+100.0')
    const moved = movedScores([{ id: 'a', score: 85 }], new Map([['a', 40]]))
    expect(moved).toEqual(['a：40 → 85'])
  })
})
