import type { Cursors, Store } from '../../domain/index.ts'
import { StoreError } from '../errors.ts'
import { createCodec, keyOf } from './codec.ts'
import { sealedStore } from './sealed-store.ts'

const checkName = 'store.key'
const checkPlace = 'key'
const checkWords = 'zhibang'

/**
 * The store under STORE_KEY; unchanged where there is none and never was. What was written before stays readable.
 * Throws StoreError `store_key`: no key, or another one, for words that are sealed.
 */
export async function openSealed(store: Store, cursors: Cursors, key: string | undefined): Promise<Store> {
  const check = cursors.get<string>(checkName)
  if (key === undefined) {
    if (check === undefined) return store
    throw new StoreError('store_key', '聊天原文是加密的：请设 STORE_KEY 为写入时的密钥')
  }
  const bytes = keyOf(key)
  if (!bytes) throw new StoreError('store_key', 'STORE_KEY 应为 32 字节的密钥，例如 openssl rand -base64 32 的输出')
  const codec = createCodec(bytes)
  const refuseOther = (sealed: string) => {
    if (codec.open(sealed, checkPlace) !== checkWords)
      throw new StoreError('store_key', 'STORE_KEY 不是写入时的那一个，聊天原文打不开：请找回原来的密钥')
  }
  if (check !== undefined) refuseOther(check)
  // A look at plain data under a key changes nothing: the first sealed words make the key theirs.
  let marked: Promise<void> | undefined = check === undefined ? undefined : Promise.resolve()
  return sealedStore(store, codec, () => {
    marked ??= mark().catch((error) => {
      marked = undefined
      throw error
    })
    return marked
  })

  async function mark(): Promise<void> {
    const own = codec.seal(checkWords, checkPlace)
    // Of two processes with two keys the first one's counts.
    const kept = await cursors.change<string, string>(checkName, (known = own) => ({ value: known, result: known }))
    refuseOther(kept)
  }
}
