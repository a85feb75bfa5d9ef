import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { examine } from '../../../src/app/doctor/examine.ts'
import { clockFinding, diskFinding } from '../../../src/app/doctor/machine.ts'
import { lookAtGateway, lookAtModel } from '../../../src/app/doctor/outside.ts'
import { openHouse } from '../house.ts'

const closers: Array<() => unknown> = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function answering(status: number, body: unknown) {
  const keys: Array<string | undefined> = []
  const server = createServer((request, response) => {
    keys.push(request.headers.authorization)
    response.writeHead(request.url === '/v1/models' ? status : 500, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closers.push(() => new Promise((done) => server.close(done)))
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, keys }
}

describe('the check-up', () => {
  it('warns of nobody to assign to, of nobody to tell, and of a probe never made', async () => {
    const house = await openHouse()
    closers.push(house.close)
    const findings = await examine(house.app)
    const warned = findings.filter(({ warn }) => warn).map(({ what }) => what)
    expect(warned).toEqual(['ERP 账号', '销售名单', '写入试验'])
    expect(findings.filter(({ ok }) => !ok).map(({ what }) => what)).toEqual(['微信网关'])
    for (const finding of findings) expect(finding.ok && !finding.warn).toBe(finding.todo === undefined)
  })

  it('tells of a key of SALES_CONFIG that does nothing, and which was meant', async () => {
    const house = await openHouse({}, {}, { productKeyword: ['空压机'] })
    closers.push(house.close)
    const found = (await examine(house.app)).find(({ what }) => what.startsWith('SALES_CONFIG'))
    expect(found).toMatchObject({
      what: 'SALES_CONFIG productKeyword',
      warn: true,
      todo: '改成 productKeywords，或删掉',
    })
  })

  it('tells of names in ERP_ALLOW that open nothing, and which was meant', async () => {
    const allow = 'store.inventory.summry,store.inventori.*,store.inventory.*,store.inventory.summary,logout,库存大全'
    const house = await openHouse({}, { ERP_ALLOW: allow })
    closers.push(house.close)
    const found = (await examine(house.app)).filter(({ what }) => what === 'ERP_ALLOW')
    expect(found.map(({ text, todo, warn }) => [warn, text, todo])).toEqual([
      [true, expect.stringContaining('“store.inventory.summry”'), '改成 store.inventory.summary，或删掉'],
      [true, expect.stringContaining('“store.inventori.*”'), '改成 store.inventory.*，或删掉'],
      [true, expect.stringContaining('“库存大全”'), expect.stringContaining('zhibang api')],
    ])
  })

  it('finds nothing to say of a house in order', async () => {
    const people = {
      salespeople: [
        { name: '林知远', erpUserId: 63 },
        { name: '周运维', role: 'operator' },
      ],
    }
    const house = await openHouse({ variants: { mayReadAll: false } }, { ERP_SENIOR_USER_IDS: '63' }, people)
    closers.push(house.close)
    const findings = await examine(house.app)
    expect(findings.filter(({ warn, ok }) => warn || !ok).map(({ what }) => what)).toEqual(['写入试验', '微信网关'])
    expect(house.erp.customers()).toEqual([])
  })

  it.each(['true', 'false'])(
    'only reads, what the allow-list holds, and uses no id up (ERP_SYNC_ENABLED=%s)',
    async (enabled) => {
      const seed = [{ name: '苏州远航机械有限公司', mobile: '13800138003' }]
      const variants = { requiredFields: ['area'] }
      const house = await openHouse({ seed, variants }, { ERP_SYNC_ENABLED: enabled })
      closers.push(house.close)
      const findings = await examine(house.app)
      // As far as a customer who stands there shows it.
      expect(findings).toContainEqual(expect.objectContaining({ what: 'ERP 选项 必填字段 客户区域', ok: false }))
      const own =
        /^(?:login|logout|customer\.(?:list|detail)|contact\.(?:list|detail)|user\.|department\.|options\.|people\.)/
      expect(house.erp.calls.map(({ operation }) => operation).filter((name) => !own.test(name))).toEqual([])
      expect(house.erp.countOf('customer.allocate')).toBe(0)
    },
  )

  it('tells an ERP that is away from a login that is refused, and does not ask on', async () => {
    const house = await openHouse({}, { ERP_PASSWORD: 'wrong' })
    closers.push(house.close)
    const refused = (await examine(house.app)).find(({ what }) => what === 'ERP 登录')
    expect(refused).toMatchObject({ ok: false, todo: expect.stringMatching(/ERP_PASSWORD/) })
    await house.erp.refuse()
    const away = await openHouse({}, { ERP_BASE_URL: house.erp.baseUrl })
    closers.push(away.close)
    const found = await examine(away.app)
    expect(found.find(({ what }) => what === 'ERP 连接')).toMatchObject({
      ok: false,
      todo: expect.stringMatching(/ERP_BASE_URL/),
    })
    expect(found.some(({ what }) => what === 'ERP 登录')).toBe(false)
  })

  it('names a colleague of SALES_CONFIG whom the ERP does not have', async () => {
    const house = await openHouse({}, {}, { salespeople: [{ name: '林知远', erpUserId: 4711 }] })
    closers.push(house.close)
    const staff = (await examine(house.app)).find(({ what }) => what === '销售名单')
    expect(staff).toMatchObject({ ok: false, text: expect.stringMatching(/林知远（4711）/) })
  })
})

describe('whom customers may go to', () => {
  const poolOf = (...userIds: number[]) => ({
    pools: [{ name: '资深', minScore: 80, members: userIds.map((userId) => ({ userId })) }],
  })

  it.each<[string, object, object]>([
    ['a member whom the ERP does not have', poolOf(63, 4711), { ok: false, text: expect.stringMatching(/用户 4711$/) }],
    ['nobody at all', poolOf(), { ok: true, warn: true, todo: '设 SALES_CONFIG 的 pools' }],
    ['members who are all there', poolOf(63), { ok: true, text: expect.stringMatching(/指派对象都在/) }],
  ])('is looked up in the pools where there are any, not in the lists: %s', async (_, people, expected) => {
    const house = await openHouse({}, { ERP_SENIOR_USER_IDS: '4712' }, people)
    closers.push(house.close)
    const found = (await examine(house.app)).find(({ what }) => what === 'ERP 账号')
    expect(found).toMatchObject(expected)
  })
})

describe('a colleague under another name than the ERP has', () => {
  it('is warned of: the lists of the ERP tell an owner by his name', async () => {
    const salespeople = [
      { name: '小林', erpUserId: 63 },
      { name: '周运维', role: 'operator' },
    ]
    const house = await openHouse({}, {}, { salespeople })
    closers.push(house.close)
    const staff = (await examine(house.app)).find(({ what }) => what === '销售名单')
    expect(staff).toMatchObject({ ok: true, warn: true, text: '小林（63）在 ERP 里叫 林知远' })
  })
})

describe('a model service', () => {
  const look = (baseUrl: string) => lookAtModel({ apiKey: 'k-1', baseUrl, model: 'qwen' })

  it('is well when it knows the model', async () => {
    const { baseUrl, keys } = await answering(200, { data: [{ id: 'qwen' }] })
    expect(await look(baseUrl)).toMatchObject({ ok: true })
    expect(keys).toEqual(['Bearer k-1'])
  })

  it('is told to lack the model, with those it has', async () => {
    const { baseUrl } = await answering(200, { data: [{ id: 'glm' }] })
    expect(await look(baseUrl)).toMatchObject({ ok: false, todo: expect.stringMatching(/OPENAI_MODEL.*glm/) })
  })

  it('is told to refuse the key, without showing it', async () => {
    const { baseUrl } = await answering(401, {})
    const finding = await look(baseUrl)
    expect(finding).toMatchObject({ ok: false, todo: expect.stringMatching(/OPENAI_API_KEY/) })
    expect(JSON.stringify(finding)).not.toContain('k-1')
  })

  it('is told to be away', async () => {
    expect(await look('http://127.0.0.1:9/v1')).toMatchObject({
      ok: false,
      todo: expect.stringMatching(/OPENAI_BASE_URL/),
    })
  })
})

describe('the gateway', () => {
  it.each([
    [undefined, /没有设置/],
    ['gateway', /主机:端口|gateway/],
    ['127.0.0.1:9', /连不上/],
  ])('at %s is told with what to do', async (endpoint, words) => {
    expect(await lookAtGateway({ gateway: { puppet: 'wechaty-puppet-service', endpoint } })).toMatchObject({
      ok: false,
      text: expect.stringMatching(words),
      todo: expect.stringMatching(/127\.0\.0\.1:18788|WECHATY_PUPPET_SERVICE_ENDPOINT/),
    })
  })
})

describe('the puppet', () => {
  it.each([
    ['wechaty-puppet-wechat4u', { ok: true, warn: true, text: 'WECHATY_PUPPET 是 wechaty-puppet-wechat4u，不经网关' }],
    ['wechaty-puppet-nowhere', { ok: false, todo: expect.stringMatching(/npm install wechaty-puppet-nowhere/) }],
  ])('%s is told instead of a gateway it does not use', async (puppet, finding) => {
    expect(await lookAtGateway({ gateway: { puppet, endpoint: '127.0.0.1:9' } })).toMatchObject(finding)
  })
})

describe('disk and clock', () => {
  it('become urgent before messages are lost', () => {
    expect(diskFinding(50 * 1024 ** 3)).toMatchObject({ ok: true, text: '空闲 50.0 GB' })
    expect(diskFinding(1024 ** 3)).toMatchObject({ ok: true, warn: true })
    expect(diskFinding(1024 ** 2)).toMatchObject({ ok: false })
  })

  it('may differ by a minute', () => {
    expect(clockFinding('x', 59_000)).toMatchObject({ ok: true })
    expect(clockFinding('x', -61_000)).toMatchObject({ ok: false, text: expect.stringMatching(/慢 61 秒/) })
  })
})
