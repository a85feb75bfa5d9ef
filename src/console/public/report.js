import { byId, h, renderInto } from './dom.js'

let chart
let trend = []

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** Funnel, trend and what is overdue. */
export function showReport(report) {
  const { funnel, fresh, hot, mean, overdue, asking } = report
  const top = Math.max(1, ...funnel.map((stage) => stage.count))
  renderInto('funnel', funnel, () =>
    funnel.map(({ label, count }, i) =>
      h(
        'li',
        {},
        h('span', { class: 'label' }, label),
        h(
          'span',
          { class: 'bar' },
          h('span', { 'width%': Math.max(count > 0 ? 3 : 0, Math.round((count / top) * 100)) }),
        ),
        h('strong', {}, String(count)),
        h('small', {}, i === 0 ? '' : shareOf(count, funnel[i - 1].count)),
      ),
    ),
  )
  const late = [
    overdue.hot > 0 && `高意向超 2 天没联系 ${overdue.hot}`,
    overdue.warm > 0 && `中意向超 5 天没联系 ${overdue.warm}`,
    overdue.tasks > 0 && `逾期待办 ${overdue.tasks}`,
    asking > 0 && `等人回答 ${asking}`,
  ].filter(Boolean)
  byId('report-note').textContent = [`新线索 ${fresh}，高意向 ${hot}，平均 ${mean} 分`, ...late].join(' · ')
  if (JSON.stringify(trend) === JSON.stringify(report.trend) && chart) return
  trend = report.trend
  drawTrend()
}

const shareOf = (count, before) => (before === 0 ? '' : `${Math.round((count / before) * 100)}%`)

function drawTrend() {
  const place = byId('trend')
  // The file of the chart library may be missing or late: the numbers are there without it.
  if (!globalThis.echarts) return
  if (!chart) {
    chart = globalThis.echarts.init(place, null, { renderer: 'canvas' })
    new ResizeObserver(() => chart.resize()).observe(place)
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawTrend)
  }
  const faint = color('--faint')
  const axis = { axisLabel: { color: faint, fontSize: 12 }, axisTick: { show: false } }
  chart.setOption(
    {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      color: [color('--bar'), color('--line')],
      grid: { left: 4, right: 8, top: 36, bottom: 4, containLabel: true },
      legend: { right: 0, top: 0, itemWidth: 14, itemHeight: 9, textStyle: { color: faint } },
      tooltip: {
        trigger: 'axis',
        // Drawn, not written into the page: no markup, no inline style.
        renderMode: 'richText',
        backgroundColor: color('--card'),
        borderColor: color('--edge'),
        textStyle: { color: color('--ink'), fontSize: 13 },
      },
      xAxis: {
        type: 'category',
        data: trend.map((day) => day.label),
        axisLine: { lineStyle: { color: color('--edge') } },
        ...axis,
      },
      yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: color('--edge') } }, ...axis },
      series: [
        {
          type: 'bar',
          name: '新线索',
          data: trend.map((day) => day.fresh),
          barMaxWidth: 28,
          itemStyle: { borderRadius: [5, 5, 0, 0] },
        },
        {
          type: 'line',
          name: '已建档',
          data: trend.map((day) => day.synced),
          symbolSize: 7,
          lineStyle: { width: 2.5 },
        },
      ],
    },
    true,
  )
}
