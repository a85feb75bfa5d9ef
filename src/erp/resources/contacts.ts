import type { CallContext } from '../../domain/crm.ts'
import type { ContactRow } from '../../domain/customer.ts'
import type { CustomerOrd } from '../../domain/ids.ts'
import { plainMobile } from '../../domain/mobile.ts'
import { withoutAbsent } from '../../shared/collections.ts'
import type { Call } from '../client.ts'
import { contactRow } from '../crm/customer-fields.ts'
import { idOf, textOf } from '../wire/json.ts'
import { fieldOf } from '../wire/result.ts'
import { allPages, listOf, pageOf } from './pages.ts'

export interface NewContact {
  name: string
  mobile?: string
  phone?: string
  email?: string
  job?: string
  wechatId?: string
}

export interface ContactFilter {
  customerOrd?: CustomerOrd
  /** Substring. */
  name?: string
  /** Substring. */
  mobile?: string
  /** Substring over name and more. */
  text?: string
}

const pageSize = 100

/** 联系人. */
export function createContacts(call: Call) {
  /** Every contact that fits, page by page. */
  const list = (filter: ContactFilter = {}, context?: CallContext): AsyncGenerator<ContactRow, void> =>
    allPages(async (index) => {
      const { customerOrd, name, mobile, text } = filter
      const params = {
        company: customerOrd,
        person_name: name,
        mobile,
        searchKey: text,
        pagesize: pageSize,
        pageindex: index,
      }
      return pageOf(listOf('sales.contact.list', await call('sales.contact.list', params, context)), contactRow)
    })

  async function detail(contactId: number, context?: CallContext): Promise<Partial<ContactRow>> {
    const result = await call('sales.contact.detail', { ord: contactId }, context)
    if (result.kind !== 'document') return {}
    const value = (id: string) => textOf(fieldOf(result, id)?.value) || undefined
    return {
      name: value('person_name') ?? value('name'),
      customerOrd: idOf(fieldOf(result, 'company')?.value) as CustomerOrd | undefined,
      mobile: value('mobile'),
      phone: value('phone'),
      email: value('email'),
      job: value('job'),
      wechatId: value('weixinAcc'),
    }
  }

  /** Customers whose contacts carry exactly this mobile: the customer list has no such filter (RULES.md). */
  async function findByMobile(mobile: string, context?: CallContext): Promise<ContactRow[]> {
    const found: ContactRow[] = []
    const wanted = plainMobile(mobile)
    for await (const row of list({ mobile: wanted }, context)) {
      if (row.mobile !== undefined && plainMobile(row.mobile) !== wanted) continue
      const complete = row.mobile !== undefined && row.customerOrd !== undefined
      const contact = complete ? row : { ...row, ...withoutAbsent(await detail(row.contactId, context)) }
      if (plainMobile(contact.mobile) === wanted) found.push(contact)
    }
    return found
  }

  /** Contacts who carry exactly this WeChat id, as far as the server's quick search looks at it (RULES.md). */
  async function findByWechatId(wechatId: string, context?: CallContext): Promise<ContactRow[]> {
    const found: ContactRow[] = []
    const wanted = wechatId.toLowerCase()
    for await (const row of list({ text: wechatId }, context)) {
      const complete = row.wechatId !== undefined && row.customerOrd !== undefined
      const contact = complete ? row : { ...row, ...withoutAbsent(await detail(row.contactId, context)) }
      if (contact.wechatId?.toLowerCase() === wanted) found.push(contact)
    }
    return found
  }

  async function ofCustomer(ord: CustomerOrd, context?: CallContext): Promise<ContactRow[]> {
    const rows: ContactRow[] = []
    for await (const row of list({ customerOrd: ord }, context))
      rows.push({ ...row, customerOrd: row.customerOrd ?? ord })
    return rows
  }

  async function add(ord: CustomerOrd, contact: NewContact, context?: CallContext): Promise<void> {
    const { name, mobile, phone, email, job, wechatId } = contact
    const params = { company: ord, person_name: name, mobile, phone, email, job, weixinAcc: wechatId }
    await call('sales.contact.add', params, context)
  }

  /** The contacts a contract may name. */
  const listForContract = (customerOrd: CustomerOrd, context?: CallContext): AsyncGenerator<ContactRow, void> =>
    allPages(async (index) => {
      const params = { company: customerOrd, pagesize: pageSize, pageindex: index }
      const result = await call('sales.contact.listForContract', params, context)
      return pageOf(listOf('sales.contact.listForContract', result), contactRow)
    })

  return { list, listForContract, get: detail, findByMobile, findByWechatId, ofCustomer, add }
}

export type Contacts = ReturnType<typeof createContacts>
