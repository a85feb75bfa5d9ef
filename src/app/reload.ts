import { type FSWatcher, watch } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import type { Config, SettingName, Settings } from '../config/index.ts'
import { ConfigError, messageOf, problemText } from '../shared/errors.ts'
import type { App } from './app.ts'

export interface Reloading {
  /** Reads the settings anew. Resolves to a Chinese report: what counts now, what waits for a restart, or what is wrong. */
  now(): Promise<string>
  stop(): void
}

/** Editors write a file in several steps. */
const debounceMs = 500
const alertKey = 'settings'

/** What changes under way; everything else counts from the next start on. */
const live: readonly SettingName[] = [
  'SALES_CONFIG',
  'ERP_PASSWORD',
  'ERP_SCORE_THRESHOLD',
  'ERP_SENIOR_USER_IDS',
  'ERP_NORMAL_USER_IDS',
]

/** Reads the settings anew on SIGHUP and when SALES_CONFIG's file changes. What is broken changes nothing, and the operator is told. */
export function startReloading(app: App, read: () => Config): Reloading {
  const { clock, logger } = app
  let watcher: { path: string; close(): void } | undefined
  let cancel = () => {}
  let last: Promise<unknown> = Promise.resolve()

  function follow(): void {
    const path = app.config.settings.SALES_CONFIG
    if (watcher?.path === path) return
    watcher?.close()
    watcher = path === undefined ? undefined : { path, close: watchFile(path, soon, fault) }
  }

  const fault = (error: unknown) => logger.warn('settings_not_watched', { error: messageOf(error) })
  const soon = () => {
    cancel()
    cancel = clock.after(debounceMs, () => void now().catch(fault))
  }
  // One after the other: the latest reading wins.
  const now = (): Promise<string> => {
    const next = last.then(() => reload(app, read))
    last = next.then(follow, () => {})
    return next
  }
  const onSignal = () => void now().catch(fault)
  process.on('SIGHUP', onSignal)
  follow()
  return {
    now,
    stop() {
      process.off('SIGHUP', onSignal)
      cancel()
      watcher?.close()
    },
  }
}

/** The directory is watched: a file that is replaced has another inode. */
function watchFile(path: string, changed: () => void, fault: (error: unknown) => void): () => void {
  let watcher: FSWatcher | undefined
  try {
    watcher = watch(dirname(resolve(path)), { persistent: false }, (_event, name) => {
      if (name === null || name === basename(path)) changed()
    })
    watcher.on('error', fault)
  } catch (error) {
    fault(error)
  }
  return () => watcher?.close()
}

async function reload(app: App, read: () => Config): Promise<string> {
  const { logger } = app
  const before = app.config
  try {
    const next = read()
    const waiting = waitingFor(before, next)
    await app.use({ ...next, settings: { ...before.settings, ...pick(next.settings, live) } })
    if (next.erp && next.erp.password !== before.erp?.password)
      await app.requireErp().session.setPassword(next.erp.password)
    alertsOf(app)?.clear(alertKey)
    logger.info('settings_reloaded', { people: next.staff.length, waiting })
    const people = `规则与 ${next.staff.length} 位同事的名单已生效`
    const counts = waiting.length === 0 ? people : `${people}；重启后生效：${waiting.join('、')}`
    return [counts, ...next.doubts.map(problemText)].join('\n')
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const problems = error.problems.map(({ setting, found, expected }) => `${setting}：${found}，应为 ${expected}`)
    logger.error('settings_refused', { problems })
    const text = `设置有误，仍按原来的运行：\n${problems.join('\n')}`
    await alertsOf(app)?.raise(alertKey, text, { over: '设置已改好，新的设置已生效' })
    return text
  }
}

/** Names of settings that differ and do not change under way. */
function waitingFor(before: Config, next: Config): string[] {
  const changed = (Object.keys(next.settings) as SettingName[]).filter(
    (name) => !live.includes(name) && JSON.stringify(before.settings[name]) !== JSON.stringify(next.settings[name]),
  )
  const proactive = JSON.stringify(before.sales.proactive) !== JSON.stringify(next.sales.proactive)
  return proactive ? [...changed, 'SALES_CONFIG proactive'] : changed
}

const pick = (settings: Settings, names: readonly SettingName[]): Partial<Settings> =>
  Object.fromEntries(names.map((name) => [name, settings[name]]))

const alertsOf = (app: App) => (app.config.erp ? app.requireSync().alerts : undefined)
