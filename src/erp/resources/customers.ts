import type { CallContext, CustomerFilter } from '../../domain/crm.ts'
import type { AssignTarget, Customer, CustomerDraft, CustomerRow } from '../../domain/customer.ts'
import type { CustomerOrd, ErpUserId, Khid } from '../../domain/ids.ts'
import type { CustomerType } from '../../domain/lead.ts'
import { publicPool } from '../../domain/owner.ts'
import { withoutAbsent } from '../../shared/collections.ts'
import type { Logger } from '../../shared/logger.ts'
import type { Caller } from '../caller.ts'
import { ownOperation } from '../catalogue/catalogue.ts'
import type { Operation, OperationParams } from '../catalogue/index.ts'
import type { Call } from '../client.ts'
import {
  customerOf,
  customerRow,
  draftValues,
  type MappingSettings,
  newCustomerValues,
  typeOf,
} from '../crm/customer-fields.ts'
import { fitted } from '../crm/fit.ts'
import { savedValues } from '../crm/merge.ts'
import { ErpRefusedError, ErpUnknownOutcomeError, ErpUnreachableError } from '../errors.ts'
import type { OptionBook } from '../option-book.ts'
import { textOf } from '../wire/json.ts'
import { type DocumentField, type DocumentResult, type ErpResult, fieldOf } from '../wire/result.ts'
import { isGoneWording } from '../wire/wording.ts'
import { allPages, listOf, pageOf } from './pages.ts'

const pageSize = 100
const actions = { take_back: 'takeBack', apply: 'apply', protect: 'protect', unprotect: 'unprotect' } as const
export type CustomerAction = keyof typeof actions

/** A fresh document: nothing is stored, but the id is used up. */
export interface FreshCustomer {
  ord: CustomerOrd
  /** The number that the ERP would give. */
  proposedKhid?: string
  fields: DocumentField[]
}

export interface CustomersParts {
  call: Call
  /** Sends what was checked elsewhere: a document's own values go back as the server wrote them. */
  send: Caller
  book: OptionBook
  settings: MappingSettings
  logger: Logger
}

