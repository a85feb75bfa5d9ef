import {
  type ErpJob,
  type FieldName,
  fieldNames,
  isMobile,
  type Lead,
  type LeadFields,
  type LeadId,
  leadLane,
  type Requester,
  readOnlyWords,
  type Thread,
  type Ticket,
} from '../../domain/index.ts'
import { InvariantError } from '../../shared/errors.ts'
import type { SyncContext } from '../context.ts'
import { freeKhid } from '../pipeline/act.ts'
import { follow } from '../pipeline/find-person.ts'
import { mergeFields } from '../pipeline/merge-fields.ts'
import { shortHash } from '../pipeline/short-hash.ts'
import type { Submitting } from './submit.ts'

const missingWords: Record<string, string> = {
  has_mobile: '缺有效的手机号（11 位），请补上',
  has_name: '缺姓名，请补上',
  has_company: '缺公司名，请补上，或按个人客户建档',
}

/** Given beside fields: what a person decided, or what is taken for granted; none of it is written to the ERP. */
const decisions = ['type', 'sameAs', 'separate', 'asNickname', 'asPersonal', 'category']

/** A person takes a lead into the ERP; fields he gives win. */
export function createAccepting(context: SyncContext, { submit, enqueue, ticketOf }: Submitting) {
  const { store, clock, settings } = context

  async function accept(
    leadId: LeadId,
    given: Record<string, string>,
    by: Requester,
  ): Promise<Ticket | { problem: string }> {
    const found = await follow(store, leadId)
    if (!found) return { problem: '这条线索已不在' }
    if (!settings.syncEnabled) return { problem: readOnlyWords }
    if (given.mobile !== undefined && !isMobile(given.mobile))
      return { problem: `手机号『${given.mobile}』不对，应为 11 位` }
    if (found.customerOrd !== undefined && found.status === 'synced') return edit(found, given, by)
    const lead = withGiven(found, given)
    if (lead.optedOut) return { problem: '客户要求不再联系，不能建档。他又愿意联系时，先发 /erp 恢复 加他的名字' }
    const other = given.sameAs ? await follow(store, given.sameAs as LeadId) : undefined
    const missing = missingFor(lead, given)
    if (missing !== undefined && !other) return { problem: missingWords[missing] ?? '资料不全，不能建档' }
    return queue(lead, given, other, by)
  }

  /** A person may let the nickname do for the name, and an individual for an unknown company: until either is known. */
  function missingFor(lead: Lead, given: Record<string, string>): string | undefined {
    const clearance = context.judge.clear(lead, 'command')
    if (clearance.ok) return undefined
    const named = given.asNickname !== undefined && lead.nickname.trim() !== ''
    const passed = { has_name: named, has_company: given.asPersonal !== undefined }
    const missing = clearance.missing.filter((check) => passed[check as keyof typeof passed] !== true)
    return clearance.never ? '' : missing[0]
  }

  function withGiven(lead: Lead, given: Record<string, string>): Lead {
    const fields: LeadFields = {}
    for (const [name, value] of Object.entries(given)) {
      if (!(fieldNames as readonly string[]).includes(name) || value.trim() === '') continue
      fields[name as FieldName] = { value: value.trim(), source: 'staff', confidence: 1, at: clock.now() }
    }
    if (fields.company && !fields.type) fields.type = { ...fields.company, value: 'company' }
    return { ...lead, fields: mergeFields(lead.fields, fields) }
  }

  async function queue(
    lead: Lead,
    given: Record<string, string>,
    other: Lead | undefined,
    by: Requester,
  ): Promise<Ticket> {
    const open = await openEntry(lead.id)
    const attempt = await countEntries(lead.id)
    const thread = (await store.thread(lead.threadId)) ?? manualThread(lead)
    const khid = lead.khid ?? (await freeKhid(context, lead, thread))
    const job: ErpJob = {
      type: 'sync_customer',
      leadId: lead.id,
      trigger: 'command',
      separate: given.separate !== undefined || undefined,
      linkTo: other?.customerOrd,
      entered: enteredIn(given),
    }
    const id = await store.transact(async (tx) => {
      const current = await tx.lead(lead.id)
      if (!current) throw new InvariantError(`线索 ${lead.id} 不在库中`)
      const next: Lead = {
        ...withGiven(current, given),
        khid,
        status: 'queued',
        byCommandOnly: undefined,
        updatedAt: clock.now(),
        version: current.version + 1,
      }
      await tx.saveLead(next)
      await tx.claim(lead.id, [`khid:${khid}`])
      // At work right now: it takes what was given with its next look.
      if (open?.state === 'running') return undefined
      // One that waits behind a backlog becomes as urgent as the command behind it.
      return enqueue(tx, job, leadLane(lead.id), by, {
        dedupeKey: attempt === 0 ? `customer:${lead.id}` : `customer:${lead.id}:${attempt}:${clock.now()}`,
      })
    })
    if (open?.state === 'dead') await store.decideEntry(open.id, 'discard', `${by.staff.name} 已另下指令`, clock.now())
    context.wake('erp')
    return ticketOf(id === undefined ? open : await store.entry(id))
  }

  const openEntry = (leadId: LeadId) => openCustomerEntry(store, leadId)
  const countEntries = async (leadId: LeadId) => (await customerEntries(store, leadId)).length

  /** The customer stands in the ERP: what a person gives is an edit with his consent. */
  async function edit(lead: Lead, given: Record<string, string>, by: Requester): Promise<Ticket | { problem: string }> {
    const changed = withGiven(lead, given)
    await store.transact(async (tx) => {
      const current = await tx.lead(lead.id)
      if (current) await tx.saveLead({ ...withGiven(current, given), version: current.version + 1 })
    })
    const { company, name, ...others } = given
    const rest = Object.fromEntries(Object.entries(others).filter(([key]) => !decisions.includes(key)))
    const isCompany = changed.fields.company !== undefined
    const changes = {
      ...rest,
      ...(company && { name: company }),
      ...(name && (isCompany ? { contactName: name } : { name })),
    }
    if (Object.keys(changes).length === 0) return { problem: '客户已在 ERP 中，没有要改的内容' }
    return submit({ type: 'update_customer', subject: { leadId: lead.id }, changes }, by)
  }

  return accept
}

const enteredIn = ({ category, remark }: Record<string, string>) =>
  category || remark ? { category, remark } : undefined

const customerEntries = async (store: SyncContext['store'], leadId: LeadId) =>
  (await store.entries({ leadId, kind: 'erp', limit: 200 })).filter((entry) => entry.job.type === 'sync_customer')

/** The entry that will create or link this lead's customer, or that failed to. */
export const openCustomerEntry = async (store: SyncContext['store'], leadId: LeadId) =>
  (await customerEntries(store, leadId)).find((entry) => ['ready', 'running', 'dead'].includes(entry.state))

/** A lead entered by hand has no conversation. */
const manualThread = (lead: Lead): Thread => ({
  id: lead.threadId,
  accountId: 'manual',
  conversationId: lead.id,
  room: false,
  contactId: `manual:${lead.id}:${shortHash(lead.id)}`,
  nickname: lead.nickname,
  reread: false,
  muted: false,
  version: 0,
})
