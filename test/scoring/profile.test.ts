import { expect, it } from 'vitest'
import { byRules, talk } from './llm/office.ts'

it('客户简介 says who he is, what he wants in his own words, what was promised and when they talked', () => {
  const { profile } = byRules(
    talk(
      '客户：苏州华创机电有限公司 采购李建明 13912340001',
      '客户：要50台减速机，月底前到货，能便宜点吗',
      '我方：周五给您报价',
    ),
  ).assessment
  expect(profile).toContain('单位：苏州华创机电有限公司；联系人：李建明')
  expect(profile).toMatch(/需求：.*50台减速机/)
  expect(profile).toMatch(/顾虑：.*便宜点/)
  expect(profile).toContain('约定：我方：周五给您报价（6/5周五前）')
  expect(profile).toContain('微信沟通：2026-06-03，客户 2 条，我方 1 条')
})

it('客户简介 stays within the ERP’s 4,000 characters, whatever was said', () => {
  const long = '要50台减速机，预算三万以内，月底前到货，多少钱，发个样品，'.repeat(200)
  const promises = Array.from({ length: 40 }, (_, i) => `我方：${i}号楼的事周五给您报价${'报价'.repeat(40)}`)
  const { profile } = byRules(talk(`客户：${long}`, ...promises)).assessment
  expect(profile.length).toBeLessThanOrEqual(4_000)
  expect(profile).toMatch(/需求：/)
})
