import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { valueLevelOf } from '../../src/domain/index.ts'
import { type Finished, runCli, scratch, startCli } from '../support/cli.ts'
import { belongsInErp, customersIn, type GoldThread, maskedMobile, readGold } from './demo-table.ts'
import { withOtherPeople } from './other-people.ts'

const data = scratch('demo')
afterAll(data.remove)

// The cap is the only thing that limits the replay: a high one keeps the tests short.
const demo = (dir: string, more: Record<string, string> = {}) => ({
  env: { DATA_DIR: join(data.path, dir), ERP_RATE_PER_SECOND: '200', ...more },
})
const samples = readGold('data/demo/samples.jsonl')
const own = readGold('data/demo/own.jsonl')

function expectRightTable({ code, stdout }: Finished, threads: readonly GoldThread[]): void {
  expect(code).toBe(0)
  const rows = customersIn(stdout)
  for (const row of rows) {
    expect(row.khid).toMatch(/^WX[0-9A-Z]+$/)
    expect(row.value).toBe(valueLevelOf(row.score))
    expect(row.owner).toMatch(row.score >= 80 ? /^李娜$/ : row.score >= 60 ? /^(?:王强|赵敏)$/ : /^公海$/)
    expect(row.notes).toBeGreaterThan(0)
  }
  expect(new Set(rows.map((row) => row.khid)).size).toBe(rows.length)
  const wanted = threads.filter(belongsInErp)
  for (const { id, gold } of wanted) {
    const { name = '', company, mobile = '' } = gold.fields
    const row = rows.find((one) => one.name === (company ?? name))
    expect(row, `${id} ${company ?? name}`).toMatchObject({
      type: company ? '单位' : '个人',
      mobile: maskedMobile(mobile),
    })
  }
  const strangers = rows.filter(
    ({ name }) => !threads.some((t) => (t.gold.fields.company ?? t.gold.fields.name) === name),
  )
  expect(strangers).toEqual([])
}

describe('npm start without settings', () => {
  let first: Finished
  beforeAll(async () => {
    first = await runCli(['start'], demo('first'))
  }, 60_000)

  it('ends by itself with the customers that the conversations and the rules imply', () => {
    expectRightTable(first, [...samples, ...own])
  })

  it('has at least twelve customers of both types, questions, and no number in the clear', () => {
    const rows = customersIn(first.stdout)
    expect(rows.length).toBeGreaterThanOrEqual(12)
    expect(new Set(rows.map((row) => row.type))).toEqual(new Set(['单位', '个人']))
    expect(first.stdout).toMatch(/❓ 待确认/)
    const mobiles = [...samples, ...own].flatMap(({ gold }) => gold.fields.mobile ?? [])
    for (const mobile of mobiles) expect(first.stdout + first.stderr).not.toContain(mobile)
  })

  it('answers a salesperson, and says what it took', () => {
    expect(first.stdout).toMatch(/李娜 → 机器人：\/erp 查客户/)
    const calls = /最快 (\d+) 次\/秒（上限 (\d+)）/.exec(first.stdout)
    expect(Number(calls?.[1])).toBeLessThanOrEqual(Number(calls?.[2]))
  })

  it('looks as the README shows it, line by line and in that order, but for what is left out there', () => {
    const shown = /```\n(💬[\s\S]*?)```/.exec(readFileSync('README.md', 'utf8'))?.[1]?.trim().split('\n') ?? []
    const lines = shown.filter((line) => line !== '…')
    expect(lines.length).toBeGreaterThan(8)
    // Blanks only set the columns apart.
    const plain = (text: string) => text.replace(/ {2,}/g, '  ').trim()
    const printed = first.stdout.split('\n').map(plain)
    let from = 0
    for (const line of lines) {
      const literal = plain(line)
        .split('…')
        .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      const at = printed.findIndex((text, i) => i >= from && new RegExp(`^${literal.join('.*')}$`, 'u').test(text))
      expect(at, line).toBeGreaterThanOrEqual(from)
      from = at + 1
    }
  })

  it('finds everything there at the second run and writes nothing twice', async () => {
    const second = await runCli(['start'], demo('first'))
    expect(customersIn(second.stdout)).toEqual(customersIn(first.stdout))
    expect(second.stdout).not.toMatch(/✅ ERP 新建客户/)
  }, 60_000)

  it('neither loses nor doubles a customer when it is killed on the way', async () => {
    for (const moment of [/✅ ERP 新建客户/, /(?:👤 指派[\s\S]*?){3}/, /📝 洽谈进展/]) {
      const run = startCli(['demo'], demo('killed'))
      await run.until(moment)
      await run.kill()
    }
    const last = await runCli(['demo'], demo('killed'))
    const plain = ({ khid, name, type, mobile, score, notes }: ReturnType<typeof customersIn>[number]) =>
      JSON.stringify({ khid, name, type, mobile, score, notes })
    expect(customersIn(last.stdout).map(plain).sort()).toEqual(customersIn(first.stdout).map(plain).sort())
  }, 90_000)
})

it('hangs on nothing of the samples: other people, firms and numbers give the same picture', async () => {
  const others = withOtherPeople([...samples, ...own], join(data.path, 'others'))
  const run = await runCli(['demo', '--conversations', others.folder], demo('replaced'))
  expectRightTable(run, others.threads)
}, 60_000)
