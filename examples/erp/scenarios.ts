/*
 * The four integration scenarios against a sandbox ERP that this file starts itself:
 *   node bin/with-runtime.js node examples/erp/scenarios.ts
 * With a real ERP, replace the sandbox's address and account.
 */
import { createErp } from '../../src/erp/index.ts'
import { startErpSandbox } from '../../src/sandbox/erp/index.ts'

const sandbox = await startErpSandbox()
const { client, close } = createErp({
  baseUrl: sandbox.baseUrl,
  username: 'bot',
  password: 'sandbox',
  ratePerSecond: 50,
})

// 1. Customer sync: looked for by number and mobile, created once.
const contact = {
  id: 'wxid-1',
  type: 'company',
  name: '周明远',
  company: '宁波海川机械有限公司',
  phone: '13867815520',
} as const
const synced = await client.syncFromWeChat(contact, { score: 86, summary: '要 300 套货架，本周五前' })
console.log('1. 建客户', synced.status, synced.khid)
console.log('   再来一次', (await client.syncFromWeChat(contact, { score: 86, summary: '' })).status)
if (synced.customerId === undefined) throw new Error('no customer')

// 2. Follow-up: template and content as one note.
await client.addFollowUp(synced.customerId, 106, '已报价 3.2 万，周五回复')
console.log('2. 洽谈进展', (await client.customers.get(synced.customerId))?.latestNote)

// 3. Assignment: to users, or open to everyone.
await client.assign(synced.customerId, [63])
console.log('3. 指派给', sandbox.customer(synced.customerId)?.owners)

// 4. ERP → bot: customers of the WeChat channel, newest first, page by page.
for await (const row of client.list({ source: 171, sort: '-date1' })) console.log('4. 拉取', row.ord, row.name)

await close()
await sandbox.close()
