import { stat, statfs } from 'node:fs/promises'
import { chinaDateTime } from '../../shared/china-time.ts'
import { messageOf } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import { type Finding, fine, looking, trouble, warning } from './finding.ts'

const giga = 1024 ** 3
/** Below this the store may stop within days; below the second within hours. */
const roomy = 2 * giga
const tight = giga / 5
/** Sessions and note times survive this much. */
const clockSlackMs = 60_000

/** The directory, what it holds and who may read it; disk and clock. */
export async function lookAtMachine(app: App): Promise<Finding[]> {
  const { DATA_DIR: dir } = app.config.settings
  return [
    ...(await looking(
      '数据目录',
      () => lookAtData(app, dir),
      () => '检查 DATA_DIR 是否可写',
    )),
    ...(await looking(
      '磁盘',
      async () => diskFinding(await freeOf(dir)),
      () => '检查 DATA_DIR 所在的磁盘',
    )),
    ...(await looking(
      '操作日志',
      () => lookAtLog(app),
      () => '用 zhibang audit verify 查看',
    )),
  ]
}

async function lookAtData({ data }: App, dir: string): Promise<Finding> {
  const found = `${dir}，${await data.store.countKnownCustomers()} 个已知客户`
  const { mode } = await stat(dir)
  if (process.platform === 'win32' || (mode & 0o077) === 0) return fine('数据目录', found)
  return warning('数据目录', `${found}，别的用户可读`, `chmod 700 ${dir}`)
}

async function lookAtLog({ data }: App): Promise<Finding> {
  const verdict = await data.verifyAudit()
  if (verdict.ok) return fine('操作日志', `${verdict.records} 条，没有被改动`)
  return trouble(
    '操作日志',
    `从第 ${verdict.seq} 条起对不上`,
    '有人改过数据文件：用 zhibang audit verify 查看，找备份对照',
  )
}

async function freeOf(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir)
  return bavail * bsize
}

/** What so many free bytes mean. */
export function diskFinding(free: number): Finding {
  const text = `空闲 ${(free / giga).toFixed(1)} GB`
  if (free < tight) return trouble('磁盘', text, '磁盘将满，消息会收不下：请马上腾出空间')
  if (free < roomy) return warning('磁盘', text, '请腾出空间，或缩短 RETENTION_DAYS')
  return fine('磁盘', text)
}

/** Our clock against the ERP's, and against the newest line of our own log. */
export async function lookAtClock(app: App): Promise<Finding> {
  const now = app.clock.now()
  const shown = `${chinaDateTime(now)}（北京时间）`
  const [newest] = await app.data.store.auditRecords({ limit: 1 }).catch((error) => {
    throw new Error(`读不出操作日志：${messageOf(error)}`)
  })
  const fix = '校准系统时间（例如打开 NTP）'
  if (newest && newest.at - now > clockSlackMs) return trouble('时钟', `${shown}，比上次记录还早`, fix)
  const ahead = app.config.erp ? app.requireErp().server().clockAheadMs : undefined
  if (ahead === undefined) return fine('时钟', shown)
  return clockFinding(shown, ahead)
}

/** How far the ERP's clock is from ours, and whether that matters. */
export function clockFinding(shown: string, aheadMs: number): Finding {
  const away = `${shown}，ERP ${aheadMs > 0 ? '快' : '慢'} ${Math.abs(aheadMs / 1_000)} 秒`
  if (Math.abs(aheadMs) <= clockSlackMs) return fine('时钟', `${shown}，与 ERP 一致`)
  return trouble('时钟', away, '校准本机或 ERP 服务器的系统时间（例如打开 NTP）')
}
