import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { messageOf } from '../../shared/errors.ts'
import { StoreError } from '../errors.ts'

/**
 * Creates the data directory and what is missing above it, for its owner alone.
 * Throws StoreError `data_dir_unusable`, saying why.
 */
export function makeDataDir(path: string): void {
  const missing: string[] = []
  let at = resolve(path)
  for (; !isDirectory(at); at = dirname(at)) {
    if (dirname(at) === at) throw new StoreError('data_dir_unusable', `没有 ${at}`)
    missing.unshift(at)
  }
  // One by one: `recursive` tries for ever where the system makes none, as under /proc.
  for (const one of missing) make(one)
}

function isDirectory(path: string): boolean {
  try {
    const found = statSync(path)
    if (found.isDirectory()) return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw unusable(path, error)
  }
  throw new StoreError('data_dir_unusable', `${path} 是文件，不是目录`)
}

function make(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw unusable(path, error)
  }
}

const reasons: Record<string, string> = {
  EACCES: '没有权限',
  EPERM: '没有权限',
  EROFS: '磁盘是只读的',
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已满',
  ENOENT: '系统不许在那里建目录',
  ENAMETOOLONG: '路径太长',
  ENOTDIR: '上级是文件，不是目录',
}

const unusable = (path: string, error: unknown) =>
  new StoreError('data_dir_unusable', `不能创建 ${path}：${reasons[codeOf(error)] ?? messageOf(error)}`, error)

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
