import { describe, expect, it } from 'vitest'
import type { LeadFields } from '../../../src/domain/index.ts'
import { at, heard, known, scored, scoreOf, stated } from './heard.ts'

describe('the level', () => {
  it('is set by the clearest signal, and the others add to it in their order', () => {
    expect(scored(heard('price', 'need', 'info')).points).toEqual({ need: 62, price: 4, info: 1 })
    expect(scored(heard('need', 'price')).score).toBe(66)
  })

  it('of two as clear is set by the one that would add more', () => {
    expect(scored(heard('product', 'price')).points).toEqual({ price: 60, product: 2 })
  })

  it('names the words of each signal, and nothing of what was never said', () => {
    const { reasons } = scored(heard('price'), { fields: known('stated', 'mobile') })
    expect(reasons).toMatchObject([
      { signal: 'price', messageId: 'm-price', quote: '<price>' },
      { signal: 'contact', points: 5 },
    ])
    expect(reasons[1]).not.toHaveProperty('quote')
  })

  it('names the words of the field where it stands on one', () => {
    const field = (value: string, messageId: string) => stated(value, { messageId, quote: `我的：${value}` })
    const ways = { mobile: field('13712345678', 'm2'), qq: field('10001', 'm3') }
    const names = { name: field('周明', 'm5'), company: field('恒达纺织', 'm6') }
    const wordsOf = (fields: LeadFields) =>
      scored(heard('price'), { fields }).reasons.map(({ signal, messageId, quote }) => [signal, messageId, quote])
    expect(wordsOf({ ...ways, ...names })).toEqual([
      ['price', 'm-price', '<price>'],
      ['contact', 'm2', '我的：13712345678'],
      ['introduced', 'm6', '我的：恒达纺织'],
    ])
    const address = field('石狮市宝盖镇1号', 'm4')
    expect(wordsOf({ address })[1]).toEqual(['place', 'm4', '我的：石狮市宝盖镇1号'])
    expect(wordsOf({ ...ways, address })[0]).toEqual(['destination', 'm4', '我的：石狮市宝盖镇1号'])
  })

  it('names his last turn where there was only small talk', () => {
    const turn = { quantity: false, question: false, inquiry: false, quote: '在吗', messageId: 'm9', at }
    expect(scored({ ...heard(), turn }).reasons).toEqual([
      { signal: 'chatter', label: '闲聊', points: 6, messageId: 'm9', quote: '在吗' },
    ])
  })

  it('is idle where nothing was heard, with the greeting for a reason', () => {
    expect(scored(heard())).toMatchObject({ score: 6, points: { chatter: 6 } })
    expect(scored(heard('lively'))).toMatchObject({ score: 6, points: { chatter: 6 } })
    expect(scored(heard('greeting')).reasons).toMatchObject([{ signal: 'greeting', points: 6, quote: '<greeting>' }])
  })

  it('of a word said under a condition is lower, and below 0.7 no longer that of its kind', () => {
    const at = (strength: number) => scoreOf(heard(['price', { strength }]))
    expect([1, 0.9, 0.7, 0.69].map(at)).toEqual([60, 59, 58, 45])
    expect(scored(heard('need', ['price', { strength: 0.5 }])).points).toEqual({ need: 62, price: 2 })
  })
})

describe('what the others add', () => {
  const rules = {
    weights: {
      info: { base: 40, extra: 20 },
      product: { base: 60, extra: 20 },
      vague: { base: 30, extra: 20 },
      lively: { base: 20, extra: 1 },
      price: { base: 60, extra: 20 },
    },
  }

  it('never makes a question of what asks nothing', () => {
    expect(scoreOf(heard('info', 'vague'), { rules })).toBe(59)
  })

  it('never makes a decision of questions, but more than five of them come close', () => {
    expect(scoreOf(heard('need', 'price'), { rules })).toBe(78)
    expect(scoreOf(heard('price', 'product'), { rules })).toBe(78)
    expect(scoreOf(heard('need', 'price', 'product', 'info', 'vague'), { rules })).toBe(78)
    expect(scoreOf(heard('need', 'price', 'product', 'info', 'vague', 'lively'), { rules })).toBe(79)
  })

  it('never makes an order of a decision, and the scale of an order ends at 100', () => {
    expect(scoreOf(heard('decided', 'price'), { rules })).toBe(89)
    expect(
      scoreOf(heard('haggle', 'price'), { rules: { weights: { ...rules.weights, haggle: { base: 79, extra: 1 } } } }),
    ).toBe(89)
    expect(scoreOf(heard('paid', 'price'), { rules })).toBe(100)
    expect(scored(heard('paid', 'price'), { rules }).points).toEqual({ paid: 92, price: 8 })
  })

  it('is nothing once the level is full', () => {
    const { points, score } = scored(heard('need', 'price', 'product'), { rules })
    expect([points, score]).toEqual([{ need: 62, price: 16 }, 78])
  })
})

