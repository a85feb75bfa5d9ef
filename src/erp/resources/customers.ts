import type { CallContext, CustomerFilter } from '../../domain/crm.ts'
import type { AssignTarget, Customer, CustomerDraft, CustomerRow } from '../../domain/customer.ts'
import type { CustomerOrd, Khid } from '../../domain/ids.ts'
import type { Caller } from '../caller.ts'
import { operation } from '../catalogue/index.ts'
import type { Call } from '../client.ts'
import { customerOf, customerRow, draftValues, type MappingSettings, typeOf } from '../crm/customer-fields.ts'
import { ErpRefusedError, ErpUnknownOutcomeError, ErpUnreachableError } from '../errors.ts'
import type { OptionBook } from '../option-book.ts'
import { textOf } from '../wire/json.ts'
import type { DocumentResult } from '../wire/result.ts'
import { isGoneWording } from '../wire/wording.ts'
import { allPages, listOf, pageOf } from './pages.ts'

/** Hits of a substring filter that are looked into: more than this are no look-up any more. */
const mostDetails = 50
const pageSize = 100

const actions = { take_back: 'takeBack', apply: 'apply', protect: 'protect', unprotect: 'unprotect' } as const
export type CustomerAction = keyof typeof actions

export interface CustomersParts {
  call: Call
  /** Sends what was checked elsewhere: a document's own values come back as the server wrote them. */
  send: Caller
  book: OptionBook
  settings: MappingSettings
}

/** 客户: find, create, edit, assign and all that goes with it. */
export function createCustomers({ call, send, book, settings }: CustomersParts) {
  async function page(filter: CustomerFilter, at: { index: number; size: number }, context?: CallContext) {
    const result = await call('sales.customer.list', listParams(filter, at) as never, context)
    return pageOf(listOf('sales.customer.list', result), customerRow)
  }

  /** Every customer that fits, page by page: `for await (const row of customers.list({ source: 171 }))`. */
  const list = (filter: CustomerFilter = {}, context?: CallContext): AsyncGenerator<CustomerRow, void> =>
    allPages((index) => page(filter, { index, size: pageSize }, context))

  async function document(ord: CustomerOrd, context?: CallContext): Promise<DocumentResult | undefined> {
    try {
      const result = await call('sales.customer.detail', { ord } as never, context)
      if (result.kind === 'document') return result
    } catch (error) {
      if (error instanceof ErpRefusedError && isGoneWording(error.serverMessage ?? '')) return undefined
      throw error
    }
    throw new ErpUnreachableError('sales.customer.detail', 'ERP 没有返回客户详情', { code: 'erp_unexpected' })
  }

  async function get(ord: CustomerOrd, context?: CallContext): Promise<Customer | undefined> {
    const found = await document(ord, context)
    return found && customerOf(found, ord)
  }

  /** The filter matches substrings, and the list need not show the number: the detail decides (PROTOCOL.md). */
  async function findByKhid(khid: Khid, context?: CallContext): Promise<Customer | undefined> {
    let looked = 0
    for await (const row of list({ khid }, context)) {
      if (row.khid !== undefined && row.khid !== khid) continue
      if (++looked > mostDetails) throw new ErpUnreachableError('sales.customer.list', `ERP 对 ${khid} 返回了过多客户`)
      const customer = await get(row.ord, context)
      if (customer?.khid === khid) return customer
    }
    return undefined
  }

  /** A fresh id; nothing is stored yet. A repeated allocate leaves an unused id behind. */
  async function allocate(context?: CallContext): Promise<CustomerOrd> {
    const result = await call('sales.customer.allocate', {}, context)
    if (result.kind === 'document' && result.id !== undefined) return result.id as CustomerOrd
    throw new ErpUnknownOutcomeError('sales.customer.allocate', 'ERP 没有返回新客户的 ID', { code: 'erp_unexpected' })
  }

  /** First save creates, a repeated save of the same `ord` edits. */
  async function save(ord: CustomerOrd, draft: CustomerDraft, context?: CallContext): Promise<void> {
    const values = await draftValues(draft, book, settings, context)
    if (draft.type === 'company') await call('sales.customer.addCompany', { ord, ...values } as never, context)
    else await call('sales.customer.addIndividual', { ord, ...withoutContact(values) } as never, context)
  }

  /** Whether absent fields are blanked is not documented: the whole document goes back with the changes in it. */
  async function update(ord: CustomerOrd, changes: Partial<CustomerDraft>, context?: CallContext): Promise<void> {
    const found = await document(ord, context)
    if (!found || !customerOf(found, ord)) throw new ErpRefusedError('sales.customer.detail', `没有客户 ${ord}`)
    const type = changes.type ?? typeOf(found)
    const target = operation(type === 'personal' ? 'sales.customer.addIndividual' : 'sales.customer.addCompany')
    if (!target) throw new Error('the catalogue has no customer save')
    const own = Object.fromEntries(
      target.params.flatMap(({ id }) => {
        const value = textOf(found.fields.find((field) => field.id.toLowerCase() === id.toLowerCase())?.value)
        return value === '' ? [] : [[id, value]]
      }),
    )
    const { khid: _, ...rest } = changes
    const changed = await draftValues(rest, book, settings, context)
    await send(target, { ...own, ...(type === 'personal' ? withoutContact(changed) : changed), ord }, context)
  }

  async function assign(ord: CustomerOrd, target: AssignTarget, context?: CallContext): Promise<void> {
    const whom = target.kind === 'users' ? { member1: '0', member2: target.userIds.join(',') } : { member1: '1' }
    await call('sales.customer.assign', { ord, ...whom } as never, context)
  }

  /** 收回 / 申请 / 保护 / 放弃保护. Resolves to the server's words. */
  async function act(ord: CustomerOrd, action: CustomerAction, context?: CallContext): Promise<string> {
    return wordsOf(await call(`sales.customer.${actions[action]}`, { ord } as never, context))
  }

  /** 共享 with contacts, notes, projects and contracts readable. Resolves to the server's words. */
  async function share(ord: CustomerOrd, userIds: readonly number[], context?: CallContext): Promise<string> {
    const rights = { sharecontact: 1, replyshare: 1, chanceshare: 0, contractshare: 0 }
    const params = { ord, member1: '0', member2: userIds.join(','), ...rights }
    return wordsOf(await call('sales.customer.share', params as never, context))
  }

  return { page, list, get, findByKhid, allocate, save, update, assign, act, share }
}

export type Customers = ReturnType<typeof createCustomers>

const wordsOf = (result: { kind: string; text?: string }) => result.text ?? ''

function withoutContact({ person_name: _, ...values }: Record<string, string>): Record<string, string> {
  return values
}

function listParams(filter: CustomerFilter, { index, size }: { index: number; size: number }): Record<string, unknown> {
  const { text, name, khid, source, publicPool, sort } = filter
  return {
    searchKey: text,
    name,
    khid,
    ly: source,
    ...(publicPool && { stype: poolList }),
    _rpt_sort: sort,
    pagesize: size,
    pageindex: index,
  }
}

/** `stype` of the list of 公海: 客户池. */
const poolList = 1
