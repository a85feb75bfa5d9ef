import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueAt } from '../../../src/scoring/promises/due-date.ts'
import { workCalendar } from '../../../src/scoring/promises/work-calendar.ts'

const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
/** `2026-06-05` where only a day was named, else with its hour. */
function due(text: string, said: string): string | undefined {
  const at = dueAt(text, Date.parse(`${said}+08:00`))
  return at === undefined ? undefined : format.format(at).replace(/ 23:59$/, '')
}

// A Wednesday.
const wednesday = '2026-06-03T10:00:00'

describe('what is said on Wednesday, 3 June 2026, at ten', () => {
  it.each([
    ['今天下班前发您', '2026-06-03 18:00'],
    ['明天给您报价', '2026-06-04'],
    ['明天下午三点到厂', '2026-06-04 15:00'],
    ['明早九点过去', '2026-06-04 09:00'],
    ['后天', '2026-06-05'],
    ['明后天', '2026-06-05'],
    ['大后天上午', '2026-06-06 12:00'],
    ['周五给您报价', '2026-06-05'],
    ['星期五下午', '2026-06-05 18:00'],
    ['礼拜天', '2026-06-07'],
    ['周末寄出', '2026-06-07'],
    ['周三', '2026-06-03'],
    ['周二', '2026-06-09'],
    ['下周一', '2026-06-08'],
    ['下周三上午十点半', '2026-06-10 10:30'],
    ['下下周五', '2026-06-19'],
    ['这周内', '2026-06-05'],
    ['3号', '2026-06-03'],
    ['2号', '2026-07-02'],
    ['15号前', '2026-06-15'],
    ['二十五号', '2026-06-25'],
    ['31号', '2026-06-30'],
    ['下个月5号', '2026-07-05'],
    ['8月15日', '2026-08-15'],
    ['十月二十号', '2026-10-20'],
    ['3月5号', '2027-03-05'],
    ['7/8前', '2026-07-08'],
    ['2026年7月1日', '2026-07-01'],
    ['2026-07-08', '2026-07-08'],
    ['月底前', '2026-06-30'],
    ['下月底', '2026-07-31'],
    ['下个月初', '2026-07-05'],
    ['月中', '2026-06-15'],
    ['下旬', '2026-06-30'],
    ['7月中旬', '2026-07-20'],
    ['9月底', '2026-09-30'],
    ['年底', '2026-12-31'],
    ['三天内给您', '2026-06-06'],
    ['5天后', '2026-06-08'],
    ['这两天给您', '2026-06-05'],
    ['两三天给您', '2026-06-06'],
    ['过两天', '2026-06-05'],
    ['两周内', '2026-06-17'],
    ['一个月内', '2026-07-03'],
    ['3个工作日内', '2026-06-08'],
    ['半小时后给您回电', '2026-06-03 10:30'],
    ['十分钟内', '2026-06-03 10:10'],
    ['三点给您回电', '2026-06-03 15:00'],
    ['8点给您', '2026-06-03 20:00'],
    ['15:30', '2026-06-03 15:30'],
    ['马上发您', '2026-06-03'],
  ])('%s is due %s', (text, expected) => {
    expect(due(text, wednesday)).toBe(expected)
  })

  it.each([
    '3号线',
    '5号楼',
    '45号钢',
    '早一点给您',
    '便宜两点',
    '让3个点',
    '昨天给您发了',
    '上周五发的',
    '每周五开会',
    '5月20号说过的',
    '2026年2月30日',
    '价格35.5元',
    '好的',
  ])('%s names no day to come', (text) => {
    expect(due(text, wednesday)).toBeUndefined()
  })
})

