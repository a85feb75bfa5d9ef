import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../../src/scoring/llm/redactor.ts'
import { byRules, officeWith, says, talk } from './office.ts'

/** All that a model's server gets to see of a conversation. */
async function sentOf(...lines: string[]): Promise<string> {
  const { enricher, server } = await officeWith(() => says({}))
  const messages = talk(...lines)
  const { state, assessment } = byRules(messages)
  await enricher.enrich(state, messages, assessment)
  return JSON.stringify(server.requests)
}

describe('what leaves with numbers and names replaced', () => {
  it('holds no part of a long number in which a known number stands', async () => {
    const sent = await sentOf('客户：我QQ是12345678', '客户：打到这张卡 6222021234567890123 就行', '客户：水泵什么价')
    expect(sent).not.toMatch(/6222|021234|567890|90123/)
    expect(sent).toContain('打到这张卡 [号码')
  })

  it.each([
    ['a recipient', '收货 王秀英 13512345678 苏州市吴中区东吴北路88号', '王秀英'],
    ['a colleague', '我同事徐静会加你', '徐静'],
    ['family', '爱人叫郝建，他来拿', '郝建'],
    ['a contact person', '联系人：欧阳明月', '欧阳明月'],
    ['the one who signs', '到了让刘桂兰签收', '刘桂兰'],
    ['two at once', '给张伟和李雪梅各发一份', '李雪梅'],
    ['one behind his position', '材料员覃铁柱', '覃铁柱'],
    ['one written onto an address', '中山路12号王建国', '王建国'],
    ['a rare surname', '他叫容家豪', '容家豪'],
    ['a surname', '免贵姓逯', '逯'],
    ['a child', '我是陈梓轩的妈妈', '陈梓轩'],
    ['a name in Latin letters', 'Hi, my name is Amelia Tang', 'Amelia'],
    ['a tax number', '税号91450127MA5KX0R17J', 'MA5KX0R17J'],
    ['an identity number', '身份证32050619900101123X', '123X'],
  ])('names not %s', async (_, text, hidden) => {
    expect(await sentOf('客户：水泵什么价', `客户：${text}`)).not.toContain(hidden)
  })

  it.each([
    '方管多少钱一米 高温款有吗',
    '要30台 万一坏了怎么办 周一发货',
    '先付三成定金 发票开专票',
    '公司定下来就联系你 大概14万左右',
    'DN50的阀门 6000元 2026年5月 1200*600',
  ])('leaves the words of trade as they are: %s', (text) => {
    expect(createRedactor().hide(text)).toBe(text)
  })
})

it('gives his name one placeholder, whatever is written behind it', async () => {
  const sent = await sentOf('客户：我叫周敏 13812340001', '客户：周敏明天去拿，收货周敏会签', '客户：水泵什么价')
  expect(new Set(sent.match(/\[姓名[A-Z]\]/g)).size).toBe(1)
})

it('takes every placeholder back, and hides the same words under the same one', () => {
  const piece = fc.constantFrom(
    ...[
      '王秀英',
      '收货',
      '13512345678',
      '12345678',
      '6222021234567890123',
      '爱人叫',
      '郝建',
      '，',
      ' ',
      '吴中区',
      'li@a.cn',
      '姓',
    ],
  )
  const known = { qq: '12345678', name: '郝建', address: '吴中区东吴北路' }
  const fields = Object.fromEntries(
    Object.entries(known).map(([name, value]) => [name, { value, source: 'rule' as const, confidence: 1, at: 0 }]),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const redactor = createRedactor(fields)
      const text = pieces.join('')
      const hidden = redactor.hide(text)
      expect(redactor.show(hidden)).toBe(text)
      expect(redactor.hide(text)).toBe(hidden)
      expect(hidden).not.toMatch(/\d{5}/)
    }),
  )
})
