import { createHash } from 'node:crypto'
import { chmodSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { messageOf, ZhibangError } from '../shared/errors.ts'

/** Tells the caller how far the work is: plain JSON. */
export type Tell = (progress: unknown) => void

/** What a running bot does for the command line: plain JSON in, plain JSON out. */
export type Operations = { [name: string]: (input: never, tell: Tell) => Promise<unknown> }

interface Request {
  operation: string
  input: unknown
}
type Answer = { ok: true; result: unknown } | { ok: false; code: string; message: string }
type Line = Answer | { progress: unknown }

/** An operation failed in the process that owns the data directory. */
export class RemoteError extends ZhibangError {
  override readonly name = 'RemoteError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

// The kernel takes about a hundred bytes for a socket's path.
const longestPath = 100

/** The socket of a data directory: inside it, or beside it in the temporary directory where the path would be too long. */
export function controlPath(dataDir: string): string {
  const inside = resolve(dataDir, 'control.sock')
  const name = `zhibang-${createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16)}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return Buffer.byteLength(inside) <= longestPath ? inside : join(tmpdir(), `${name}.sock`)
}

/** Lets command-line calls attach to this process. Only the owner of the data directory calls this. */
export async function serveControl(dataDir: string, operations: Operations): Promise<{ close(): Promise<void> }> {
  const path = controlPath(dataDir)
  // Whoever holds the directory's lock owns the socket: what lies there is left over from a killed process.
  if (process.platform !== 'win32') rmSync(path, { force: true })
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    // One after the other, so that a client can match answers by order.
    let last: Promise<unknown> = Promise.resolve()
    linesOf(socket).on('line', (line) => {
      last = last.then(() => answer(line, operations, socket))
    })
  })
  await listen(server, path)
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  return {
    close: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => done())
      }),
  }
}

function linesOf(socket: Socket) {
  // The interface repeats its input's errors; they are dealt with at the socket.
  return createInterface({ input: socket }).on('error', () => {})
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(path, done)
  })
}

async function answer(line: string, operations: Operations, socket: Socket): Promise<void> {
  const reply = (value: Line) => socket.writable && socket.write(`${JSON.stringify(value)}\n`)
  try {
    const { operation, input } = JSON.parse(line) as Request
    const run = operations[operation]
    if (!run) throw new RemoteError('unknown_operation', `运行中的程序不认识 ${operation}，版本可能不同，请重启它`)
    reply({ ok: true, result: (await run(input as never, (progress) => reply({ progress }))) ?? null })
  } catch (error) {
    reply({ ok: false, code: error instanceof ZhibangError ? error.code : 'failed', message: messageOf(error) })
  }
}

export interface ControlClient {
  call(operation: string, input: unknown, tell?: Tell): Promise<unknown>
  close(): void
}

/** Attaches to the process that owns the directory; undefined where none runs. */
export function attachControl(dataDir: string): Promise<ControlClient | undefined> {
  return new Promise((done) => {
    const socket = connect(controlPath(dataDir))
    socket.once('error', () => done(undefined))
    socket.once('connect', () => done(clientOver(socket)))
  })
}

function clientOver(socket: Socket): ControlClient {
  const waiting: Array<{ done(result: unknown): void; fail(error: Error): void; tell?: Tell }> = []
  linesOf(socket).on('line', (line) => {
    const answer = JSON.parse(line) as Line
    if ('progress' in answer) return waiting[0]?.tell?.(answer.progress)
    const call = waiting.shift()
    if (answer.ok) call?.done(answer.result)
    else call?.fail(new RemoteError(answer.code, answer.message))
  })
  const lost = () => {
    for (const call of waiting.splice(0))
      call.fail(new RemoteError('connection_lost', '与运行中的程序断开了，请看它的日志'))
  }
  socket.on('close', lost)
  socket.on('error', lost)
  return {
    call: (operation, input, tell) =>
      new Promise((done, fail) => {
        waiting.push({ done, fail, tell })
        socket.write(`${JSON.stringify({ operation, input } satisfies Request)}\n`)
      }),
    close: () => socket.end(),
  }
}
