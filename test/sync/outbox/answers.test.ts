import { afterEach, describe, expect, it } from 'vitest'
import { type Office, openOffice } from '../office.ts'
import { quickClock } from '../quick-clock.ts'
import { add, share, told } from './shares.ts'

let office: Office
afterEach(() => office.close())

const begin = async () => {
  office = await openOffice({ deps: { clock: quickClock(200) } })
}

describe('whoever asked', () => {
  const asked = (ord: number) => ({ job: share(ord), replyTo: { kind: 'contact', contactId: 'wq' } as const })

  it('is told what became of it, and nobody else is', async () => {
    await begin()
    const [id] = await add(office, asked(1), { job: share(2) })
    await office.sync.drain()
    expect(told(office, 'wq')).toEqual([`✅ #T${id} 共享成功`])
    expect(office.said).toHaveLength(1)
  })

  it('is told the words of a refusal', async () => {
    await begin()
    office.erp.fail('share', { failure: 'refused', when: 'before', message: '您没有权限共享' })
    const [id] = await add(office, asked(1))
    await office.sync.drain()
    expect(told(office, 'wq')).toEqual([`❌ #T${id} 共享没有完成：ERP 拒绝：您没有权限共享`])
  })

  it('is asked once for patience while the outcome is not known, and told when it is', async () => {
    await begin()
    office.erp.fail('share', ...Array(4).fill({ failure: 'unknown', when: 'before' }))
    const ids = await add(office, asked(1), asked(2))
    await office.sync.drain()
    const wait = ids.map((id) => `⏳ #T${id} 共享正在核实是否已写入，请勿重复提交，有结果会通知您`)
    expect(told(office, 'wq').sort()).toEqual([...wait, ...ids.map((id) => `✅ #T${id} 共享成功`)].sort())
  })

  it('hears nothing of a wait that ends by itself', async () => {
    await begin()
    office.erp.fail('share', { failure: 'busy', when: 'before' }, { failure: 'unreachable', when: 'before' })
    const [id] = await add(office, asked(1))
    await office.sync.drain()
    expect(told(office, 'wq')).toEqual([`✅ #T${id} 共享成功`])
  })

  it('is told again what became of it where a person had it tried once more', async () => {
    await begin()
    office.erp.fail('share', ...Array(2).fill({ failure: 'refused', when: 'before', message: '您没有权限共享' }))
    const [id] = await add(office, asked(1))
    await office.sync.drain()
    expect(await office.data.store.decideEntry(id!, 'retry', '再试一次', 0)).toBe(true)
    await office.sync.drain()
    expect(told(office, 'wq')).toEqual(Array(2).fill(`❌ #T${id} 共享没有完成：ERP 拒绝：您没有权限共享`))
  })
})
