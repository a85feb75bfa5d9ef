import type { LoginRefusal, SessionStore, StoredSession } from '../../domain/erp-shared.ts'

/** The session of one process. */
export function createMemorySessionStore(): SessionStore {
  let session: StoredSession | undefined
  let refusal: LoginRefusal | undefined
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
    refusal: async () => refusal,
    async setRefusal(next) {
      refusal = next
    },
  }
}
