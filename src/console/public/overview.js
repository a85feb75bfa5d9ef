import { byId, h, renderInto } from './dom.js'
import { ago, span } from './time.js'

const connections = {
  connected: ['已登录', 'good'],
  connecting: ['正在连接', 'warn'],
  waiting: ['等待重连', 'bad'],
  logged_out: ['未登录', 'bad'],
  stopped: ['已停止', 'bad'],
}

const tile = (label, value, detail, tone) =>
  h(
    'div',
    { class: `tile ${tone ?? ''}` },
    h('h2', {}, label),
    h('p', { class: 'value' }, value),
    h('p', { class: 'note' }, detail),
  )

export function erpState({ erp, breaker, pausedByOperator }) {
  if (breaker !== 'closed') return [breaker === 'probing' ? '正在试探' : '连不上', 'bad']
  if (pausedByOperator) return ['已暂停写入', 'warn']
  return erp.loggedIn ? ['正常', 'good'] : ['还没登录', 'warn']
}

/** The row of tiles at the top. */
export function showTiles({ wechat, sync }) {
  const [wechatWord, wechatTone] = connections[wechat.connection] ?? [wechat.connection, 'warn']
  const [erpWord, erpTone] = erpState(sync)
  const { outbox, chat } = sync
  const open = outbox.ready + outbox.running
  const dead = outbox.dead + chat.dead
  const waits = outbox.oldestDueMs > 60_000 ? `最早的等了 ${span(outbox.oldestDueMs)}` : `待发微信 ${chat.ready}`
  document.title = dead > 0 ? `(${dead}) 销售助手控制台` : '销售助手控制台'
  const total = Object.values(sync.leads).reduce((sum, n) => sum + n, 0)
  const latency = sync.erp.meanLatencyMs > 0 ? `平均 ${Math.round(sync.erp.meanLatencyMs)} 毫秒` : '还没有请求'
  renderInto(
    'tiles',
    [wechat, sync.erp.loggedIn, erpWord, latency, open, waits, dead, total, sync.messagesToday],
    () => [
      tile('微信', wechatWord, wechat.account ?? wechat.reason ?? '等待网关', wechatTone),
      tile('ERP', erpWord, latency, erpTone),
      tile('排队', String(open), waits, outbox.oldestDueMs > 600_000 ? 'warn' : ''),
      tile('失败', String(dead), dead > 0 ? '等您重试或丢弃' : '没有要处理的', dead > 0 ? 'bad' : ''),
      tile('线索', String(total), `已建档 ${sync.leads.synced ?? 0}，待确认 ${sync.leads.asking ?? 0}`),
      tile('今日消息', String(sync.messagesToday), '客户发来的'),
    ],
  )
}

const scanWords = {
  waiting: '用微信“扫一扫”登录机器人的账号',
  scanned: '已扫码，请在手机上点确认',
  confirmed: '已确认，正在登录…',
  expired: '二维码已过期，等网关换一张',
  cancelled: '已在手机上取消，请重新扫码',
}

/** The login code, as long as there is one. */
export function showScan({ wechat }) {
  const { scan, connection, reason } = wechat
  const shown = connection !== 'connected' && (scan !== undefined || connection === 'logged_out')
  byId('scan').hidden = !shown
  if (!shown) return
  renderInto('scan', [scan, reason], () => [
    scan && h('img', { src: `/api/qr/${scan.id}`, alt: '微信登录二维码', width: 220, height: 220, class: scan.status }),
    h(
      'div',
      {},
      h('h2', {}, '微信登录'),
      h('p', {}, scan ? scanWords[scan.status] : '微信账号没有登录，等网关给出二维码…'),
      reason && h('p', { class: 'note' }, reason),
    ),
  ])
}

/** Alerts that are not over, on top of everything. */
export function showIncidents({ incidents, at }) {
  byId('incidents').hidden = incidents.length === 0
  const rows = incidents.map(({ text, since }) => [text, span(at - since)])
  renderInto('incidents', rows, () =>
    rows.map(([text, since]) =>
      h('p', {}, h('strong', {}, '告警'), h('span', {}, text), h('small', {}, `持续 ${since}`)),
    ),
  )
}

export function showAlerts({ alerts, at }) {
  byId('alerts-section').hidden = alerts.length === 0
  const rows = alerts.map(({ text, over, at: told }) => [text, over, ago(told, at)])
  renderInto('alerts', rows, () =>
    rows.map(([text, over, when]) =>
      h('li', {}, h('span', { class: `dot ${over ? 'good' : 'bad'}` }), h('span', {}, text), h('time', {}, when)),
    ),
  )
}
