import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { settings } from '../../src/config/index.ts'
import { scratch } from '../support/cli.ts'

const dir = scratch('deploy')
afterAll(dir.remove)
const read = (path: string) => readFileSync(path, 'utf8')

/** Instructions with their continued lines joined, by stage. */
function stagesOf(dockerfile: string): Array<Array<{ name: string; rest: string }>> {
  const lines = dockerfile
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const stages: Array<Array<{ name: string; rest: string }>> = []
  for (const line of lines) {
    const [, name = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? []
    if (name === 'FROM') stages.push([])
    stages.at(-1)?.push({ name, rest })
  }
  return stages
}

const ignored = read('.dockerignore').split('\n')
const reaches = (path: string) => ignored.includes(`!${path.split('/')[0]}`)

describe('the Dockerfile', () => {
  const stages = stagesOf(read('Dockerfile'))
  const last = stages.at(-1) ?? []
  const of = (name: string) => last.filter((one) => one.name === name).map(({ rest }) => rest)

  it('builds in stages on the pinned Node, and copies only what is there and what the context lets through', () => {
    expect(stages.length).toBeGreaterThan(1)
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
    for (const [from] of stages) expect(from?.rest).toMatch(new RegExp(`^node:${devDependencies.node}-`))
    const copied = stages.flat().filter(({ name, rest }) => name === 'COPY' && !rest.startsWith('--from'))
    for (const { rest } of copied) {
      for (const path of rest.split(/\s+/).slice(0, -1)) {
        expect(existsSync(path), path).toBe(true)
        expect(reaches(path), path).toBe(true)
      }
    }
    expect(copied.length).toBeGreaterThan(5)
  })

  it('lets neither settings nor data nor sources into the image that runs', () => {
    expect(ignored[0]).toBe('*')
    for (const name of ['.env', '.git', 'node_modules', 'test']) expect(ignored).not.toContain(`!${name}`)
    expect(ignored.indexOf('data/state')).toBeGreaterThan(ignored.indexOf('!data'))
    expect(of('COPY').join('\n')).not.toMatch(/\bsrc\b|\.env(?!\.example)/)
  })

  it('runs as a user without rights, is looked at, and gets the signal that the bot stops on', () => {
    const order = last.map(({ name }) => name)
    expect(of('USER')).toEqual(['node'])
    expect(order.indexOf('USER')).toBeLessThan(order.indexOf('ENTRYPOINT'))
    expect(JSON.parse(of('ENTRYPOINT')[0] ?? '')).toEqual(['node', 'bin/zhibang.js'])
    expect(JSON.parse(of('CMD')[0] ?? '')).toEqual(['run'])
    expect(of('STOPSIGNAL')).toEqual(['SIGTERM'])
    expect(of('HEALTHCHECK')[0]).toMatch(/METRICS_PORT.*\/healthz/)
    const names = of('ENV')
      .join(' ')
      .match(/\b[A-Z_]+(?==)/g)
    for (const name of names ?? []) expect([...Object.keys(settings), 'NODE_ENV', 'HOME']).toContain(name)
    expect(names).toContain('METRICS_PORT')
  })
})

interface Service {
  image: string
  env_file: string[]
  environment?: Record<string, string>
  volumes: string[]
  ports?: string[]
  stop_grace_period?: string
  user?: string
  read_only?: boolean
  cap_drop?: string[]
  security_opt: string[]
  privileged?: boolean
  depends_on?: Record<string, { condition: string }>
  healthcheck?: { test: string[] }
}

describe('compose.yaml', () => {
  const file = parse(read('compose.yaml')) as { services: Record<string, Service>; volumes: Record<string, unknown> }
  const { bot, db } = file.services

  it('runs the bot beside a PostgreSQL that is ready, and opens no port to the world', () => {
    expect(bot?.depends_on).toEqual({ db: { condition: 'service_healthy' } })
    expect(db?.image).toMatch(/^postgres:\d+/)
    expect(db?.healthcheck?.test.join(' ')).toContain('pg_isready')
    for (const service of Object.values(file.services)) expect(service.ports).toBeUndefined()
  })

  it('has every secret in files of their own, which are kept out of the repository and the image', () => {
    expect(read('compose.yaml').replace(/#.*/g, '')).not.toMatch(/password|secret|token/i)
    expect(bot?.env_file).toEqual(['.env'])
    expect(db?.env_file).toEqual(['postgres.env'])
    const gitignore = read('.gitignore').split('\n')
    expect(gitignore).toContain('.env')
    expect(gitignore).toContain('/postgres.env')
    expect(Object.keys(parseEnv(read('deploy/docker/postgres.env.example'))).sort()).toEqual([
      'POSTGRES_DB',
      'POSTGRES_PASSWORD',
      'POSTGRES_USER',
    ])
  })

  it('names settings that exist, keeps what is written, and gives the bot the time it needs to stop', () => {
    for (const name of Object.keys(bot?.environment ?? {})) expect([...Object.keys(settings), 'HOME']).toContain(name)
    const named = Object.values(file.services).flatMap(({ volumes }) => volumes.map((one) => one.split(':')[0] ?? ''))
    for (const name of named.filter((one) => !one.startsWith('.'))) expect(Object.keys(file.volumes)).toContain(name)
    expect(bot?.environment?.DATA_DIR).toMatch(/^\/data\//)
    expect(Number.parseInt(bot?.stop_grace_period ?? '0', 10)).toBeGreaterThan(10)
  })

  it('gives the bot no rights', () => {
    expect(bot).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
    expect(bot?.privileged).toBeUndefined()
  })
})

describe('the systemd unit', () => {
  const unit = read('deploy/systemd/zhibang.service')
  const values = (name: string) => [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value)

  it('runs the bot as its own user, reloads by SIGHUP, waits for its stop, and does not repeat wrong settings', () => {
    expect(values('ExecStart')).toEqual(['/usr/bin/node bin/zhibang.js run'])
    expect(values('User')).toEqual(['zhibang'])
    expect(values('ExecReload')[0]).toMatch(/-HUP/)
    expect(Number(values('TimeoutStopSec')[0])).toBeGreaterThan(10)
    expect(values('RestartPreventExitStatus')).toEqual(['2'])
    expect(values('UMask')).toEqual(['0077'])
    const names = values('Environment').map((one) => one?.split('=')[0])
    for (const name of names) expect([...Object.keys(settings), 'NODE_ENV', 'HOME']).toContain(name)
  })

  it('is locked down', () => {
    for (const name of [
      'NoNewPrivileges',
      'ProtectHome',
      'PrivateTmp',
      'PrivateDevices',
      'RestrictSUIDSGID',
      'ProtectKernelModules',
    ])
      expect(values(name), name).toEqual(['true'])
    expect(values('ProtectSystem')).toEqual(['strict'])
    expect(values('CapabilityBoundingSet')).toEqual([''])
    expect(values('SystemCallFilter')[0]).toBe('@system-service')
    // V8 writes machine code.
    expect(values('MemoryDenyWriteExecute')).toEqual([])
  })

  const analyze = (...args: string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8' })
  const present = analyze('--version').status === 0
  it.runIf(present)('is understood by systemd and counts as well protected', () => {
    // The installation's own paths are not there: what stands in for them here is.
    const path = join(dir.path, 'zhibang.service')
    writeFileSync(path, unit.replace('/usr/bin/node', process.execPath).replace('/opt/zhibang', dir.path))
    const verified = analyze('verify', path)
    expect(verified.stderr).not.toMatch(/zhibang\.service/)
    const exposure = /level for zhibang\.service: ([\d.]+)/.exec(
      analyze('security', '--offline=true', '--no-pager', path).stdout,
    )
    if (exposure) expect(Number(exposure[1])).toBeLessThan(2.5)
  })
})
