import { describe, expect, it } from 'vitest'
import type { CustomerOrd, ErpUserId } from '../../src/domain/index.ts'
import { type CallRecord, CrmError } from '../../src/erp/index.ts'
import { type FaultKind, faultKinds } from '../../src/sandbox/erp/index.ts'
import { company, create, officesOfTests, openOffice, person } from './sandbox-office.ts'

const open = officesOfTests()

/** What a write that meets a fault may be told: never success, never a wrong certainty. */
const afterWrite: Partial<Record<FaultKind, string>> = {
  timeout_before: 'unknown',
  timeout_after: 'unknown',
  reset_before: 'unknown',
  reset_after: 'unknown',
  html_500: 'unknown',
  html_200: 'unknown',
  malformed_json: 'unknown',
  truncated_json: 'unknown',
  busy: 'busy',
  too_many: 'busy',
}

describe('a write', () => {
  it.each(Object.entries(afterWrite) as Array<[FaultKind, string]>)(
    'that meets %s ends as %s',
    async (kind, failure) => {
      const { erp, sandbox } = await open({}, { timeoutMs: 600 })
      const ord = await create(erp, person)
      sandbox.inject({ kind, operation: 'customer.assign' })
      const assigned = erp.crm.assign(ord, { kind: 'users', userIds: [63 as ErpUserId] })
      await expect(assigned).rejects.toMatchObject({ failure, operation: 'sales.customer.assign' })
      expect(sandbox.countOf('customer.assign')).toBe(1)
    },
  )

  it('that meets an ended session is carried out once, after a new login', async () => {
    const { erp, sandbox } = await open()
    const ord = await create(erp, person)
    sandbox.inject({ kind: 'expired_session', operation: 'note.add' })
    await erp.crm.addFollowUp(ord, { text: '已报价', template: 106, channel: 484 })
    expect(sandbox.notes(ord)).toHaveLength(1)
    expect(sandbox.countOf('login')).toBe(2)
  })

  it('that found nobody listening was surely not done', async () => {
    const { erp, sandbox } = await open()
    const ord = await create(erp, person)
    await sandbox.refuse()
    // A kept connection that breaks under a write leaves it open; the next one finds nobody.
    await expect(erp.crm.assign(ord, { kind: 'public_pool' })).rejects.toBeInstanceOf(CrmError)
    await expect(erp.crm.assign(ord, { kind: 'public_pool' })).rejects.toMatchObject({ failure: 'unreachable' })
    await sandbox.accept()
    await erp.crm.assign(ord, { kind: 'public_pool' })
    expect(sandbox.customer(ord)?.pool).toBe(true)
  })
})

const harmless: FaultKind[] = faultKinds.filter((kind) => kind !== 'ghost_save' && !kind.startsWith('timeout'))

describe('a reading', () => {
  it.each(harmless)('survives %s', async (kind) => {
    const { erp, sandbox } = await open()
    const ord = await create(erp, person)
    sandbox.inject({ kind, operation: 'customer.detail', ms: 100 })
    expect(await erp.crm.getCustomer(ord)).toMatchObject({ name: person.name })
  })

  it('that times out is free to be repeated, by whoever has the time', async () => {
    const { erp, sandbox } = await open({}, { timeoutMs: 150 })
    sandbox.inject({ kind: 'timeout_before', operation: 'customer.list' })
    const page = () => erp.crm.listCustomers({}, { index: 1, size: 10 })
    await expect(page()).rejects.toMatchObject({ failure: 'unreachable', code: 'erp_timeout' })
    await expect(page()).resolves.toMatchObject({ total: 0 })
  })
})

