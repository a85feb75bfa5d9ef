import { createHash } from 'node:crypto'
import type { Figure, SyncStatus } from '../../domain/index.ts'
import { maskText } from '../../shared/mask.ts'
import type { AlertNote, ConsolePorts, OpenIncident, WechatState } from '../ports.ts'

/** Everything that moves, in one small answer. */
export interface NowView {
  at: number
  wechat: Omit<WechatState, 'scan'> & { scan?: { id: string; status: string; at: number } }
  sync: SyncStatus
  figures: Array<Pick<Figure, 'name' | 'label' | 'text' | 'limit' | 'crossed' | 'value'>>
  incidents: OpenIncident[]
  alerts: AlertNote[]
}

export async function nowView(ports: ConsolePorts, now: number): Promise<NowView> {
  return {
    at: now,
    wechat: wechatView(ports.wechat()),
    sync: syncView(await ports.status()),
    figures: ports
      .figures()
      .map(({ name, label, text, limit, crossed, value }) => ({ name, label, text, limit, crossed, value })),
    incidents: ports.incidents().map(({ key, text, since }) => ({ key, text: maskText(text), since })),
    alerts: ports.alerts().map(({ text, at, over }) => ({ text: maskText(text), at, over })),
  }
}

/** Names the code that is shown without giving it away: whoever may see it fetches the picture. */
export const scanId = (code: string) => createHash('sha256').update(code).digest('hex').slice(0, 16)

function wechatView({ connection, reason, account, scan }: WechatState): NowView['wechat'] {
  return {
    connection,
    reason: reason && maskText(reason),
    account: account && maskText(account),
    scan: scan && { id: scanId(scan.code), status: scan.status, at: scan.at },
  }
}

function syncView(status: SyncStatus): SyncStatus {
  const { lastError } = status.erp
  if (!lastError) return status
  return {
    ...status,
    erp: { ...status.erp, lastError: { at: lastError.at, message: maskText(lastError.message).slice(0, 200) } },
  }
}