describe('public holidays and exchanged days', () => {
  it.each([
    // Dragon Boat 19–21 June, Mid-Autumn 25–27 September, National Day 1–7 October 2026.
    ['节前给您', '2026-06-03T10:00:00', '2026-06-18'],
    ['节后联系', '2026-06-03T10:00:00', '2026-06-22'],
    ['中秋前', '2026-09-20T10:00:00', '2026-09-24'],
    ['中秋', '2026-06-03T10:00:00', '2026-09-25'],
    ['国庆前', '2026-09-26T10:00:00', '2026-09-30'],
    ['国庆后', '2026-09-26T10:00:00', '2026-10-08'],
    ['十一回来', '2026-09-29T10:00:00', '2026-10-08'],
    // The last working day of a week into which a holiday falls.
    ['下周给您', '2026-09-23T10:00:00', '2026-09-30'],
    ['3个工作日', '2026-09-24T10:00:00', '2026-09-30'],
    // Saturday 10 October 2026 is worked in exchange.
    ['2个工作日', '2026-10-08T10:00:00', '2026-10-10'],
    // Spring Festival 15–23 February 2026, worked in exchange on 14 and 28 February.
    ['年前', '2026-02-01T10:00:00', '2026-02-14'],
    ['春节后', '2026-02-01T10:00:00', '2026-02-24'],
    ['初八', '2026-02-01T10:00:00', '2026-02-24'],
    ['除夕', '2026-02-01T10:00:00', '2026-02-16'],
    ['正月十五', '2026-02-01T10:00:00', '2026-03-03'],
    // No notice for 2027 yet: by the rule, with plain weekends.
    ['年后', '2027-01-20T10:00:00', '2027-02-15'],
  ])('%s, said on %s, is due %s', (text, said, expected) => {
    expect(due(text, said)).toBe(expected)
  })

  it('knows a working Saturday from a free one', () => {
    const noon = (day: string) => Date.parse(`${day}T12:00:00+08:00`)
    expect(workCalendar.isWorkday(noon('2026-10-10'))).toBe(true)
    expect(workCalendar.isWorkday(noon('2026-10-17'))).toBe(false)
    expect(workCalendar.isWorkday(noon('2026-10-01'))).toBe(false)
    expect(workCalendar.isWorkday(noon('2027-10-02'))).toBe(false)
  })
})

describe('edges of the calendar', () => {
  it.each([
    ['明天', '2026-12-31T23:59:00', '2027-01-01'],
    ['今天', '2026-06-03T00:00:00', '2026-06-03'],
    ['月底', '2028-02-10T10:00:00', '2028-02-29'],
    ['30号', '2026-02-10T10:00:00', '2026-02-28'],
    ['一个月后', '2026-01-31T10:00:00', '2026-02-28'],
    ['下个月', '2026-12-10T10:00:00', '2027-01-31'],
    ['下周一', '2026-06-07T22:00:00', '2026-06-08'],
    ['三点', '2026-06-03T16:00:00', '2026-06-04 15:00'],
    ['今天8点', '2026-06-03T22:00:00', '2026-06-03'],
    ['今天上午9点', '2026-06-03T14:00:00', undefined],
  ])('%s, said on %s, is due %s', (text, said, expected) => {
    expect(due(text, said)).toBe(expected)
  })

  it('counts days by Shanghai’s clock, whatever the machine’s', () => {
    // 17:30 UTC on the 2nd is already the 3rd.
    expect(format.format(dueAt('今天', Date.UTC(2026, 5, 2, 17, 30)) ?? 0)).toBe('2026-06-03 23:59')
  })
})

const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 11, 31) })
const words = fc.array(
  fc.constantFrom(
    ...'今明后天周五一下个月底前号日点半上午晚国庆节春后内工作两三十0123456789:/-年初中旬 给您报价的'.split(''),
  ),
  { maxLength: 24 },
)

describe('for any words at any time', () => {
  it('what is due is never before it was said, and within two years', () => {
    fc.assert(
      fc.property(words, moment, (letters, saidAt) => {
        const at = dueAt(letters.join(''), saidAt)
        if (at === undefined || /\d{4}/.test(letters.join(''))) return
        expect(at).toBeGreaterThanOrEqual(saidAt)
        expect(at - saidAt).toBeLessThan(2 * 366 * 86_400_000)
      }),
      { numRuns: 2_000 },
    )
  })

  it('a weekday is that weekday, within seven days, or in the week that was named', () => {
    const names = ['一', '二', '三', '四', '五', '六', '日']
    const weekdayOf = (at: number) => (new Date(at + 8 * 3_600_000).getUTCDay() + 6) % 7
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 2, 3, 4, 5, 6), moment, (index, saidAt) => {
        const next = dueAt(`周${names[index]}`, saidAt) ?? 0
        const following = dueAt(`下周${names[index]}`, saidAt) ?? 0
        expect(weekdayOf(next)).toBe(index)
        expect(next - saidAt).toBeLessThan(7 * 86_400_000)
        expect(weekdayOf(following)).toBe(index)
        expect(following - saidAt).toBeLessThan(14 * 86_400_000)
      }),
    )
  })

  it('working days are never days off, and one more is later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), moment, (count, saidAt) => {
        const at = dueAt(`${count}个工作日`, saidAt) ?? 0
        expect(workCalendar.isWorkday(at)).toBe(true)
        if (count < 30) expect(dueAt(`${count + 1}个工作日`, saidAt)).toBeGreaterThan(at)
      }),
      { numRuns: 300 },
    )
  })
})