/** 客户: find, create, edit, assign and all that goes with it. */
export function createCustomers({ call, send, book, settings, logger }: CustomersParts) {
  async function page(filter: CustomerFilter, at: { index: number; size: number }, context?: CallContext) {
    const params = { ...(await listParams(filter, book, context)), pagesize: at.size, pageindex: at.index }
    const found = pageOf(listOf('sales.customer.list', await call('sales.customer.list', params, context)), customerRow)
    if (!filter.publicPool) return found
    // Who stands in this list has no owner, whether the row says so or not.
    return { ...found, rows: found.rows.map((row) => ({ ...row, ownerName: row.ownerName || publicPool })) }
  }

  /** Every customer that fits, page by page: `for await (const row of customers.list({ source: 171, sort: '-date1' }))`. */
  const list = (filter: CustomerFilter = {}, context?: CallContext): AsyncGenerator<CustomerRow, void> =>
    allPages((index) => page(filter, { index, size: pageSize }, context))

  /** The customers a contract may be made for. */
  const listForContract = (filter: CustomerFilter = {}, context?: CallContext): AsyncGenerator<CustomerRow, void> =>
    allPages(async (index) => {
      const params = { ...(await listParams(filter, book, context)), pagesize: pageSize, pageindex: index }
      return pageOf(
        listOf('sales.customer.listForContract', await call('sales.customer.listForContract', params, context)),
        customerRow,
      )
    })

  /** The whole document with every field; undefined: there is no such customer. */
  async function document(ord: CustomerOrd, context?: CallContext): Promise<DocumentResult | undefined> {
    try {
      const result = await call('sales.customer.detail', { ord }, context)
      // For an id it does not know a server may show a fresh document.
      if (result.kind === 'document') return result.id === undefined || result.id === ord ? result : undefined
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

  /** Exact: the filter matches substrings, and the list need not show the number, so the detail decides (PROTOCOL.md). */
  async function findByKhid(khid: Khid | string, context?: CallContext): Promise<Customer | undefined> {
    for await (const row of list({ khid: khid as Khid }, context)) {
      if (row.khid !== undefined && row.khid !== khid) continue
      const customer = await get(row.ord, context)
      if (customer?.khid === khid) return { ...row, ...withoutAbsent(customer) }
    }
    return undefined
  }

  /** A fresh id; a repeated allocate leaves an unused one behind. */
  async function fresh(type?: CustomerType, context?: CallContext): Promise<FreshCustomer> {
    const intsort = type && (type === 'company' ? 1 : 2)
    const result = await call('sales.customer.allocate', { intsort }, context)
    if (result.kind !== 'document' || result.id === undefined) {
      throw new ErpUnknownOutcomeError('sales.customer.allocate', 'ERP 没有返回新客户的 ID', { code: 'erp_unexpected' })
    }
    const proposedKhid = textOf(fieldOf(result, 'khid')?.value) || undefined
    return { ord: result.id as CustomerOrd, proposedKhid, fields: result.fields }
  }

  const allocate = async (context?: CallContext): Promise<CustomerOrd> => (await fresh(undefined, context)).ord

  /** First save creates, a repeated save of the same `ord` edits. */
  async function save(ord: CustomerOrd, draft: CustomerDraft, context?: CallContext): Promise<void> {
    const target = saveOf(draft.type)
    const own = await draftValues(draft, book, context)
    const filed = { ...settings, category: draft.category ?? settings.category }
    const { name = '', person_name = '', ...rest } = fitTo(own, target)
    const values = { ord, name, ...rest, ...(await newCustomerValues(book, filed, context)) }
    if (draft.type === 'company') await call('sales.customer.addCompany', { ...values, person_name }, context)
    else await call('sales.customer.addIndividual', values, context)
  }

  /** Reads the document, lays the changes over it and saves all of it under the same `ord`. */
  async function update(ord: CustomerOrd, changes: Partial<CustomerDraft>, context?: CallContext): Promise<void> {
    const found = await document(ord, context)
    if (!found || !customerOf(found, ord)) throw new ErpRefusedError('sales.customer.detail', `没有客户 ${ord}`)
    const target = saveOf(changes.type ?? typeOf(found))
    const own = savedValues(found, target)
    const changed = fitTo(await draftValues(changes, book, context), target)
    const sort1 = own.sort1 ?? (await book.categoryPath(settings.category, context))
    await send(target, { ...own, sort1, ...changed, ord }, context)
  }

  /** Only what this kind of customer has, as long as it may be. */
  function fitTo(values: Record<string, string>, target: Operation): Record<string, string> {
    const own = Object.entries(values).filter(([id]) => target.params.some((param) => param.id === id))
    const result = fitted(Object.fromEntries(own), target.params)
    if (result.changed.length > 0) logger.warn('erp_value_too_long', { operation: target.name, fields: result.changed })
    return result.values
  }

  /** 指派: to these users, or open to everyone (公海). */
  async function assign(
    ord: CustomerOrd,
    to: AssignTarget | readonly number[] | 'everyone',
    context?: CallContext,
  ): Promise<void> {
    const target = targetOf(to)
    const whom =
      target.kind === 'users'
        ? ({ member1: '0', member2: target.userIds.join(',') } as const)
        : ({ member1: '1' } as const)
    await call('sales.customer.assign', { ord, ...whom }, context)
  }

  /** 收回 / 申请 / 保护 / 放弃保护. Resolves to the server's words. */
  async function act(ord: CustomerOrd, action: CustomerAction, context?: CallContext): Promise<string> {
    return wordsOf(await call(`sales.customer.${actions[action]}`, { ord }, context))
  }

  /** 共享 with contacts and notes readable. Resolves to the server's words. */
  async function share(
    ord: CustomerOrd,
    to: readonly number[] | 'everyone',
    context?: CallContext & { projects?: boolean; contracts?: boolean },
  ): Promise<string> {
    const whom = to === 'everyone' ? ({ member1: '1' } as const) : ({ member1: '0', member2: to.join(',') } as const)
    const rights = {
      sharecontact: 1,
      replyshare: 1,
      chanceshare: context?.projects ? 1 : 0,
      contractshare: context?.contracts ? 1 : 0,
    } as const
    return wordsOf(await call('sales.customer.share', { ord, ...whom, ...rights }, context))
  }

  return {
    page,
    list,
    listForContract,
    document,
    get,
    findByKhid,
    fresh,
    allocate,
    save,
    update,
    assign,
    act,
    share,
    /** 客户审批: the answer to a claim. */
    approve: async (ord: CustomerOrd, result: string, context?: CallContext) =>
      wordsOf(await call('sales.customer.approve', { ord, blset: result }, context)),
    /** 客户审核: agree, or turn down. */
    review: async (ord: CustomerOrd, agree: boolean, opinion?: string, context?: CallContext) =>
      wordsOf(await call('sales.customer.review', { ord, jg: agree ? 1 : 2, intro: opinion }, context)),
    /** v3: one call, labels instead of ids, tells no `ord`. */
    addAtOnce: async (params: OperationParams['sales.customer.add'], context?: CallContext) =>
      wordsOf(await call('sales.customer.add', params, context)),
    /** v3: labels instead of ids. Whether absent fields are blanked is not documented: `update` is the safe way. */
    edit: async (params: OperationParams['sales.customer.edit'], context?: CallContext) =>
      wordsOf(await call('sales.customer.edit', params, context)),
  }
}

export type Customers = ReturnType<typeof createCustomers>

const wordsOf = (result: ErpResult): string => ('text' in result ? result.text : '')

function targetOf(to: AssignTarget | readonly number[] | 'everyone'): AssignTarget {
  if (to === 'everyone') return { kind: 'public_pool' }
  return 'kind' in to ? to : { kind: 'users', userIds: to as readonly ErpUserId[] }
}

const saveOf = (type: CustomerType): Operation =>
  ownOperation(type === 'personal' ? 'sales.customer.addIndividual' : 'sales.customer.addCompany')

async function listParams(filter: CustomerFilter, book: OptionBook, context?: CallContext) {
  const { text, name, khid, source, publicPool, sort } = filter
  return {
    searchKey: text,
    name,
    khid,
    ly: source === undefined ? undefined : await book.sourceId(source, context),
    // 客户池
    ...(publicPool && { stype: '1' as const }),
    _rpt_sort: sort,
  }
}
