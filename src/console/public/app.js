import { get, post } from './api.js'
import { byId } from './dom.js'
import { showErp, showFigures } from './health.js'
import { showLeads } from './leads.js'
import { showAlerts, showIncidents, showScan, showTiles } from './overview.js'
import { showQueue } from './queue.js'
import { showReport } from './report.js'

/** The server's time as of the last answer: ages do not depend on this machine's clock. */
let at = 0
let period = 'week'

async function lookNow() {
  const now = await get('/api/now')
  at = now.at
  byId('logout').hidden = !now.login
  for (const show of [showTiles, showIncidents, showScan, showErp, showFigures, showAlerts]) show(now)
}
const lookQueue = async () => showQueue(await get('/api/queue'), at, refresh)
const lookLeads = async () => showLeads(await get('/api/leads'), at)
const lookReport = async () => showReport(await get(`/api/report?period=${period}`))

const looks = [
  { look: lookNow, every: 1 },
  { look: lookQueue, every: 1 },
  { look: lookLeads, every: 2 },
  { look: lookReport, every: 15 },
]
const stepMs = 2_000
let step = 0
let timer

async function refresh() {
  clearTimeout(timer)
  const all = step === 0
  try {
    for (const { look, every } of looks) if (all || step % every === 0) await look()
    tell('实时', 'good')
    step += 1
  } catch (error) {
    tell(error instanceof TypeError ? '连接中断，正在重试' : error.message, 'bad')
  }
  clearTimeout(timer)
  if (!document.hidden) timer = setTimeout(refresh, stepMs)
}

function tell(text, tone) {
  const live = byId('live')
  if (live.textContent !== text) live.textContent = text
  live.className = `live ${tone}`
}

const fromStart = () => {
  step = 0
  refresh()
}

byId('periods').addEventListener('click', ({ target }) => {
  if (!target.dataset.period) return
  period = target.dataset.period
  for (const button of byId('periods').children) button.setAttribute('aria-pressed', String(button === target))
  lookReport().catch((error) => tell(error.message, 'bad'))
})
byId('logout').addEventListener('click', async () => {
  await post('/api/logout')
  location.replace('/login')
})
document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : fromStart()))
fromStart()
