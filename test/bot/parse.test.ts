import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allCommands } from '../../src/bot/commands/registry.ts'
import { parseCommand, parseReply } from '../../src/bot/index.ts'
import { splitQuote } from '../../src/bot/quote.ts'

const verbs = allCommands()
const call = (text: string) => {
  const parsed = parseCommand(text, verbs)
  return parsed.kind === 'command' ? parsed.call : undefined
}
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).replaceAll(' ', '\u3000')
const han = fc.string({
  unit: fc.constantFrom(...'张王李赵华强远航恒力机电苏州无锡泵业设备贸易'),
  minLength: 1,
  maxLength: 8,
})
const verb = fc.constantFrom(...verbs.filter((v) => !v.freeText).map((v) => v.name))

describe('the grammar of chat commands', () => {
  it.each([
    ['/erp 查客户 华强', '查客户', ['华强']],
    ['／erp 查客户 华强', '查客户', ['华强']],
    ['/erp查客户华强', '查客户', ['华强']],
    ['/ERP  find  hq', '查客户', ['hq']],
    ['@助手\u2005/erp 线索', '线索', []],
    ['/erp：状态', '状态', []],
    ['/erp 绑定码李娜', '绑定码', ['李娜']],
    ['/erp 放弃保护 华强', '放弃保护', ['华强']],
    ['/erp 查 "华强 电子"', '查客户', ['华强 电子']],
    ['/erp ？', '帮助', []],
  ])('%s', (text, name, words) => {
    expect(call(text)).toMatchObject({ name, words })
  })

  it('reads fields with either colon, quotes, and without spaces between them', () => {
    expect(call('/erp 新建 华强电子 联系人:李伟手机：１３８００１３８０００ 地址:"苏州 吴中"')).toMatchObject({
      words: ['华强电子'],
      fields: { contactName: '李伟', mobile: '13800138000', address: '苏州 吴中' },
    })
  })

  it.each([
    ['地址:温州市鹿城区 鞋都路1号 手机:13800138000', { address: '温州市鹿城区 鞋都路1号', mobile: '13800138000' }],
    ['备注:老客户介绍，周五要来 时间:上午', { remark: '老客户介绍，周五要来 时间:上午' }],
    ['客户:ABC Trading Ltd 联系人:李伟', { name: 'ABC Trading Ltd', contactName: '李伟' }],
    ['座机:0571 88888888 QQ:10001', { phone: '0571 88888888', qq: '10001' }],
  ])('a value reaches to the next field: %s', (text, fields) => {
    expect(call(`/erp 新建 ${text}`)).toMatchObject({ words: [], fields })
  })

  it('a phrase ends at what looks like a field that nobody knows', () => {
    expect(call('/erp 新建 地址:温州 鹿城 行业:机械')).toMatchObject({
      fields: { address: '温州 鹿城' },
      words: ['行业:机械'],
    })
  })

  it('leaves colons in free text alone', () => {
    expect(call('/erp 跟进 华强 电话:说周五 10:30 回复')).toMatchObject({
      fields: {},
      rest: '华强 电话:说周五 10:30 回复',
    })
  })

  it.each(['/erpx 查客户', 'erp 查客户', '请发 /erp 查客户', '/ERPS'])('does not take %s for a command', (text) => {
    expect(parseCommand(text, verbs).kind).toBe('none')
  })

  it.each([
    ['/erp 查可户 华强', '查客户'],
    ['/erp 指排 华强', '指派'],
    ['/erp 根进 华强', '跟进'],
    ['/erp statsu', '状态'],
  ])('offers the nearest verb for %s', (text, nearest) => {
    expect(parseCommand(text, verbs)).toMatchObject({ kind: 'unknown', nearest: { name: nearest } })
  })

  it('never throws, and takes nothing without the prefix', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const kind = parseCommand(text, verbs).kind
        if (!/[/／]\s*[eｅ][rｒ][pｐ]/iu.test(text)) expect(kind).toBe('none')
        parseReply(text)
      }),
    )
  })

  it('reads the same in full width, half width, and with any spaces', () => {
    fc.assert(
      fc.property(verb, han, fc.constantFrom(' ', '  ', '\u3000', '\u2005'), (name, word, space) => {
        const expected = { name, words: [word] }
        expect(call(`/erp ${name} ${word}`)).toMatchObject(expected)
        expect(call(`／ｅｒｐ${space}${name}${space}${word}`)).toMatchObject(expected)
        expect(call(fullWidth(`/erp ${name} ${word}`))).toMatchObject(expected)
      }),
    )
  })

  it('gives back every field value it was given', () => {
    const value = fc.stringMatching(/^[a-z0-9@.]{1,12}$/)
    fc.assert(
      fc.property(han, value, value, (word, job, remark) => {
        const got = call(`/erp 改 ${word} 职务:${job} 备注：${remark}`)
        expect(got?.fields).toEqual({ job, remark })
        expect(got?.words).toEqual([word])
      }),
    )
  })
})

describe('answers to questions', () => {
  it.each([
    ['2', { kind: 'number', number: 2 }],
    ['２', { kind: 'number', number: 2 }],
    ['#3', { kind: 'number', number: 3 }],
    ['是。', { kind: 'yes' }],
    ['否', { kind: 'no' }],
    ['下页', { kind: 'next' }],
  ])('%s', (text, expected) => {
    expect(parseReply(text)).toEqual(expected)
  })

  it.each(['是的吧', '不是很确定', '2台', '138', '好多', '', '1 2'])('%s is none', (text) => {
    expect(parseReply(text)).toBeUndefined()
  })
})

describe('quotations', () => {
  it('keep other people’s words apart from the writer’s own', () => {
    const line = fc.constantFrom('- - - - - - - - - - - - - - -', '———————————', '--------')
    const words = fc.string({ unit: fc.constantFrom(...'报价多少/erp查客户华强 123'), minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(words, words, line, (theirs, own, dashes) => {
        const split = splitQuote(`「张三：${theirs}」\n${dashes}\n${own}`)
        expect(split).toEqual({ own: own.trim(), quoted: `张三：${theirs}`.trim() })
      }),
    )
  })

  it('leave a text without a quotation as it is', () => {
    for (const text of ['「不是引用」', '报价\n---', '普通的话']) expect(splitQuote(text)).toEqual({ own: text })
  })
})
