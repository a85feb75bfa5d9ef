import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { StoredSession } from '../../src/domain/index.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { createSharedSessions, openPostgresStore, type PostgresStore } from '../../src/store/index.ts'
import { type PostgresServer, postgresAvailable, startPostgres } from '../support/postgres.ts'

describe.skipIf(!postgresAvailable)('the ERP session of a fleet', () => {
  let server: PostgresServer
  const opened: PostgresStore[] = []
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()))
  })
  afterAll(() => server.stop())

  /** As many processes as asked for, each with connections of its own. */
  async function fleet(count: number) {
    const url = await server.createDatabase()
    return Promise.all(
      Array.from({ length: count }, async () => {
        const data = await openPostgresStore({ url, dataDir: '' })
        opened.push(data)
        return createSharedSessions({ postgres: data.postgres, erp: 'http://erp bot', clock: systemClock })
      }),
    )
  }
  const session = (token: string): StoredSession => ({ token, at: 1, version: '32.17' })

  it('of all who ask at once one logs in, and all get what it got', async () => {
    const members = await fleet(6)
    let logins = 0
    const login = async () => {
      logins++
      await systemClock.sleep(150)
      return session(`t${logins}`)
    }
    const got = await Promise.all(members.flatMap((one) => [one.renew(undefined, login), one.renew(undefined, login)]))
    expect(logins).toBe(1)
    expect(new Set(got.map(({ token }) => token))).toEqual(new Set(['t1']))
    expect(await members[3]?.current()).toEqual(session('t1'))
  })

  it('one that ran out is renewed once, by whoever sees it first; the others take the new one', async () => {
    const [one, two] = await fleet(2)
    await one?.renew(undefined, async () => session('old'))
    expect(await two?.current()).toEqual(session('old'))
    await two?.drop('old')
    expect(await two?.current()).toBeUndefined()
    expect(await two?.renew('old', async () => session('new'))).toEqual(session('new'))
    const never = async (): Promise<StoredSession> => {
      throw new Error('a second login would end the first')
    }
    expect(await one?.renew('old', never)).toEqual(session('new'))
    await one?.drop('old')
    expect(await two?.current()).toEqual(session('new'))
  })

  it('a login that fails is told to whoever asked, and the next one tries', async () => {
    const [one, two] = await fleet(2)
    await expect(one?.renew(undefined, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    expect(await two?.renew(undefined, async () => session('t'))).toEqual(session('t'))
  })

  it('whoever dies during his login keeps nobody waiting', async () => {
    const [one, two] = await fleet(2)
    let began = () => {}
    let die = () => {}
    const logging = new Promise<void>((done) => {
      began = done
    })
    const dying = one?.renew(undefined, () => {
      began()
      return new Promise<StoredSession>((_, fail) => {
        die = () => fail(new Error('dead'))
      })
    })
    dying?.catch(() => {})
    await logging
    const waiting = two?.renew(undefined, async () => session('second'))
    // As the end of its process would: its connections are gone.
    await opened[1]?.postgres.session(async (link) => {
      await link.query(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid != pg_backend_pid()",
      )
    })
    expect(await waiting).toEqual(session('second'))
    die()
  })

  it('a refused login is remembered by all', async () => {
    const [one, two] = await fleet(2)
    const refusal = { fingerprint: 'f', code: 'erp_wrong_password', serverMessage: '密码错误', at: 5 }
    await one?.setRefusal(refusal)
    expect(await two?.refusal()).toEqual(refusal)
    await two?.setRefusal(undefined)
    expect(await one?.refusal()).toBeUndefined()
  })
})
