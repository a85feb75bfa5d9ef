import type { LoginRefusal, RefusalMemory, SessionStore, StoredSession } from '../../domain/erp-shared.ts'

/** The session of one process; what was refused may outlive it. */
export function createMemorySessionStore(refusals: RefusalMemory = createRefusalMemory()): SessionStore {
  let session: StoredSession | undefined
  let renewing: Promise<StoredSession> | undefined

  return {
    current: async () => session,
    renew(stale, login) {
      if (session && session.token !== stale) return Promise.resolve(session)
      renewing ??= login()
        .then((fresh) => {
          session = fresh
          return fresh
        })
        .finally(() => {
          renewing = undefined
        })
      return renewing
    },
    async drop(token) {
      if (session?.token === token) session = undefined
    },
    refusal: async () => refusals.get(),
    setRefusal: (refusal) => refusals.set(refusal),
  }
}

function createRefusalMemory(): RefusalMemory {
  let refusal: LoginRefusal | undefined
  return {
    get: () => refusal,
    async set(next) {
      refusal = next
    },
  }
}
