import { decide } from './dialog.js'
import { byId, h, renderInto } from './dom.js'
import { ago, span } from './time.js'

/** What waits, by kind, and what failed, with the two things one can do about it. */
export function showQueue({ dead, open, groups }, at, again) {
  byId('queue-count').textContent = dead.length + open.length === 0 ? '空' : `排队 ${open.length}，失败 ${dead.length}`
  byId('queue-count').className = `count ${dead.length > 0 ? 'bad' : ''}`
  const shown = dead.map((entry) => [entry, ago(entry.updatedAt, at)])
  const kinds = groups.map((group) => [group, span(at - group.oldestAt)])
  renderInto('queue', [shown, kinds], () => {
    if (shown.length + kinds.length === 0) return h('p', { class: 'empty' }, '都写完了')
    return [
      shown.length > 0 &&
        h(
          'ul',
          { class: 'dead' },
          shown.map(([entry, when]) => deadRow(entry, when, again)),
        ),
      kinds.length > 0 &&
        h(
          'ul',
          { class: 'groups' },
          kinds.map(([group, age]) => groupRow(group, age)),
        ),
    ]
  })
}

const groupRow = ({ what, ready, running }, age) =>
  h(
    'li',
    {},
    h('span', {}, what),
    h('span', { class: 'note' }, `最早 ${age}前`),
    h('strong', {}, [ready > 0 && `排队 ${ready}`, running > 0 && `写入中 ${running}`].filter(Boolean).join('，')),
  )

function deadRow(entry, when, again) {
  const { id, what, about, reason, attempts, actor } = entry
  const button = (word, decision, kind) =>
    h(
      'button',
      { type: 'button', class: kind, onclick: () => decide(entry, decision, again), 'aria-label': `${word} #${id}` },
      word,
    )
  return h(
    'li',
    { 'data-entry': id },
    h('p', { class: 'what' }, h('strong', {}, `${what}${about ? ` · ${about}` : ''}`), h('time', {}, when)),
    h('p', { class: 'reason' }, reason ?? '没有说明原因'),
    h(
      'p',
      { class: 'note' },
      [`#${id}`, attempts > 0 && `试过 ${attempts} 次`, `来自 ${actor}`].filter(Boolean).join(' · '),
    ),
    h('div', { class: 'buttons' }, button('重试', 'retry', 'primary'), button('丢弃', 'discard', 'quiet')),
  )
}
