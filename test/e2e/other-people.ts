import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GoldThread } from './demo-table.ts'

const givenNames = ['志远', '雨桐', '建国', '思源', '明辉', '晓琳', '永康', '佳怡', '海峰', '文静']
const surnames = ['郭', '谢', '宋', '曹', '潘', '袁', '董', '蒋', '蔡', '贾', '魏', '薛', '叶', '阎', '余', '杜']
const brands = ['恒诚', '瑞丰', '嘉禾', '宏远', '天工', '博雅', '正泰来', '金桥', '启明星', '云帆']
const kinds = ['机电设备有限公司', '商贸有限公司', '工程有限公司', '科技有限公司', '服饰有限公司']
const cities = ['厦门', '长沙', '南昌', '太原', '洛阳', '温州', '珠海']

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T

/** The conversations with other people in them: every name, firm, number and mail address of the gold is replaced. */
export function withOtherPeople(threads: readonly GoldThread[], folder: string) {
  const replaced = threads.map(replace)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'others.jsonl'), replaced.map((thread) => `${JSON.stringify(thread)}\n`).join(''))
  return { folder, threads: replaced }
}

function replace(thread: GoldThread, n: number): GoldThread {
  const { name, company, mobile, email } = thread.gold.fields
  const changes: Array<[from: string, to: string]> = []
  if (company) changes.push([company, `${pick(cities, n)}${pick(brands, n * 7)}${pick(kinds, n * 3)}`])
  if (email) changes.push([email, `buyer${n}@firm${n}.example.com`])
  if (name)
    changes.push([name, `${pick(surnames, n * 5)}${pick(givenNames, n * 3)}`.slice(0, Math.max(2, name.length))])
  if (mobile)
    changes.push([mobile, `1${pick(['36', '59', '77', '88'], n)}${String(20_000_000 + n * 37_129).slice(-8)}`])
  const said = thread.messages.map((message) => message.text).join('\n')
  let text = JSON.stringify(thread)
  // What is spelled in another way than the gold has it (numerals, spaces) stays.
  for (const [from, to] of changes) if (said.includes(from)) text = text.replaceAll(from, to)
  return JSON.parse(text) as GoldThread
}
