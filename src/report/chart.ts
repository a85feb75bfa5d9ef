import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { BarChart, FunnelChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { Figures } from './figures.ts'
import { drawable, fontFamily } from './font.ts'
import { periodLabels } from './words.ts'

echarts.use([BarChart, FunnelChart, LineChart, GridComponent, LegendComponent, TitleComponent, CanvasRenderer])
echarts.setPlatformAPI({ createCanvas: (() => createCanvas(32, 32)) as never })

/** Points; drawn at twice the size, so that a phone shows it sharp. */
const width = 600
const height = 860
const scale = 2
const ink = '#1f2937'
const faint = '#6b7280'
const colors = ['#2563eb', '#0ea5e9', '#10b981', '#f59e0b']
const alarm = '#dc2626'

/** Funnel, trend and overdue on one picture. Resolves to PNG bytes. */
export async function draw(title: string, figures: Figures): Promise<Uint8Array> {
  const canvas = createCanvas(width * scale, height * scale)
  const chart = echarts.init(canvas as never, null, {
    renderer: 'canvas',
    width,
    height,
    devicePixelRatio: scale,
  })
  try {
    chart.setOption(optionOf(title, figures))
    return await encode(canvas)
  } finally {
    chart.dispose()
  }
}

const encode = (canvas: Canvas): Promise<Uint8Array> => canvas.encode('png')

function optionOf(title: string, figures: Figures): Parameters<echarts.ECharts['setOption']>[0] {
  const { funnel, trend, overdue, period } = figures
  const heading = (text: string, top: number, size = 18) => ({
    text: drawable(text),
    left: 24,
    top,
    textStyle: { fontSize: size, fontWeight: 700, color: ink },
  })
  const values = [overdue.warm, overdue.hot, overdue.tasks]
  return {
    animation: false,
    backgroundColor: '#ffffff',
    color: colors,
    textStyle: { fontFamily: fontFamily(), color: ink },
    title: [
      heading(title, 20, 24),
      heading(`转化漏斗（${periodLabels[period]}）`, 72),
      heading('新线索与建档', 352),
      heading('逾期', 640),
    ],
    legend: { top: 354, right: 24, data: ['新线索', '已建档'], textStyle: { fontSize: 14, color: faint } },
    grid: [
      { left: 48, right: 32, top: 396, height: 190 },
      { left: 180, right: 64, top: 680, height: 140 },
    ],
    xAxis: [
      {
        gridIndex: 0,
        type: 'category',
        data: trend.map((day) => day.label),
        axisLabel: { fontSize: 14, color: faint },
      },
      { gridIndex: 1, type: 'value', show: false, max: Math.max(1, ...values) },
    ],
    yAxis: [
      { gridIndex: 0, type: 'value', minInterval: 1, axisLabel: { fontSize: 14, color: faint } },
      {
        gridIndex: 1,
        type: 'category',
        data: ['中意向超 5 天', '高意向超 2 天', '逾期待办'],
        axisLabel: { fontSize: 16, color: ink },
        axisLine: { show: false },
        axisTick: { show: false },
      },
    ],
    series: [
      {
        type: 'funnel',
        sort: 'none',
        left: 60,
        right: 60,
        top: 110,
        height: 220,
        gap: 4,
        minSize: '28%',
        max: Math.max(1, ...funnel.map((stage) => stage.count)),
        label: { position: 'inside', fontSize: 17, color: '#ffffff' },
        data: funnel.map(({ label, count }) => ({ name: `${label} ${count}`, value: count })),
      },
      { type: 'bar', name: '新线索', xAxisIndex: 0, yAxisIndex: 0, data: trend.map((day) => day.fresh) },
      {
        type: 'line',
        name: '已建档',
        xAxisIndex: 0,
        yAxisIndex: 0,
        color: colors[2],
        data: trend.map((day) => day.synced),
      },
      {
        type: 'bar',
        xAxisIndex: 1,
        yAxisIndex: 1,
        barWidth: 24,
        itemStyle: { color: alarm },
        label: { show: true, position: 'right', fontSize: 17, color: ink },
        data: values,
      },
    ],
  }
}
