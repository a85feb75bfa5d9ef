import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allCommands } from '../../src/bot/commands/registry.ts'
import { type ChatHouse, openChatHouse } from './chat-house.ts'
import { type Line, type Script, scripts, seed } from './scripts/index.ts'

let house: ChatHouse
beforeAll(async () => {
  house = await openChatHouse({ erp: { seed } })
  await buys('wx-buyer', '宁波海川机械有限公司', '周明远', '13867815520')
  await buys('wx-buyer-2', '绍兴凌云纺织有限公司', '倪海', '')
}, 60_000)
afterAll(() => house?.close())

/** A customer writes; the salesperson learns of it. */
async function buys(id: string, company: string, name: string, mobile: string): Promise<void> {
  house.gateway.addContact({ id, name: `微信${name}` })
  house.gateway.say({ from: id, text: '你好，我们要采购300套货架，这周五前能到吗，报个价，明天可以签合同' })
  house.gateway.say({ from: id, text: `我是${company}的${name}${mobile && `，手机${mobile}`}` })
  await house.waitFor('李娜', new RegExp(mobile ? `新客户：${company}` : `${company}[^]*缺手机号`))
}

/** Numbers that answers have named and later lines use. */
const numbers: Record<string, string> = {}
const note = (name: string, value: string | undefined) => {
  if (value !== undefined) numbers[name] = value
}

async function play(lines: readonly Line[] = []): Promise<void> {
  for (const [who, line, answer, fault] of lines) {
    if (fault && 'vary' in fault) house.erp.vary(fault.vary)
    else if (fault) house.erp.inject(fault)
    const text = line.replace(/\{.+?\}/, (name) => numbers[name] ?? name)
    const said = await house.ask(who, text, answer)
    note('{失败}', /失败 \d\n(#\d+)/.exec(said)?.[1])
    note('{申请}', /（(\d+) 号）/.exec(said)?.[1])
    expect(said.split('\n').length, `${text} is too long for a phone`).toBeLessThanOrEqual(15)
    house.erp.clearFaults()
  }
}

const names = Object.keys(scripts)
const script = (name: string) => scripts[name] as Script

it('every command that people may use has its script', () => {
  const shown = allCommands().filter((command) => command.examples.length > 0 || command.name === '帮助')
  expect(shown.map((command) => command.name).sort()).toEqual([...names].sort())
})

describe('over the gateway', () => {
  it.each(names)(
    '%s works, asks, is refused, and survives what breaks',
    async (name) => {
      const { works, asks, refused, breaks } = script(name)
      await play(works)
      await play(asks)
      await play(refused)
      await play(breaks)
    },
    60_000,
  )
})

describe('with the ERP away', () => {
  beforeAll(() => house.erp.refuse())

  it.each(names)('%s answers from what is known, or takes the order', (name) => play(script(name).away), 60_000)

  it('what was ordered is written and told when it is back', async () => {
    await house.erp.accept()
    await house.waitFor('李娜', /✅ #T\d+ 已建档：温州六合鞋业/, 50_000)
    expect(house.erp.customers().map(({ fields }) => fields.name)).toContain('温州六合鞋业')
  }, 60_000)
})
