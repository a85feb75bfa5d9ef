import type { SalesDesk, Ticket } from '../../domain/index.ts'

/** A queued write takes about this long, ms: some calls at the ERP's rate. For people's orientation only. */
const perEntryMs = 1500

/** What a write answers at once: taken, its place in the queue, its ticket. The result is told when it is there. */
export async function ticketLine(ticket: Ticket, { desk }: { desk: SalesDesk }): Promise<string> {
  const { breaker, erp, pausedByOperator } = await desk.status()
  const undo = `（撤销：/erp 撤销 #${ticket.ticket}）`
  if (breaker !== 'closed' || erp.away) return `ERP 暂时连不上，已排队，恢复后写入并通知您 #${ticket.ticket}${undo}`
  if (pausedByOperator) return `写入已被运维暂停，恢复后写入并通知您 #${ticket.ticket}${undo}`
  // The first in the queue is at work at once.
  const place = ticket.ahead > 1 ? `已排队第 ${ticket.ahead + 1}，约 ${duration(ticket.ahead * perEntryMs)}，` : ''
  return `${place}完成后通知您 #${ticket.ticket}${undo}`
}

const duration = (ms: number) => (ms < 60_000 ? `${Math.ceil(ms / 1000)} 秒` : `${Math.ceil(ms / 60_000)} 分钟`)

/** The number in `#T91`, `T91`, `91`. */
export const ticketNumber = (text: string): number | undefined => {
  const match = /^#?\s*T?\s*(\d{1,12})$/i.exec(text.trim())
  return match ? Number(match[1]) : undefined
}
