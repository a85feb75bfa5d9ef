import { log } from 'wechaty'

export { type AccountWatch, watchAccount } from './account.ts'
export { buildWechaty } from './build-wechaty.ts'
export { type CommandsOptions, createCommands } from './commands/commands.ts'
export { parseCommand, parseReply } from './commands/parse.ts'
export type {
  Answer,
  Command,
  CommandContext,
  CommandInput,
  CommandMessage,
  Place,
  Reply,
  Sender,
} from './commands/types.ts'
export type { CaptureOptions } from './consent.ts'
export { Echoes } from './echoes.ts'
export { wechatyMessenger } from './messenger.ts'
export { payloadCacheOf } from './payload-cache.ts'
export { wechatyPictures } from './pictures.ts'
export { type SalesPluginDeps, salesPlugin, salesPluginWhenOpen } from './plugin.ts'
export {
  type ConnectionChange,
  type ConnectionState,
  type Supervisor,
  type SupervisorOptions,
  superviseConnection,
} from './supervisor.ts'

/** Keeps Wechaty's own log off the terminal. Never `verbose` or `silly`: they swallow unhandled rejections. */
export function quietWechaty(level: 'silent' | 'error' | 'warn' | 'info' = 'error'): void {
  log.level(level)
}