describe('need, amount, time and money together', () => {
  const mobile = known('stated', 'mobile')
  it.each([
    [82, ['quantity', 'deadline'], {}],
    [82, ['quantity', 'urgency'], {}],
    [84, ['quantity', 'deadline'], mobile],
    [81, ['budget', 'deadline'], {}],
    [83, ['budget', 'urgency'], mobile],
    [77, ['budget', 'quantity'], {}],
    [81, ['budget', 'quantity'], mobile],
    [81, ['spec', 'urgency'], mobile],
    [81, ['spec', 'budget'], mobile],
    [85, ['quantity', 'budget', 'deadline'], mobile],
    [85, ['spec', 'budget', 'deadline'], mobile],
    [82, ['quantity', 'budget', 'deadline'], {}],
    [71, ['quantity', 'spec'], mobile],
  ] as const)('make %i of a need with %j', (score, signals, fields) => {
    const weights = { quantity: { base: 50, extra: 1 }, budget: { base: 56, extra: 1 }, spec: { base: 42, extra: 3 } }
    expect(scoreOf(heard('need', ...signals), { fields, rules: { weights } })).toBe(score)
  })

  it.each([
    [68, ['quantity'], mobile],
    [68, ['budget'], mobile],
    [63, ['spec'], mobile],
    [50, ['quantity'], {}],
    [56, ['budget'], {}],
    [42, ['spec'], {}],
    [81, ['spec', 'deadline'], mobile],
    [47, ['spec', 'deadline'], {}],
  ] as const)('make %i of %j alone', (score, signals, fields) => {
    expect(scoreOf(heard(...signals), { fields })).toBe(score)
  })

  it('count where they were said plainly', () => {
    const score = (strength: number) => scoreOf(heard('need', ['quantity', { strength }], ['deadline', { strength }]))
    expect([0.7, 0.69].map(score)).toEqual([82, 68])
  })

  it('make no enquiry of mere interest', () => {
    expect(scoreOf(heard('vague', 'spec', 'deadline'), { fields: mobile })).toBe(59)
    const rules = { weights: { vague: { base: 47, extra: 1 }, contact: { base: 12, extra: 1 } } }
    expect(scoreOf(heard('vague', 'spec', 'deadline'), { fields: mobile, rules })).toBe(56)
  })

  it('count beside the plainest question', () => {
    const rules = { weights: { quantity: { base: 50, extra: 0 }, deadline: { base: 40, extra: 0 } } }
    expect(scoreOf(heard('price', 'quantity', 'deadline'), { rules })).toBe(82)
  })

  it('belong to the signal that sets the level', () => {
    const { points } = scored(heard('need', 'quantity', 'deadline'))
    expect(points).toEqual({ need: 73, deadline: 5, quantity: 4 })
  })
})

describe('what he leaves', () => {
  const by = (fields: LeadFields, ...said: Parameters<typeof heard>) =>
    scored(heard('need', ...said), { fields }).points

  it.each(['mobile', 'phone', 'wechatId', 'email', 'qq'] as const)('is a way to reach him: %s', (name) => {
    expect(by(known('stated', name))).toEqual({ need: 62, contact: 5 })
  })

  it.each(['stated', 'signature', 'location'] as const)('counts by %s', (source) => {
    expect(by(known(source, 'mobile', 'name'))).toEqual({ need: 62, contact: 5, introduced: 3 })
  })

  it.each(['profile', 'inferred', 'llm', 'picture', 'staff', 'erp'] as const)('does not count by %s', (source) => {
    expect(by(known(source, 'mobile', 'name', 'address'))).toEqual({ need: 62 })
  })

  it('is who he is, by his name or his firm, once', () => {
    expect(by(known('stated', 'name'))).toEqual({ need: 62, introduced: 3 })
    expect(by(known('stated', 'company'))).toEqual({ need: 62, introduced: 3 })
    expect(by(known('stated', 'company', 'name'))).toEqual({ need: 62, introduced: 3 })
  })

  it('adds as much as the house says', () => {
    const rules = { weights: { contact: { base: 12, extra: 9 } } }
    expect(scoreOf(heard('need'), { fields: known('stated', 'mobile'), rules })).toBe(71)
  })
})

describe('an address', () => {
  const address = { address: stated('石狮市宝盖镇1号', { messageId: 'm1', quote: '石狮市宝盖镇1号' }) }
  const by = (fields: LeadFields, ...said: Parameters<typeof heard>) => {
    const { points } = scored(heard(...said), { fields })
    return 'destination' in points ? 'goods go there' : 'place' in points ? 'he is there' : undefined
  }

  it.each(['name', 'mobile', 'phone'] as const)('with a %s is where goods go', (name) => {
    expect(by({ ...address, ...known('stated', name) })).toBe('goods go there')
    expect(by({ ...address, ...known('profile', name) })).toBe('he is there')
    expect(by({ address: stated('石狮市宝盖镇1号', { messageId: 'm1' }), ...known('stated', name) })).toBe(
      'goods go there',
    )
  })

  it('alone is where he is, as with a mail box', () => {
    expect(by(address)).toBe('he is there')
    expect(by({ ...address, ...known('stated', 'email') })).toBe('he is there')
    expect(by(known('stated', 'mobile'))).toBeUndefined()
  })

  it.each(['sample', 'appointment', 'contract'] as const)('of somebody with a %s is where he is', (signal) => {
    const { points } = scored(heard(signal), { fields: { ...address, ...known('stated', 'mobile') } })
    expect(points).not.toHaveProperty('destination')
  })

  it('for an urgent visit is where to go', () => {
    const fields = { ...address, ...known('stated', 'mobile') }
    expect(by(fields, 'appointment', 'urgency')).toBe('goods go there')
    expect(by(fields, 'sample', 'urgency')).toBe('he is there')
  })

  it('on a card is that of his firm', () => {
    const mobile = known('stated', 'mobile')
    const on = (messageId: string) => stated('x', { messageId })
    expect(by({ ...address, ...mobile, email: on('m1') })).toBe('he is there')
    expect(by({ ...address, ...mobile, job: on('m1') })).toBe('he is there')
    expect(by({ ...address, ...mobile, email: on('m2') })).toBe('goods go there')
    expect(by({ ...address, ...mobile, job: on('m2') })).toBe('goods go there')
    const named = { address: stated('石狮市宝盖镇1号', { messageId: 'm1', quote: '公司地址：石狮市宝盖镇1号' }) }
    expect(by({ ...named, ...mobile })).toBe('he is there')
  })
})
