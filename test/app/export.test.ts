import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csvCell } from '../../src/app/export/csv.ts'
import { exportTable } from '../../src/app/export/export.ts'
import { sheetOf, writeXlsx } from '../../src/app/export/xlsx.ts'
import { textOfWorkbook, unzip } from '../support/unzip.ts'
import { openHouse } from './house.ts'

let house: Awaited<ReturnType<typeof openHouse>>
beforeAll(async () => {
  house = await openHouse({}, { NOTE_SILENCE_MS: '0' })
  const sync = house.app.requireSync()
  const texts = ['采购50台空压机今天签合同', '台州博运塑业有限公司 郑海涛 13905762841', '邮箱 zhenght@example.com']
  const messages = texts.map((text, i) => ({
    id: `p1#${i}`,
    role: 'customer' as const,
    kind: 'text' as const,
    text,
    sentAt: 1_794_000_000_000 + i * 1_000,
  }))
  await sync.importThread({ id: 'p1', messages })
  await sync.drain()
})
afterAll(() => house.close())

const file = (name: string) => join(house.dir, name)

describe('an export', () => {
  it('is a CSV that spreadsheet programs open, masked, for its owner alone, also over a file others could read', async () => {
    writeFileSync(file('leads.csv'), 'old', { mode: 0o644 })
    expect(await exportTable(house.app, { file: file('leads.csv'), format: 'csv' })).toMatchObject({ leads: 1 })
    const csv = readFileSync(file('leads.csv'), 'utf8')
    expect(csv).toMatch(/^\ufeff客户编号,ERP ID,状态,分数/)
    expect(csv).toMatch(/已建档,\d+,.*郑海涛,台州博运塑业有限公司,139\*\*\*\*2841,.*z\*\*\*@example\.com/)
    expect(csv).not.toContain('13905762841')
    expect(statSync(file('leads.csv')).mode & 0o777).toBe(0o600)
  })

  it('has the follow-ups that stand in the ERP', async () => {
    await exportTable(house.app, { file: file('notes.csv'), format: 'csv', what: 'notes' })
    const lines = readFileSync(file('notes.csv'), 'utf8').trim().split('\r\n')
    expect(lines[0]).toMatch(/时间,客户编号,ERP ID,客户,方式,由,洽谈进展/)
    expect(house.erp.notes().length).toBeGreaterThan(0)
    expect(lines.join('\n')).toMatch(/台州博运塑业有限公司,微信/)
    expect(lines.join('\n')).not.toContain('13905762841')
  })

  it('is a workbook of two sheets with numbers as numbers and times as times', async () => {
    const report = await exportTable(house.app, { file: file('all.xlsx'), format: 'xlsx' })
    expect(report).toMatchObject({ leads: 1, notes: house.erp.notes().length, cut: [] })
    const parts = unzip(readFileSync(file('all.xlsx')))
    expect(parts.get('xl/workbook.xml')).toMatch(/线索[\s\S]*洽谈进展/)
    const score = house.app.data.store.leads({}).then(([lead]) => lead?.score)
    expect(parts.get('xl/worksheets/sheet1.xml')).toMatch(new RegExp(`<v>${await score}</v>`))
    const text = textOfWorkbook(readFileSync(file('all.xlsx')))
    expect(text).toContain('139****2841')
    expect(text).not.toContain('13905762841')
    expect(statSync(file('all.xlsx')).mode & 0o777).toBe(0o600)
  })

  it('shows whole numbers to whoever asks for them by name', async () => {
    await exportTable(house.app, { file: file('clear.csv'), format: 'csv', clear: true })
    expect(readFileSync(file('clear.csv'), 'utf8')).toContain('13905762841')
  })
})

describe('what strangers write', () => {
  it.each(['=cmd|calc', '+1+1', '-2', '@SUM(A1)', '\t=1', ' =1', '＝1+1', '\r=1'])(
    'is text and no formula in CSV: %j',
    (evil) => {
      expect(csvCell(evil).replace(/^"/, '')).toMatch(/^'/)
    },
  )

  it('comes out of CSV as it went in, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const cell = csvCell(text)
        const plain = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
        expect([text, `'${text}`]).toContain(plain)
        if (!cell.startsWith('"')) expect(cell).not.toMatch(/[",\r\n]/)
      }),
    )
  })

  it('is no formula in a workbook, and cannot make it unreadable', async () => {
    async function* rows() {
      yield '=HYPERLINK("http://example.com")'
      yield `bad ${String.fromCharCode(1)}${String.fromCharCode(11)}<tag> & "quote" \ud800`
    }
    await writeXlsx(file('evil.xlsx'), [
      await sheetOf('表', [{ title: '名', width: 9, cell: (row: string) => row }], rows()),
    ])
    const parts = unzip(readFileSync(file('evil.xlsx')))
    const all = [...parts.values()].join('\n')
    expect(all).not.toMatch(/<f>/)
    expect(all).toContain('=HYPERLINK(')
    expect(all).toContain('&lt;tag&gt; &amp;')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
    expect(all).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
  })

  it('is cut where a sheet ends, and that is said', async () => {
    async function* rows() {
      for (let i = 0; i < 50_001; i++) yield i
    }
    const sheet = await sheetOf('表', [{ title: 'n', width: 5, cell: (n: number) => n }], rows())
    expect(sheet).toMatchObject({ cut: true })
    expect(sheet.data).toHaveLength(50_001)
  })
})
