import { afterEach, expect, it } from 'vitest'
import { type ModelServer, startModelServer } from '../support/model-server.ts'
import { type ChatHouse, openChatHouse } from './chat-house.ts'

const jpeg = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(40_000, 7)])
const card = {
  card: true,
  fields: [
    { field: 'name', value: '沈佩玲' },
    { field: 'company', value: '嘉兴晋亿紧固件有限公司' },
    { field: 'mobile', value: '139 1234 0007' },
  ],
}

const closers: Array<() => Promise<unknown>> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** A house with a model that can see, as its owner would set it. */
async function houseWithEyes(visionModel: string): Promise<{ house: ChatHouse; model: ModelServer }> {
  const model = await startModelServer((request) =>
    request.model === 'eyes'
      ? { text: JSON.stringify(card) }
      : { text: JSON.stringify({ claims: [], signals: [], summary: '' }) },
  )
  closers.push(() => model.close())
  const house = await openChatHouse({
    env: { OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'words', OPENAI_VISION_MODEL: visionModel },
  })
  closers.push(() => house.close())
  house.gateway.say({ from: 'wx-buyer', text: '你好 M8不锈钢螺丝要2000套，这周五前要到货，报个价' })
  house.gateway.say({
    from: 'wx-buyer',
    content: { kind: 'image', name: 'card.jpg', base64: jpeg.toString('base64') },
  })
  return { house, model }
}

it('the picture of a card reaches the model, its fields the salesperson as unconfirmed, and one answer makes the customer', async () => {
  const { house, model } = await houseWithEyes('eyes')
  const question = await house.waitFor('李娜', /名片图片/)
  expect(question).toContain('识别结果（未确认）：公司:嘉兴晋亿紧固件有限公司 联系人:沈佩玲 手机:13912340007')
  expect(house.erp.customers()).toEqual([])
  const shown = model.requests.find((request) => request.model === 'eyes')
  expect(JSON.stringify(shown?.messages)).toContain(`data:image/jpeg;base64,${jpeg.toString('base64')}`)
  await house.ask('李娜', '1', /新客户|建档/)
  await house.waitFor('李娜', /新客户：嘉兴晋亿紧固件有限公司 沈佩玲/)
  expect(house.erp.customers()).toMatchObject([{ fields: { name: '嘉兴晋亿紧固件有限公司' } }])
}, 60_000)

it('without a model that sees the picture stays where it is, and the line asks for words', async () => {
  const { house, model } = await houseWithEyes('')
  expect(await house.waitFor('李娜', /发来图片/)).toMatch(/请他打字或发名片/)
  expect(model.requests.some((request) => JSON.stringify(request).includes('image_url'))).toBe(false)
}, 60_000)
