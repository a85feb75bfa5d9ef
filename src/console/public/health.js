import { byId, h, renderInto } from './dom.js'
import { erpState } from './overview.js'
import { ago } from './time.js'

/** How much of the rate is used, and how the ERP answers. */
export function showErp({ sync, at }) {
  const { erp, lastPullAt } = sync
  const [word, tone] = erpState(sync)
  const head = byId('erp-word')
  head.textContent = word
  head.className = `count ${tone}`
  const used = Math.min(100, Math.round((erp.perSecond / Math.max(1, erp.ratePerSecond)) * 100))
  const rows = [
    ['限速', `${erp.perSecond} / ${erp.ratePerSecond} 次每秒`],
    ['等待中的请求', String(erp.waiting)],
    ['最近拉取', lastPullAt ? ago(lastPullAt, at) : '还没有'],
  ]
  if (erp.lastError) rows.push(['最近错误', `${erp.lastError.message}（${ago(erp.lastError.at, at)}）`])
  renderInto('erp', [used, rows], () => [
    h('div', { class: 'meter', role: 'img', 'aria-label': `限速用了 ${used}%` }, h('span', { 'width%': used })),
    h(
      'dl',
      {},
      rows.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
    ),
  ])
}

/** The watched figures and what they may be. */
export function showFigures({ figures }) {
  renderInto('figures', figures, () =>
    figures.length === 0
      ? h('li', { class: 'empty' }, '几秒后有第一次结果')
      : figures.map(({ label, text, limit, crossed, value }) =>
          h(
            'li',
            { class: crossed ? 'bad' : '' },
            h('span', { class: `dot ${crossed ? 'bad' : value === undefined ? '' : 'good'}` }),
            h('span', { class: 'label' }, label.replace('近一小时', '').trim(), h('small', {}, limit)),
            h('strong', {}, text),
          ),
        ),
  )
}
