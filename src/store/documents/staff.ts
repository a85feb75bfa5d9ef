import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { BindingCode, ErpUserId, StaffDirectory, StaffMember } from '../../domain/index.ts'
import { withoutAbsent } from '../../shared/collections.ts'
import type { Document } from './document.ts'

const member = z.object({
  name: z.string(),
  role: z.enum(['sales', 'manager', 'operator']),
  erpUserId: z.number().int().positive().optional(),
  contactIds: z.array(z.string()),
  wechatId: z.string().optional(),
  department: z.string().optional(),
  active: z.boolean(),
  /** Added in chat: no configuration names him, and none takes him out. */
  enlisted: z.boolean().optional(),
})
export const staffSchema = z.object({
  people: z.array(member),
  /** Contacts that were unbound: only a new code binds them again, not the configuration. */
  revoked: z.array(z.string()).optional(),
  codes: z.array(z.object({ code: z.string(), staffName: z.string(), expiresAt: z.number() })),
  /** Wrong codes per contact within an hour: guessing is stopped. */
  misses: z.record(z.string(), z.object({ count: z.number(), until: z.number() })),
})
export type StaffData = z.output<typeof staffSchema>

export const noStaff: StaffData = { people: [], codes: [], misses: {} }

/** A binding code lives this long. */
const codeLifeMs = 24 * 3_600_000
/** After this many wrong codes within an hour a contact's codes are no longer looked at. */
const allowedMisses = 5
const missWindowMs = 3_600_000

/** The directory over its document, wherever that is kept. */
export function staffOver(document: Document<StaffData>): StaffDirectory {
  const people = () => document.data.people as StaffMember[]
  const find = (test: (person: StaffMember) => boolean) => people().find((person) => person.active && test(person))
  return {
    all: people,
    byContact: (contactId) => find((person) => person.contactIds.includes(contactId)),
    byName: (name) => find((person) => person.name === name),
    configure: (configured) => document.update((draft) => mergePeople(draft, configured)),
    enlist: (person) => document.update((draft) => lay(draft, { ...person, enlisted: true })),
    createCode: (staffName, now) => createCode(document, staffName, now),
    bind: (code, person, now) => document.update((draft) => bind(draft, code, person, now)),
    revoke: (staffName) =>
      document.update((draft) => {
        const person = draft.people.find((p) => p.name === staffName)
        if (!person) return false
        draft.revoked = [...new Set([...(draft.revoked ?? []), ...person.contactIds])]
        person.contactIds = []
        return true
      }),
  }
}

/** The configuration decides who there is and what they may; bindings made in chat stay. Without any configuration all stays. */
function mergePeople(draft: StaffData, configured: readonly StaffMember[]): void {
  if (configured.length > 0)
    for (const person of draft.people) person.active = person.enlisted === true && person.active
  for (const person of configured) {
    lay(draft, person)
    const laid = draft.people.find((one) => one.name === person.name)
    if (laid) delete laid.enlisted
  }
}

function lay(draft: StaffData, person: StaffMember & { enlisted?: boolean }): void {
  const known = draft.people.find((p) => p.name === person.name)
  const given = person.contactIds.filter((id) => !draft.revoked?.includes(id))
  const contactIds = [...new Set([...(known?.contactIds ?? []), ...given])]
  const merged = { ...known, ...withoutAbsent(person), contactIds }
  if (known) Object.assign(known, merged)
  else draft.people.push(merged)
}

function createCode(document: Document<StaffData>, staffName: string, now: number): Promise<BindingCode> {
  return document.update((draft) => {
    const code = { code: String(randomInt(100_000, 1_000_000)), staffName, expiresAt: now + codeLifeMs }
    draft.codes = [...draft.codes.filter((c) => c.expiresAt > now && c.staffName !== staffName), code]
    return code
  })
}

function bind(
  draft: StaffData,
  code: string,
  who: { contactId: string; wechatId?: string },
  now: number,
): StaffMember | undefined {
  const missed = draft.misses[who.contactId]
  if (missed && missed.until > now && missed.count >= allowedMisses) return undefined
  const found = draft.codes.find((c) => c.code === code && c.expiresAt > now)
  const person = found && draft.people.find((p) => p.name === found.staffName && p.active)
  if (!found || !person) {
    const count = missed && missed.until > now ? missed.count + 1 : 1
    draft.misses[who.contactId] = { count, until: now + missWindowMs }
    return undefined
  }
  delete draft.misses[who.contactId]
  draft.codes = draft.codes.filter((c) => c !== found)
  draft.revoked = draft.revoked?.filter((id) => id !== who.contactId)
  for (const other of draft.people) other.contactIds = other.contactIds.filter((id) => id !== who.contactId)
  person.contactIds.push(who.contactId)
  if (who.wechatId) person.wechatId = who.wechatId
  return { ...person, erpUserId: person.erpUserId as ErpUserId | undefined }
}
