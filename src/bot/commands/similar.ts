import { byWorth, callPriority } from '../../domain/index.ts'
import { editDistance } from './distance.ts'
import { plainName } from './normalize.ts'
import { sounds, spelledOut } from './spelled-out.ts'
import { customerSubject, joinSubjects, leadSubject, type Subject } from './subject.ts'
import type { CommandContext } from './types.ts'

const initials = (text: string) =>
  sounds(text)
    .map((s) => s[0] ?? '')
    .join('')
    .toLowerCase()

/** `hq` or `huaqiang` for 华强; Chinese text fits where it sounds the same. */
export function soundsLike(text: string, name: string): boolean {
  const said = /^[a-z]+$/i.test(text) ? text.toLowerCase() : spelledOut(text)
  if (said.length < 2) return false
  return spelledOut(name).includes(said) || (/^[a-z]+$/i.test(text) && initials(name).includes(said))
}

/** For what was not found: names that sound or look alike. */
export async function similarSubjects(text: string, context: CommandContext): Promise<Subject[]> {
  const leads = (await context.store.leads({ limit: 500, order: 'recent' }))
    .filter((lead) => !lead.mergedInto)
    .sort(byWorth)
    .map(leadSubject)
  const parts = [...new Set([...text].filter((c) => /\p{Script=Han}/u.test(c)))].slice(0, 6)
  const known = (
    await Promise.all(parts.map((part) => context.store.findKnownCustomers({ text: part, limit: 50 })))
  ).flat()
  const listed = /^[a-z]+$/i.test(text) ? await newestOfErp(context) : []
  const all = joinSubjects([...known.map(customerSubject), ...leads, ...listed])
  return all.filter((subject) => alike(text, subject)).slice(0, 5)
}

async function newestOfErp({ crm, me }: CommandContext): Promise<Subject[]> {
  try {
    const call = { actor: me.name, priority: callPriority.command }
    return (await crm.listCustomers({ sort: '-date1' }, { index: 1, size: 100 }, call)).rows.map(customerSubject)
  } catch {
    return []
  }
}

function alike(text: string, subject: Subject): boolean {
  return [subject.name, subject.contactName].some((name) => {
    if (!name) return false
    if (soundsLike(text, name)) return true
    if (!/\p{Script=Han}/u.test(text)) return false
    const wanted = [...plainName(text)]
    const letters = [...plainName(name)]
    const windows = letters.map((_, i) => letters.slice(i, i + wanted.length).join(''))
    return (
      wanted.length >= 2 &&
      windows.some((window) => editDistance(window, wanted.join('')) <= 1 && sharesTwo(window, wanted))
    )
  })
}

// One of two characters in common is no likeness.
const sharesTwo = (window: string, wanted: string[]) => wanted.filter((c) => window.includes(c)).length >= 2
