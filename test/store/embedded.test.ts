import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedStore } from '../../src/store/index.ts'
import { TestClock } from '../support/test-clock.ts'
import { start } from './records.ts'
import { type StoreUnderTest, storeContract } from './store-contract.ts'

storeContract('the embedded store', async (): Promise<StoreUnderTest> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhibang-store-'))
  const clock = new TestClock(start)
  const open = () => openEmbeddedStore({ dataDir, clock })
  let data = await open()
  return {
    store: data.store,
    clock,
    async reopen() {
      await data.close()
      data = await open()
      return data.store
    },
    async close() {
      await data.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
})
