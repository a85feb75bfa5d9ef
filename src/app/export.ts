import { writeFileSync } from 'node:fs'
import type { App } from './app.ts'
import { type LeadView, maskLead } from './lead-view.ts'

const pageSize = 500
const header = [
  '客户编号',
  '状态',
  '分数',
  '姓名',
  '公司',
  '手机',
  '固话',
  '邮箱',
  '微信',
  '地址',
  '职务',
  '负责人',
  '最近消息',
]

/** All leads as CSV that spreadsheet programs open; personal data masked. Resolves to how many there are. */
export async function exportLeads(app: App, file: string): Promise<number> {
  const lines = [header]
  for (let offset = 0; ; offset += pageSize) {
    const page = await app.data.store.leads({ limit: pageSize, offset, order: 'recent' })
    lines.push(...page.map((lead) => cellsOf(maskLead(lead))))
    if (page.length < pageSize) break
  }
  // The mark in front tells spreadsheet programs that this is UTF-8.
  writeFileSync(file, `\ufeff${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`, { mode: 0o600 })
  return lines.length - 1
}

function cellsOf({ khid = '', status, score, fields, owner = '', lastMessageAt }: LeadView): string[] {
  const { name = '', company = '', mobile = '', phone = '', email = '', wechatId = '', address = '', job = '' } = fields
  const at = new Date(lastMessageAt + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  return [khid, status, String(score), name, company, mobile, phone, email, wechatId, address, job, owner, at]
}

/** A cell that begins like a formula is told to be text: names come from strangers. */
function quoted(cell: string): string {
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
