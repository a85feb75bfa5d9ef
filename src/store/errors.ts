import { ZhibangError } from '../shared/errors.ts'

export type StoreFault =
  | 'data_dir_busy'
  | 'data_dir_unusable'
  | 'store_full'
  | 'store_read_only'
  | 'store_corrupt'
  | 'store_newer'
  | 'store_failed'
  | 'store_key'
  | 'document_corrupt'

/** The store cannot do its work. The text says what happened and what to do; nothing acknowledged before is lost. */
export class StoreError extends ZhibangError {
  override readonly name = 'StoreError'
  readonly code: StoreFault

  constructor(code: StoreFault, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

// Primary result codes of SQLite (https://sqlite.org/rescode.html).
const faults: Record<number, [StoreFault, string]> = {
  5: ['data_dir_busy', '数据目录正被另一个进程使用，请先停止它，或让命令连接到它'],
  8: ['store_read_only', '数据目录不可写，请检查权限或磁盘是否被挂载为只读'],
  10: ['store_failed', '读写数据文件出错，请检查磁盘'],
  11: ['store_corrupt', '数据文件已损坏，请停止程序，用 zhibang backup 的备份恢复'],
  13: ['store_full', '磁盘已满，请腾出空间；已确认的消息没有丢失，未确认的会重新接收'],
  14: ['store_failed', '无法打开数据文件，请检查目录是否存在、是否可写'],
  26: ['store_corrupt', '数据文件不是数据库，可能被改动过，请用备份恢复'],
}

/** Turns an error of SQLite into ours; anything else is passed on. */
export function toStoreError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined
  const fault = code === undefined ? undefined : faults[code]
  return fault ? new StoreError(fault[0], `${fault[1]}（${path}）`, error) : error
}
