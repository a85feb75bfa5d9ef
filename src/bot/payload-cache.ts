interface PayloadStore {
  start(accountId: string): Promise<void>
  stop(): Promise<void>
}

/**
 * puppet-service keeps a disk cache per account: closed at logout, opened at login, neither waiting for the other.
 * A login soon after a logout finds the files locked, and the rejection, which nobody handles, ends the process.
 * This lets the opening wait for the closing.
 */
export function orderPayloadCache(puppet: unknown): void {
  const store = (puppet as { _payloadStore?: Partial<PayloadStore> })._payloadStore
  if (!isPayloadStore(store)) return
  const start = store.start.bind(store)
  const stop = store.stop.bind(store)
  let closing: Promise<void> = Promise.resolve()
  store.stop = () => {
    const closed = Promise.all([closing, stop()]).then(() => {})
    closing = closed.catch(() => {})
    return closed
  }
  store.start = async (accountId) => {
    await closing
    await start(accountId)
  }
}

const isPayloadStore = (store: Partial<PayloadStore> | undefined): store is PayloadStore =>
  typeof store?.start === 'function' && typeof store.stop === 'function'
