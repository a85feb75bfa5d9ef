import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { importFile } from '../../src/app/import.ts'
import { importedThread } from '../../src/sync/index.ts'
import { openHouse } from './house.ts'

const start = 1_767_225_600_000
let house: Awaited<ReturnType<typeof openHouse>>
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

const said = (id: string, texts: string[], at = start) => ({
  id,
  messages: texts.map((text, i) => ({ from: 'customer', text, ts: at + i })),
})
type Line = ReturnType<typeof said>
const zheng = ['采购50台空压机今天签合同', '台州博运塑业有限公司 郑海涛 13905762841']
const zhou = ['要采购300套货架，这周五前送到，急', '我是宁波海川机械有限公司的周明远，13867815520']

function imported(...lines: Line[]) {
  const path = join(house.dir, 'past.jsonl')
  writeFileSync(path, lines.map((one) => JSON.stringify(one)).join('\n'))
  return importFile(house.app, path)
}
const wordsUnder = async (id: string) =>
  (await house.app.data.store.threadMessages(importedThread(id), undefined, 100)).map(({ text }) => text)
const names = () =>
  house.erp
    .customers()
    .map(({ fields }) => fields.name)
    .sort()
const both = ['台州博运塑业有限公司', '宁波海川机械有限公司']

it('imports two conversations of one id in a file, each once, and says so', async () => {
  const lines = [said('dup', zheng), said('dup', zhou, start + 60_000)]
  const report = await imported(...lines)
  expect(report).toMatchObject({ threads: 2, fresh: 4, created: 2, problems: [] })
  expect(report.notices).toEqual([expect.stringMatching(/past\.jsonl:2: id “dup” 重复，.*past\.jsonl:1 已有/)])
  expect(await imported(...lines)).toMatchObject({ threads: 2, fresh: 0, created: 0 })
  expect(await imported(...lines.toReversed())).toMatchObject({ fresh: 0, created: 0 })
  expect(names()).toEqual(both)
})

it('takes another file that numbers its conversations anew for what it is', async () => {
  expect(await imported(said('1', zheng))).toMatchObject({ fresh: 2, notices: [] })
  expect(await imported(said('1', zhou))).toMatchObject({ fresh: 2, created: 1, notices: [] })
  expect(names()).toEqual(both)
  expect(await imported(said('1', [...zheng, '电话打不通？']), said('1', [...zhou, '尽快']))).toMatchObject({
    fresh: 2,
  })
  expect(await wordsUnder('1')).toEqual([...zheng, '电话打不通？'])
})

it('loses nothing where conversations begin alike at the same time', async () => {
  const greeted = [zheng, zhou, ['今天天气不错']].map((words) => said('1', ['在吗', ...words]))
  const reports = [await imported(...greeted.slice(0, 1)), await imported(...greeted.slice(1))]
  expect(reports.map(({ fresh }) => fresh)).toEqual([3, 5])
  expect(await imported(...greeted)).toMatchObject({ fresh: 0 })
})

it('knows what was imported before ids were told apart, also when its words are gone', async () => {
  const sync = house.app.requireSync()
  const messages = zheng.map((text, i) => ({
    id: `1#${i}`,
    role: 'customer' as const,
    kind: 'text' as const,
    text,
    sentAt: start + i,
  }))
  await sync.importThread({ id: '1', messages })
  expect(await imported(said('1', zheng))).toMatchObject({ fresh: 0 })
  expect(await house.app.data.store.dropTextBefore(Number.MAX_SAFE_INTEGER)).toBe(2)
  expect(await imported(said('1', [...zheng, '还有货吗']))).toMatchObject({ fresh: 1 })
})

it('finds again what no database keeps as it is', async () => {
  const odd = said('odd', ['坏字 \ud800 与 \0 空字符', ...zhou])
  expect(await imported(odd)).toMatchObject({ fresh: 3 })
  expect(await imported(odd)).toMatchObject({ fresh: 0 })
})
