import {
  type AuditQuery,
  decideEntry,
  type EntryId,
  type EntryQuery,
  type LeadQuery,
  type StaffDirectory,
} from '../domain/index.ts'
import { ZhibangError } from '../shared/errors.ts'
import { verifyArchive } from '../store/index.ts'
import type { App } from './app.ts'
import type { Tell } from './control.ts'
import { answerCaptcha, changePassword } from './credentials.ts'
import { examine } from './doctor/examine.ts'
import { writeProbe } from './doctor/write-probe/write-probe.ts'
import { type ExportOptions, exportTable } from './export/export.ts'
import { importFile } from './import.ts'
import { maskLead } from './lead-view.ts'
import { maskDeep } from './mask-deep.ts'
import { erasePerson } from './person/erase-person.ts'
import { exportPerson } from './person/export-person.ts'
import type { PersonQuery } from './person/find-person.ts'
import { recorded } from './recorded.ts'
import type { Reloading } from './reload.ts'
import { type SyncOptions, syncNow } from './sync-now.ts'

/** An operation that cannot be done as asked: names what would be right. */
export class OperationError extends ZhibangError {
  override readonly name = 'OperationError'
  readonly code = 'operation_failed'
}

/** What the command line may ask of the process that owns the data directory: JSON in, JSON out; all of it is logged. */
export const operationsOf = (app: App, reloading?: Reloading, actor?: string) =>
  recorded(app, bareOperations(app, reloading), actor)

function bareOperations(app: App, reloading?: Reloading) {
  const { store, staff } = app.data
  return {
    leads: async (query: LeadQuery) => (await store.leads(query)).map(maskLead),
    'outbox.list': async (query: EntryQuery) => maskDeep(await store.entries(query)),
    'outbox.show': async ({ id }: { id: number }) => maskDeep(await store.entry(id as EntryId)),
    'outbox.decide': async ({
      id,
      decision,
      reason,
    }: {
      id: number
      decision: 'retry' | 'discard'
      reason: string
    }) => {
      const changed = await decideEntry(store, id as EntryId, decision, reason, app.clock.now())
      if (!changed)
        throw new OperationError(
          `#${id} 不在可${decision === 'retry' ? '重试' : '丢弃'}的状态，用 outbox show ${id} 查看`,
        )
      return { id, decision }
    },
    doctor: () => examine(app),
    'doctor.probe': () => writeProbe(app),
    export: (options: ExportOptions) => exportTable(app, options),
    password: ({ password }: { password: string }) => changePassword(app.requireErp(), password),
    captcha: ({ code }: { code: string }) => answerCaptcha(app.requireErp(), code),
    reload: async () => {
      if (!reloading) throw new OperationError('没有正在运行的机器人，设置在它启动时读取')
      return reloading.now()
    },
    'person.export': ({ query, file }: { query: PersonQuery; file: string }) => exportPerson(app, query, file),
    'person.erase': ({ query }: { query: PersonQuery }) => erasePerson(app, query),
    backup: ({ folder }: { folder: string }) => app.data.backup(folder),
    bind: async ({ name }: { name: string }) => {
      if (!staff.byName(name)) throw new OperationError(nobodyOf(name, namesakes(staff, name)))
      return staff.createCode(name, app.clock.now())
    },
    audit: (query: AuditQuery) => store.auditRecords(query),
    'audit.verify': ({ file }: { file?: string }) => (file ? verifyArchive(file) : app.data.verifyAudit()),
    'audit.rotate': ({ before }: { before: number }) => app.data.rotateAudit(before),
    sync: (options: SyncOptions, tell?: Tell) => syncNow(app, options, tell),
    import: ({ file }: { file: string }) => importFile(app, file),
    call: ({ name, params }: { name: string; params: Record<string, unknown> }) =>
      app.requireErp().client.call(name as never, params as never),
  }
}

/** Those who share a name have their department or account added: 李娜(63), 李娜(64). */
const namesakes = (staff: StaffDirectory, name: string): string[] =>
  staff.all().flatMap((one) => (one.active && one.name.startsWith(`${name}(`) ? [one.name] : []))

const nobodyOf = (name: string, alike: readonly string[]): string =>
  alike.length === 0
    ? `没有叫“${name}”的人，请先写入 SALES_CONFIG 的 salespeople`
    : `叫“${name}”的有 ${alike.join('、')}：请写全，例如 zhibang bind '${alike[0]}'`

export type AppOperations = ReturnType<typeof operationsOf>
