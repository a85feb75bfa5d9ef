import type { Ticket } from '../../domain/index.ts'

/** What a write answers at once: taken, its place in the queue, its ticket. The result is told when it is there. */
export function ticketLine(ticket: Ticket): string {
  const wait = ticket.ahead > 0 ? `前面还有 ${ticket.ahead} 项，完成后通知您` : '完成后通知您'
  return `${wait} #${ticket.ticket}（撤销：/erp 撤销 #${ticket.ticket}）`
}

/** The number in `#T91`, `T91`, `91`. */
export const ticketNumber = (text: string): number | undefined => {
  const match = /^#?\s*T?\s*(\d{1,12})$/i.exec(text.trim())
  return match ? Number(match[1]) : undefined
}
