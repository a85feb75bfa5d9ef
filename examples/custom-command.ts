/*
 * A command of one's own: `/erp 报价 100` with permissions, help and operation log like any other.
 *   node bin/with-runtime.js node examples/custom-command.ts
 */
import { type Command, ZhibangSales } from '../src/index.ts'
import { openOffice } from './support/office.ts'

const unitPrice = 260

const quote: Command = {
  name: '报价',
  aliases: ['quote'],
  summary: '按数量算货架报价',
  examples: ['/erp 报价 100'],
  roles: ['sales', 'manager'],
  async run({ words }) {
    const count = Number(words[0])
    if (!Number.isInteger(count) || count <= 0) return { text: '几套？例如 /erp 报价 100', outcome: 'refused' }
    const discount = count >= 100 ? 0.9 : 1
    return `${count} 套：${Math.round(count * unitPrice * discount)} 元${discount < 1 ? '（九折）' : ''}`
  },
}

const office = await openOffice()
office.bot.use(ZhibangSales({ ...office.options, extend: { commands: [quote] } }))
await office.start()

office.say('lin', '/erp 报价 100')
console.log(await office.heard('lin', /元/))
office.say('lin', '/erp 报价')
console.log(await office.heard('lin', /几套/))
office.say('lin', '/erp 帮助 报价')
console.log(await office.heard('lin', /报价（/))
await office.close()