describe('sessions', () => {
  it('that another login of the account ended are renewed', async () => {
    const { erp, sandbox } = await open({ singleSession: true })
    const other = await openOffice({}, { baseUrl: sandbox.baseUrl })
    await erp.crm.employees()
    await other.erp.crm.employees()
    await erp.crm.employees()
    expect(sandbox.countOf('login')).toBe(3)
    await other.close()
  })

  it('that the server forgot are renewed once under a storm', async () => {
    const { erp, sandbox } = await open()
    await erp.crm.employees()
    sandbox.endSessions()
    await Promise.all(Array.from({ length: 100 }, () => erp.crm.listCustomers({}, { index: 1, size: 1 })))
    expect(sandbox.countOf('login')).toBe(2)
  })

  it('never lock an account by trying a wrong password again', async () => {
    const { erp, sandbox } = await open({ captchaAfter: 3, lockAfter: 6 }, { password: 'wrong' })
    const tries = await Promise.allSettled(Array.from({ length: 30 }, () => erp.crm.employees()))
    expect(tries.every(({ status }) => status === 'rejected')).toBe(true)
    expect(sandbox.countOf('login')).toBe(1)
    await erp.session.setPassword('sandbox')
    await erp.crm.employees()
    expect(sandbox.countOf('login')).toBe(2)
  })
})

describe('the account', () => {
  it('without the right to assign is told so', async () => {
    const { erp } = await open({ variants: { mayAssign: false } })
    const ord = await create(erp, person)
    await expect(erp.crm.assign(ord, { kind: 'public_pool' })).rejects.toMatchObject({ code: 'erp_permission' })
  })

  it('is refused a twin with the words of the server', async () => {
    const { erp } = await open()
    await create(erp, company)
    const twin = create(erp, { ...company, khid: 'WX9999999999' as typeof company.khid })
    await expect(twin).rejects.toMatchObject({
      failure: 'refused',
      serverMessage: expect.stringMatching(/重复|已存在/),
    })
  })

  it('works on nobody who is not there', async () => {
    const { erp } = await open()
    const nobody = 99_999 as CustomerOrd
    await expect(erp.crm.assign(nobody, { kind: 'public_pool' })).rejects.toMatchObject({ failure: 'refused' })
    await expect(erp.crm.updateCustomer(nobody, { phone: '1' })).rejects.toMatchObject({ failure: 'refused' })
    await expect(erp.crm.customerAction(nobody, 'protect')).rejects.toBeInstanceOf(CrmError)
  })
})

describe('calls in trouble', () => {
  it('always end in success or a typed error, and every call is in the log', async () => {
    const records: CallRecord[] = []
    const { erp, sandbox } = await open({}, { timeoutMs: 400, onCall: (record) => records.push(record) })
    const ord = await create(erp, company)
    // Not the lie: a note that is not there although the server said so cannot be known by a caller.
    const kinds = faultKinds.filter((kind) => kind !== 'ghost_save')
    for (const kind of kinds) sandbox.inject({ kind, probability: 0.04, seed: kind.length, times: 1_000, ms: 20 })
    const results = await Promise.allSettled(
      Array.from({ length: 150 }, (_, i) =>
        i % 3 === 0
          ? erp.crm.getCustomer(ord)
          : i % 3 === 1
            ? erp.crm.addFollowUp(ord, { text: `第 ${i} 条`, template: 120, channel: 481 })
            : erp.crm.updateCustomer(ord, { remark: `第 ${i} 次` }),
      ),
    )
    const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
    expect(errors.every((error) => error instanceof CrmError)).toBe(true)
    sandbox.clearFaults()
    expect(await erp.crm.getCustomer(ord)).toMatchObject({ khid: company.khid })
    const told = results.flatMap((result, i) => (result.status === 'fulfilled' && i % 3 === 1 ? [`第 ${i} 条`] : []))
    const written = sandbox.notes(ord).map((note) => note.text)
    expect(written).toEqual(expect.arrayContaining(told))
    expect(new Set(written).size).toBe(written.length)
    // Those that found nobody listening are in the log as well.
    expect(records.length).toBeGreaterThanOrEqual(sandbox.countOf())
  })
})
