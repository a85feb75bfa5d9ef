import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateIn } from '../../../src/scoring/promises/date-in.ts'

const dayMs = 86_400_000
const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
const read = (text: string, said: string) => {
  const found = dateIn(text, Date.parse(`${said}+08:00`))
  return found && [format.format(found.dueAt).replace(/ 23:59$/, ''), found.words, found.rest]
}

/** Ways of saying a day, to be followed by an hour or not. */
const days = [
  ...['今天', '明天', '后天', '大后天', '明日', '周五', '周日', '星期三', '礼拜天', '下周一', '下周三', '下个礼拜二'],
  ...['下下周三', '下下个星期五', '本周六', '15号', '3号', '31号', '二十五号', '十五日', '下个月5号', '下月十号'],
  ...[
    '本月28号',
    '12月31日',
    '12月31号',
    '１２月３１日',
    '3月5号',
    '十二月八号',
    '12/31',
    '2027-12-31',
    '2027年1月5日',
  ],
  ...[
    '明年3月5号',
    '12月31日（周四）',
    '三天后',
    '3天后',
    '10天内',
    '再过两天',
    '过三天',
    '两周后',
    '过一周',
    '一个月后',
  ],
  ...['半个月后', '过半个月', '3个工作日内', '国庆后', '国庆节后', '元旦前', '春节前', '节后', '年后', '初八', '除夕'],
]
/** Ways that take no hour. */
const spans = [
  ...[
    '月底',
    '本月底',
    '月底前',
    '下个月底',
    '月初',
    '下月初',
    '月中',
    '下旬',
    '12月底',
    '年底',
    '下周',
    '本周内',
    '周末',
  ],
  ...[
    '半小时后',
    '两小时后',
    '俩小时后',
    '一个半小时后',
    '20分钟后',
    '十分钟内',
    '一刻钟后',
    '马上',
    '等会儿',
    '周五前',
  ],
  ...['15号之前', '12月15日前', '明天以前', '下个月', '明天下班前', '周三上午', '明天晚上', '周四晚', '11-30'],
]
const hours = [
  ...[
    '10点',
    '10点半',
    '十点',
    '下午三点',
    '下午三点半',
    '15:30',
    '15：30',
    '上午10:30',
    '晚上8点',
    '晚8点',
    '早上九点',
  ],
  ...[
    '三点一刻',
    '15点30分',
    '下午3点20',
    '下午三点二十',
    '十点整',
    '10点左右',
    '下午三点前',
    '10点到11点',
    '中午',
    '上午',
  ],
]
const ways = [...days, ...spans]

/** Things to do that carry numbers, places and words that only look like dates. */
const deeds = [
  ...[
    '回电',
    '打电话',
    '给张总打电话',
    '上门',
    '盘点',
    '收款',
    '发合同',
    '送样品50件',
    '报价3.2万',
    '见面谈价格',
    '去5号楼',
  ],
  ...[
    '去福华路1号看现场',
    '带DN100样品',
    '催8000元尾款',
    '跟进第二批',
    '约他吃饭',
    '交报表 给财务',
    '前台取货',
    '后续安排',
    '整理报价',
    '内部讨论',
    '早会',
  ],
]
const saidAt = fc
  .tuple(fc.integer({ min: 0, max: 5 * 365 }), fc.integer({ min: 0, max: 24 * 60 - 1 }))
  .map(([day, minute]) => Date.UTC(2026, 0, 1) - 8 * 3_600_000 + day * dayMs + minute * 60_000)

describe('a date in a text', () => {
  it('leaves exactly what was typed besides it, however it is said, on every day', () => {
    const way = fc.oneof(
      fc.constantFrom(...ways),
      fc
        .tuple(fc.constantFrom(...days), fc.constantFrom('', ' ', '，', '的'), fc.constantFrom(...hours))
        // 12/3110点 and 元旦前晚8点 can be read in two ways.
        .map(([day, glue, hour]) => `${day}${/[\d前周]$/.test(day) ? ' ' : glue}${hour}`),
    )
    fc.assert(
      fc.property(way, fc.constantFrom(...deeds), saidAt, (date, deed, now) => {
        for (const text of [`${date} ${deed}`, `${date}，${deed}`, `${deed} ${date}`]) {
          const found = dateIn(text, now)
          // An hour of today, a day of this month may lie behind.
          if (!found) return
          expect([text, format.format(now), found.rest]).toEqual([text, format.format(now), deed])
          expect(found.dueAt).toBeGreaterThanOrEqual(now)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it.each([...ways, ...hours.map((hour) => `明天${hour}`)])(
    '%s is a date on every weekday and at month ends',
    (way) => {
      for (let day = 0; day < 75; day++) {
        const now = Date.UTC(2026, 10, 1, 2) + day * dayMs
        if (/^(?:12|3月|十二|１|11-|本月28|20)/.test(way)) continue
        const found = dateIn(`${way} 回电`, now)
        expect([way, format.format(now), found?.rest, found && found.dueAt >= now]).toEqual([
          way,
          format.format(now),
          '回电',
          true,
        ])
      }
    },
  )

  const saturday = '2026-11-28T20:00:00'
  it.each([
    ['12月31日 盘点', '2026-12-31', '12月31日', '盘点'],
    ['下周一 上门', '2026-11-30', '下周一', '上门'],
    ['半小时后 打电话', '2026-11-28 20:30', '半小时后', '打电话'],
    ['下个月5号 收款', '2026-12-05', '下个月5号', '收款'],
    ['明天 10点 开会', '2026-11-29 10:00', '明天 10点', '开会'],
    ['已报价，12月15日前回复', '2026-12-15', '12月15日前', '已报价，回复'],
    ['给张总明天下午三点半打电话', '2026-11-29 15:30', '明天下午三点半', '给张总打电话'],
    ['周五上午10:30 面谈', '2026-12-04 10:30', '周五上午10:30', '面谈'],
    ['周五晚8点吃饭', '2026-12-04 20:00', '周五晚8点', '吃饭'],
    ['周三十点 开会', '2026-12-02 10:00', '周三十点', '开会'],
    ['周五10点回电', '2026-12-04 10:00', '周五10点', '回电'],
    ['12月31日10点盘点', '2026-12-31 10:00', '12月31日10点', '盘点'],
    ['今晚12点前发方案', '2026-11-29 00:00', '今晚12点前', '发方案'],
    ['12月11日（周五）前付款', '2026-12-11', '12月11日（周五）前', '付款'],
    ['11号周五 送货', '2026-12-11', '11号周五', '送货'],
    ['明年3月5号续约', '2027-03-05', '明年3月5号', '续约'],
    ['昨天下午三点谈了，周五再去', '2026-12-04', '周五', '昨天下午三点谈了，再去'],
    ['周五 催上个月的款', '2026-12-04', '周五', '催上个月的款'],
    ['到下周三交样', '2026-12-02', '到下周三', '交样'],
    ['周五 开会 10点', '2026-12-04 10:00', '周五 10点', '开会'],
    ['明天整理客户3点意见', '2026-11-29', '明天', '整理客户3点意见'],
  ])('%s', (text, due, words, rest) => {
    expect(read(text, saturday)).toEqual([due, words, rest])
  })

  it.each([
    '地址福华路1号',
    '人民路南2号',
    '报价三点二万',
    '要 10-20 台',
    '昨天下午三点谈了',
    '上周五签的',
    '通过3天测试了',
    '11月20号 10点见面',
    '2026-11-20 10:00',
  ])('%s names none', (text) => {
    expect(read(text, saturday)).toBeUndefined()
  })
})
