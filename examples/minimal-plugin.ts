/*
 * The plugin in a bot: a conversation becomes a customer, and a salesperson asks for it.
 *   node bin/with-runtime.js node examples/minimal-plugin.ts
 */
import { ZhibangSales } from '../src/index.ts'
import { openOffice } from './support/office.ts'

const office = await openOffice()
office.bot.use(
  ZhibangSales({
    ...office.options,
    onEvent: (event) => {
      if (event.type === 'customer_created') console.log('建客户', event.lead.fields.company?.value, event.lead.score)
      if (event.type === 'assigned') console.log('指派给', event.owner)
    },
  }),
)
await office.start()

office.say('buyer', '你好，要采购300套货架，这周五前送到，给个报价')
office.say('buyer', '宁波海川机械有限公司 周明远 13867815520')
console.log(await office.heard('lin', /新客户/))

office.say('lin', '/erp 查客户 海川')
console.log(await office.heard('lin', /负责人/))
await office.close()
