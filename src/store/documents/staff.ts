import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { BindingCode, ErpUserId, StaffDirectory, StaffMember } from '../../domain/index.ts'
import { type Document, openDocument } from './document.ts'

const member = z.object({
  name: z.string(),
  role: z.enum(['sales', 'manager', 'operator']),
  erpUserId: z.number().int().positive().optional(),
  contactIds: z.array(z.string()),
  wechatId: z.string().optional(),
  department: z.string().optional(),
  active: z.boolean(),
})
export const staffSchema = z.object({
  people: z.array(member),
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

export async function openStaff(path: string): Promise<StaffDirectory> {
  return staffOver(await openDocument<StaffData>(path, staffSchema, noStaff))
}

/** The directory over its document, wherever that is kept. */
export function staffOver(document: Document<StaffData>): StaffDirectory {
  const people = () => document.data.people as StaffMember[]
  const find = (test: (person: StaffMember) => boolean) => people().find((person) => person.active && test(person))
  return {
    all: people,
    byContact: (contactId) => find((person) => person.contactIds.includes(contactId)),
    byName: (name) => find((person) => person.name === name),
    configure: (configured) => document.update((draft) => mergePeople(draft, configured)),
    createCode: (staffName, now) => createCode(document, staffName, now),
    bind: (code, person, now) => document.update((draft) => bind(draft, code, person, now)),
    revoke: (staffName) =>
      document.update((draft) => {
        const person = draft.people.find((p) => p.name === staffName)
        if (!person) return false
        person.contactIds = []
        return true
      }),
  }
}

/** The configuration decides who there is and what they may; bindings made in chat stay. */
function mergePeople(draft: StaffData, configured: readonly StaffMember[]): void {
  for (const person of configured) {
    const known = draft.people.find((p) => p.name === person.name)
    const contactIds = [...new Set([...(known?.contactIds ?? []), ...person.contactIds])]
    const merged = { ...known, ...withoutAbsent(person), contactIds }
    if (known) Object.assign(known, merged)
    else draft.people.push(merged)
  }
}

const withoutAbsent = (person: StaffMember) =>
  Object.fromEntries(Object.entries(person).filter(([, value]) => value !== undefined)) as unknown as StaffMember

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
  for (const other of draft.people) other.contactIds = other.contactIds.filter((id) => id !== who.contactId)
  person.contactIds.push(who.contactId)
  if (who.wechatId) person.wechatId = who.wechatId
  return { ...person, erpUserId: person.erpUserId as ErpUserId | undefined }
}
