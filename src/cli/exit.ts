import { ConfigError, messageOf, ZhibangError } from '../shared/errors.ts'

/** Exit codes of the command line: done, failed, wrong usage or settings. */
export const exitCode = { done: 0, failed: 1, usage: 2 } as const

/** A call that cannot be carried out as written. */
export class UsageError extends ZhibangError {
  override readonly name = 'UsageError'
  readonly code = 'usage'
}

/** Tells what went wrong in one or a few lines on stderr, never a stack trace, and sets the exit code. */
export function report(error: unknown): void {
  if (error instanceof ConfigError) {
    console.error('设置有误：')
    for (const p of error.problems) console.error(`  ${p.setting}：现在是 ${p.found}，应为 ${p.expected}`)
    process.exitCode = exitCode.usage
    return
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  console.error(code === 'ENOENT' ? `没有这个文件或目录：${(error as NodeJS.ErrnoException).path}` : messageOf(error))
  process.exitCode = ofUsage.has(code) ? exitCode.usage : exitCode.failed
}

/** Another call, or other settings, would cure it; by code, as the running bot tells no more. */
const ofUsage = new Set(['usage', 'config_invalid', 'file_unreadable', 'ENOENT', 'erp_no_operation', 'erp_parameter'])
