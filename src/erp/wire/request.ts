import type { Operation } from '../catalogue/index.ts'

export interface WireRequest {
  /** Relative to the base URL, query included. */
  path: string
  headers: Record<string, string>
  body: string
}

export type ParamValues = Readonly<Record<string, unknown>>

/** One operation as its family wants it on the wire. */
export function requestFor(operation: Operation, values: ParamValues, token: string, contentType: string): WireRequest {
  const { path, inBody } = placed(operation, values)
  const headers: Record<string, string> = {
    'Content-Type': `${contentType}; charset=utf-8`,
    Accept: 'application/json, */*',
  }
  switch (operation.family) {
    case 'login':
      return { path, headers, body: JSON.stringify({ session: '', datas: pairs(inBody) }) }
    case 'mobile': {
      const cmdkey = operation.cmdkey ? { cmdkey: operation.cmdkey } : {}
      return { path, headers, body: JSON.stringify({ session: token, ...cmdkey, datas: pairs(inBody) }) }
    }
    case 'v3':
      return { path, headers: { ...headers, 'ZBAPI-Token': token }, body: JSON.stringify(inBody) }
    case 'zbservices':
      return {
        path,
        headers,
        body: JSON.stringify({ Token: token, Datas: operation.batch ? [inBody] : asText(inBody) }),
      }
  }
}

const pairs = (values: ParamValues) => Object.entries(values).map(([id, val]) => ({ id, val }))

/** The documentation's queries carry numbers as text. */
const asText = (values: ParamValues) =>
  Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, typeof value === 'number' ? String(value) : value]),
  )

/** Splits the values into query and body. A value named in the fixed query replaces it there: both places count. */
function placed(operation: Operation, values: ParamValues): { path: string; inBody: ParamValues } {
  const [base = '', fixed = ''] = operation.path.split('?')
  const query = new URLSearchParams(fixed)
  const inBody: Record<string, unknown> = {}
  for (const [id, value] of Object.entries(values)) {
    if (value === undefined) continue
    const inQuery = operation.params.some((param) => param.id === id && param.in === 'query')
    if (inQuery || query.has(id)) query.set(id, String(value))
    if (!inQuery) inBody[id] = value
  }
  const text = query.toString()
  return { path: text === '' ? base : `${base}?${text}`, inBody }
}
