import { describe, expect, it } from 'vitest'
import type { ThreadMessage } from '../../../src/domain/index.ts'
import { createJudge } from '../../../src/scoring/index.ts'
import { byRules, talk } from '../llm/office.ts'

const judge = createJudge()
/** The whole note of a talk; parts put together again. */
const textOf = (messages: ThreadMessage[]) =>
  judge
    .writeNotes(messages, byRules(messages).assessment)
    .map((part) => part.text.replace(/^（\d+\/\d+）/, ''))
    .join('\n')
const offersIn = (...lines: string[]) => /^报价：(.*)$/m.exec(textOf(talk(...lines)))?.[1]?.split('；') ?? []
const spokenIn = (messages: ThreadMessage[]) =>
  /^对话：\n([\s\S]*?)\n下一步：/m.exec(textOf(messages))?.[1]?.split('\n') ?? []

describe('what our side offered', () => {
  it.each([
    ['3元一个'],
    ['3.5块'],
    ['12万'],
    ['2千'],
    ['打8折'],
    ['200/台'],
    ['300全包'],
    ['5000起'],
    ['80每米'],
    ['90一套'],
    ['最低85'],
    ['单价是85'],
    ['全屋算下来39800'],
    ['一共680'],
    ['总价1280'],
    ['合计:960'],
    ['报价950'],
    ['含税价113'],
  ])('%s is a price', (words) => {
    expect(offersIn('客户：怎么卖的', `我方：${words}`)).toEqual([words.normalize('NFKC')])
  })

  it.each([['您要几个'], ['3天发货'], ['型号是M85'], ['报价下午三点给您'], ['单价要看数量200'], ['3个月质保']])(
    '%s is none',
    (words) => {
      expect(offersIn('客户：怎么卖的', `我方：${words}`)).toEqual([])
    },
  )

  it('is neither what the customer bids, nor what others call, nor the rest of the sentence', () => {
    expect(offersIn('客户：2元行吗', '旁人：别家1元', '我方：您好，3元一个，量大再谈')).toEqual(['3元一个'])
  })

  it('is the latest eight prices, each once', () => {
    const prices = Array.from({ length: 10 }, (_, i) => `我方：${i + 1}元一个`)
    expect(offersIn('客户：怎么卖的', ...prices, '我方：10元一个')).toEqual(
      ['4', '5', '6', '7', '8', '9', '10'].map((price) => `${price}元一个`),
    )
  })

  it('in a picture or a voice message was not read', () => {
    const [asked, said] = talk('客户：怎么卖的', '我方：3元一个')
    expect(textOf([asked!, { ...said!, kind: 'image' }])).not.toContain('报价：')
  })
})

describe('what was said', () => {
  it('stands there word for word with its speaker, on one line each', () => {
    const messages = talk('客户：密封圈\n多少钱', '我方：３元  一个', '旁人：我也想问')
    expect(spokenIn(messages)).toEqual(['客户：密封圈 多少钱', '我方：3元 一个'])
  })

  it('aloud or in a picture is not told, as nobody has read it', () => {
    const [asked, said] = talk('客户：密封圈多少钱', '客户：要两百个')
    expect(spokenIn([asked!, { ...said!, kind: 'audio' }])).toEqual(['客户：密封圈多少钱'])
  })

  it('in a group has the name of who said it', () => {
    const messages = talk('客户：密封圈多少钱', '我方：3元一个').map((m) => ({ ...m, room: true }))
    const [asked, said] = messages
    const named = spokenIn([{ ...asked!, speaker: '长'.repeat(30) }, said!])
    expect(named).toEqual([`客户(${'长'.repeat(20)})：密封圈多少钱`, '我方：3元一个'])
  })

  it('between two needs no name', () => {
    const [asked] = talk('客户：密封圈多少钱')
    expect(spokenIn([{ ...asked!, speaker: '小周' }])).toEqual(['客户：密封圈多少钱'])
  })

  it.each(['嗯嗯', '哦哦', '好的', '哈哈哈', '在吗', '谢谢', '收到', 'OK', '？？', '👌👌', '好', '3'])(
    '%s says nothing',
    (empty) => {
      expect(spokenIn(talk('客户：密封圈多少钱', `客户：${empty}`, '我方：3元一个'))).toEqual([
        '客户：密封圈多少钱',
        '我方：3元一个',
      ])
    },
  )

  it.each(['要的', '好的我要了', '收到货了', '嗯要200个', '在吗想问个价'])('%s says something', (words) => {
    expect(spokenIn(talk(`客户：${words}`))).toEqual([`客户：${words}`])
  })

  it('in many pages is told by its beginning and its length', () => {
    const lines = spokenIn(talk(`客户：${'一'.repeat(1_999)}二`, `客户：${'三'.repeat(2_001)}`))
    expect(lines.join('')).toContain(`客户：三`)
    const told = textOf(talk(`客户：${'三'.repeat(2_001)}`)).replaceAll('\n', '')
    expect(told).toContain(`客户：${'三'.repeat(2_000)}（共 2001 字，其余见微信记录）`)
    expect(textOf(talk(`客户：${'三'.repeat(2_000)}`))).not.toContain('其余见微信记录')
  })

  it('beyond 4,000 characters is left to WeChat’s own record, from the oldest on', () => {
    // 客户：, 6 characters and the line end: 10 a line.
    const lines = Array.from({ length: 500 }, (_, i) => `客户：密封圈${String(i).padStart(3, '0')}`)
    expect(spokenIn(talk(...lines.slice(0, 400)))).toEqual(lines.slice(0, 400))
    expect(spokenIn(talk(...lines.slice(0, 401)))).toEqual(['（更早的 1 条见微信记录）', ...lines.slice(1, 401)])
    expect(spokenIn(talk(...lines))).toEqual(['（更早的 100 条见微信记录）', ...lines.slice(100)])
  })
})
