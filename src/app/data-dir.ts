import { ConfigError } from '../shared/errors.ts'
import { makeDataDir, StoreError, type StoreFault } from '../store/index.ts'

export const dataDirSetting = 'DATA_DIR'

/** What another directory, or another disk, would cure. */
const ofThePlace: readonly StoreFault[] = ['data_dir_unusable', 'store_full', 'store_read_only', 'store_failed']

/** Creates the directory where it is missing. Throws ConfigError where it cannot be used. */
export const readyDataDir = (dataDir: string): Promise<void> => inDataDir(dataDir, async () => makeDataDir(dataDir))

/** Opens something in the data directory: a place that cannot be used is a wrong setting, told as one. */
export async function inDataDir<T>(dataDir: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (!(error instanceof StoreError) || !ofThePlace.includes(error.code)) throw error
    const expected = '可写的目录，所在的磁盘有空间'
    throw new ConfigError([{ setting: dataDirSetting, found: `“${dataDir}”（${error.message}）`, expected }])
  }
}
