import { readFileSync } from 'node:fs'
import type { FieldName } from '../../src/domain/index.ts'

/** One row of the table that the demo ends with. */
export interface CustomerRow {
  khid: string
  name: string
  type: string
  mobile: string
  score: number
  value: string
  owner: string
  notes: number
}

/** Reads the table back from what was printed. */
export function customersIn(output: string): CustomerRow[] {
  const lines = output.split('\n')
  const start = lines.findIndex((line) => line.startsWith('客户编号'))
  const rows: CustomerRow[] = []
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith('WX')) break
    const [khid = '', name = '', type = '', mobile = '', score = '', value = '', owner = '', notes = ''] =
      line.split(/\s{2,}/)
    rows.push({ khid, name, type, mobile, score: Number(score), value, owner, notes: Number(notes) })
  }
  return rows
}

interface Gold {
  fields: Partial<Record<FieldName, string>>
  intent: number
  spam?: boolean
  admission?: { optOut: boolean; spam: boolean }
}

export interface GoldThread {
  id: string
  messages: Array<{ text: string; from: string }>
  gold: Gold
}

export const readGold = (path: string): GoldThread[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as GoldThread)

/** By RULES.md: is this conversation, as people judged it, to stand in the ERP without anybody's help? */
export function belongsInErp({ gold }: GoldThread): boolean {
  const { name, mobile, company, type } = gold.fields
  if (gold.spam || gold.admission?.optOut || gold.admission?.spam) return false
  return gold.intent >= 60 && Boolean(mobile && name) && (type !== 'company' || Boolean(company))
}

export const maskedMobile = (mobile: string) => `${mobile.slice(0, 3)}****${mobile.slice(-4)}`
