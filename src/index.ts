/**
 * wechaty-plugin-zhibang: turns WeChat conversations into customers, follow-up notes and assignments in the
 * 智邦国际 ERP, and lets salespeople work the ERP from chat.
 */
export type { Extensions } from './app/extensions.ts'
export { ZhibangSales, type ZhibangSalesOptions } from './app/plugin.ts'
export {
  type Answer,
  type CaptureOptions,
  type Command,
  type CommandContext,
  type CommandInput,
  type Supervisor,
  superviseConnection,
} from './bot/index.ts'
export type { SalesConfigInput, ZhibangOptions } from './config/index.ts'
export * from './domain/index.ts'
export { createErp, type Erp } from './erp/index.ts'
export { createScorer, scoreThread, type ThreadScore } from './scoring/index.ts'
export { ConfigError, type ConfigProblem, ZhibangError } from './shared/errors.ts'
export { StoreError } from './store/index.ts'
export type { SyncEvent, SyncListener } from './sync/index.ts'
