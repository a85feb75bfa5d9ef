import type { IncomingMessage } from 'node:http'
import type { Fields } from './model.ts'

export interface Target {
  path: string
  query: Fields
}

export function targetOf(url: string): Target {
  const at = url.indexOf('?')
  if (at < 0) return { path: url, query: {} }
  const query: Fields = {}
  for (const [name, value] of new URLSearchParams(url.slice(at + 1))) query[name.toLowerCase()] = value
  return { path: url.slice(0, at), query }
}

const longestBody = 8 * 1024 * 1024

export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((done, fail) => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length > longestBody) request.destroy(new Error('body too long'))
      else chunks.push(chunk)
    })
    request.on('end', () => done(Buffer.concat(chunks).toString('utf8')))
    request.on('error', fail)
    // A caller that goes away in the middle never sends `end`.
    request.on('close', () => fail(new Error('the caller went away')))
  })
}

/** Body of the login and the mobile family. */
export interface MobileBody {
  session: string
  cmdkey: string
  values: Fields
}

/** undefined: not a body of this family. */
export function parseMobileBody(text: string): MobileBody | undefined {
  const body = parseObject(text)
  if (!body) return undefined
  const { session, cmdkey, datas = [] } = body
  if (!Array.isArray(datas)) return undefined
  const values: Fields = {}
  for (const data of datas) {
    if (!isObject(data) || typeof data.id !== 'string') return undefined
    values[data.id] = textOf(data.val)
  }
  return { session: textOf(session), cmdkey: textOf(cmdkey), values }
}

/** Scalars of a flat JSON body as text; lists stay in the raw object. */
export function textFields(body: Record<string, unknown>): Fields {
  const values: Fields = {}
  for (const [id, value] of Object.entries(body)) values[id] = textOf(value)
  return values
}

export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text)
    return isObject(body) ? body : undefined
  } catch {
    return undefined
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
