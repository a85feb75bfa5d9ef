import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../../config/index.ts'
import type { ConfigError } from '../../shared/errors.ts'
import { openApp } from '../app.ts'
import { dataDirSetting } from '../data-dir.ts'
import { examine } from './examine.ts'
import { type Finding, trouble } from './finding.ts'
import { lookAtGateway, lookAtModel } from './outside.ts'

/** What is looked at in the data directory. */
const ofTheData = ['数据目录', '磁盘', '操作日志', '写入试验']

/** It is the data directory that cannot be used. */
export const isOfDataDir = ({ problems }: ConfigError): boolean =>
  problems.every(({ setting }) => setting === dataDirSetting)

/** The check-up where the data directory cannot be used: everything else is looked at as ever. */
export async function examineElsewhere(config: Config, { problems }: ConfigError): Promise<Finding[]> {
  const unusable = problems.map(({ setting, found, expected }) =>
    trouble('数据目录', `${setting} 是 ${found}`, `改 DATA_DIR 为${expected}`),
  )
  return [...unusable, ...(await examineTheRest(config))]
}

async function examineTheRest(config: Config): Promise<Finding[]> {
  let dir: string | undefined
  try {
    dir = mkdtempSync(join(tmpdir(), 'zhibang-doctor-'))
    const settings = { ...config.settings, DATA_DIR: dir, DATABASE_URL: undefined, STORE_KEY: undefined }
    const app = await openApp({ ...config, settings })
    try {
      return (await examine(app)).filter(({ what }) => !ofTheData.includes(what))
    } finally {
      await app.close()
    }
  } catch {
    // No room for a moment either: what needs none.
    return [await lookAtGateway(config), await lookAtModel(config.llm)]
  } finally {
    if (dir) rmSync(dir, { recursive: true, force: true })
  }
}
