import { Hono } from 'hono'
import { type EntryId, type ReportPeriod, reportPeriods } from '../../domain/index.ts'
import type { Clock } from '../../shared/clock.ts'
import { ZhibangError } from '../../shared/errors.ts'
import { maskText } from '../../shared/mask.ts'
import type { ConsolePorts, Decision } from '../ports.ts'
import { qrSvg } from '../qr.ts'
import { leadRow } from '../views/lead-row.ts'
import { nowView, scanId } from '../views/now.ts'
import { queueView } from '../views/queue.ts'
import { readObject } from './read-object.ts'

const mostLeads = 100
const longestName = 20

/** What the page asks for every few seconds, and the one thing it changes. */
export function dataRoutes(ports: ConsolePorts, clock: Clock, login: boolean): Hono {
  return new Hono()
    .get('/api/now', async (c) => c.json({ ...(await nowView(ports, clock.now())), login }))
    .get('/api/queue', async (c) => c.json(await queueView(ports.store)))
    .get('/api/leads', async (c) => {
      const leads = await ports.store.leads({ order: 'recent', limit: mostLeads })
      return c.json(leads.filter((lead) => lead.mergedInto === undefined).map(leadRow))
    })
    .get('/api/report', async (c) => {
      const period = c.req.query('period') as ReportPeriod
      if (!reportPeriods.includes(period)) return c.json({ error: `period 应为 ${reportPeriods.join('、')}` }, 400)
      const { fresh, active, hot, mean, asking, funnel, trend, overdue } = await ports.report(period)
      return c.json({ fresh, active, hot, mean, asking, funnel, trend, overdue })
    })
    .get('/api/qr/:id', (c) => {
      const { scan } = ports.wechat()
      if (!scan || scanId(scan.code) !== c.req.param('id')) return c.notFound()
      return c.body(qrSvg(scan.code), 200, { 'content-type': 'image/svg+xml' })
    })
    .post('/api/outbox/:id/:decision', async (c) => {
      const { id, decision } = c.req.param()
      if (!/^\d{1,15}$/.test(id) || !isDecision(decision)) return c.notFound()
      const by = nameIn(await readObject(c))
      if (by === undefined) return c.json({ error: `请填写操作人的姓名，最多 ${longestName} 个字` }, 400)
      try {
        await ports.decide(Number(id) as EntryId, decision, by)
        return c.json({ ok: true })
      } catch (error) {
        if (!(error instanceof ZhibangError)) throw error
        return c.json({ error: maskText(error.message) }, 409)
      }
    })
}

const isDecision = (text: string): text is Decision => text === 'retry' || text === 'discard'

function nameIn(body: Record<string, unknown> | undefined): string | undefined {
  const name = typeof body?.by === 'string' ? body.by.replace(/\p{C}/gu, '').trim() : ''
  return name !== '' && name.length <= longestName ? name : undefined
}
