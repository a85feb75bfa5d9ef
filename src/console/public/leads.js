import { byId, h, renderInto } from './dom.js'
import { ago, stamp } from './time.js'

const open = new Set()
const step = 12
let shown = step
let leads = []
let now = 0

export function showLeads(given, at) {
  leads = given
  now = at
  render()
}

byId('lead-search').addEventListener('input', () => {
  shown = step
  render()
})

function render() {
  const words = byId('lead-search').value.trim().toLowerCase()
  const found = leads.filter((lead) => words === '' || textOf(lead).includes(words))
  const left = found.length - shown
  const rows = found.slice(0, shown).map((lead) => [lead, ago(lead.lastMessageAt, now)])
  renderInto('leads', [words, rows, left], () => {
    if (rows.length > 0) return [...rows.map(([lead, when]) => row(lead, when)), left > 0 && moreButton(left)]
    return h('p', { class: 'empty' }, words === '' ? '还没有线索：客户发来消息后会出现在这里' : `没有找到“${words}”`)
  })
}

const moreButton = (left) =>
  h(
    'button',
    {
      type: 'button',
      class: 'quiet',
      onclick: () => {
        shown += step
        render()
      },
    },
    `还有 ${left} 条，再显示一些`,
  )

const textOf = ({ title, khid, owner, statusText, fields }) =>
  [title, khid, owner, statusText, ...fields.map((field) => field.value)].join(' ').toLowerCase()

function row(lead, when) {
  const { id, title, band, score, statusText, status, owner, fields } = lead
  const details = h('details', { open: open.has(id) })
  const brief = fields
    .filter(({ label, value }) => ['姓名', '手机'].includes(label) && value !== title)
    .map((field) => field.value)
  details.append(
    h(
      'summary',
      {},
      h('span', { class: `score ${band}` }, String(score)),
      h(
        'span',
        { class: 'who' },
        h('strong', {}, title),
        h('small', {}, [...brief, owner && `负责人 ${owner}`].filter(Boolean).join(' · ') || '还没有联系方式'),
      ),
      h('span', { class: 'when' }, h('span', { class: `tag ${status}` }, statusText), h('time', {}, when)),
    ),
  )
  const fill = () => {
    if (details.childElementCount === 1) details.append(more(lead))
  }
  if (details.open) fill()
  details.addEventListener('toggle', () => {
    if (details.open) open.add(id)
    else open.delete(id)
    fill()
  })
  return details
}

function more({ khid, fields, reasons, firstContactAt, owner }) {
  const facts = [
    ...fields,
    { label: '负责人', value: owner ?? '未指派' },
    { label: '客户编号', value: khid ?? '还没有' },
    { label: '首次联系', value: stamp(firstContactAt) },
  ]
  return h(
    'div',
    { class: 'more' },
    h(
      'dl',
      {},
      facts.flatMap(({ label, value }) => [h('dt', {}, label), h('dd', {}, value)]),
    ),
    h('h3', {}, '为什么是这个分数'),
    reasons.length === 0
      ? h('p', { class: 'empty' }, '对话里还没有说明意向的话')
      : h('ul', { class: 'reasons' }, reasons.map(reason)),
  )
}

function reason({ label, points, quote }) {
  const sign = points >= 0 ? 'plus' : 'minus'
  return h(
    'li',
    {},
    h('span', { class: `points ${sign}` }, `${points >= 0 ? '+' : '−'}${Math.abs(points)}`),
    h('span', {}, label, quote && h('q', {}, quote)),
  )
}
