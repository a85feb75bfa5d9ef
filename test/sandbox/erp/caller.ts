import { type ErpSandbox, type ErpSandboxOptions, startErpSandbox } from '../../../src/sandbox/erp/index.ts'

type Json = Record<string, unknown>
type Values = Record<string, unknown>

/** A caller that writes every byte by hand, as PROTOCOL.md has it. */
export class Caller {
  readonly sandbox: ErpSandbox
  session = ''

  constructor(sandbox: ErpSandbox) {
    this.sandbox = sandbox
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.sandbox.baseUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  }

  async json(path: string, body: unknown, headers?: Record<string, string>): Promise<Json> {
    return (await (await this.post(path, body, headers)).json()) as Json
  }

  async login(user = 'bot', password = 'sandbox', more: Values = {}, path = '/webapi/v3/ov1/login'): Promise<Json> {
    const values = { user: `txt:${user}`, password: `txt:${password}`, serialnum: 'txt:SN0001', rndcode: '', ...more }
    const answer = await this.json(path, { session: '', datas: pairs(values) })
    const { session } = answer.header as { session?: string }
    if (session) this.session = session
    return answer
  }

  /** The mobile family: session in the body, id/val pairs. */
  mobile(path: string, values: Values = {}, cmdkey?: string): Promise<Json> {
    return this.json(path, {
      session: this.session,
      ...(cmdkey === undefined ? {} : { cmdkey }),
      datas: pairs(values),
    })
  }

  v3(path: string, body: Values): Promise<Json> {
    return this.json(`/webapi/v3${path}`, body, { 'ZBAPI-Token': this.session })
  }

  zb(path: string, datas: unknown): Promise<Json> {
    return this.json(`/webapi/api/ZBServices/webapi/${path}`, { Token: this.session, Datas: datas })
  }

  async allocate(): Promise<number> {
    return at<number>(await this.mobile('/sysa/mobilephone/salesmanage/custom/add.asp'), 'body.bill.value')
  }

  /** Allocates and saves; resolves to the `ord`. */
  async create(values: Values = {}, intsort = 1): Promise<number> {
    const ord = await this.allocate()
    const answer = await this.save(ord, values, intsort)
    if (at(answer, 'header.status') !== 0) throw new Error(said(answer))
    return ord
  }

  save(ord: number, values: Values = {}, intsort = 1): Promise<Json> {
    const person = intsort === 1 ? { person_name: '沈一凡' } : {}
    const all = { ord, name: `样例公司${ord}`, sort1: '3,7', ...person, ...values }
    return this.mobile(`/sysa/mobilephone/salesmanage/custom/add.asp?intsort=${intsort}`, all, '__sys_dosave')
  }

  list(values: Values = {}, page = 'custom'): Promise<Json> {
    return this.mobile(`/sysa/mobilephone/salesmanage/${page}/list.asp`, values, 'refresh')
  }

  /** Fields of a customer's detail by id. */
  async detail(ord: number, page = 'custom'): Promise<Record<string, string>> {
    return fieldsOf(await this.mobile(`/sysa/mobilephone/salesmanage/${page}/add.asp?edit=1`, { ord }))
  }
}

export const pairs = (values: Values) => Object.entries(values).map(([id, val]) => ({ id, val }))

/** A sandbox and a caller who is logged in. */
export async function open(options: ErpSandboxOptions = {}): Promise<Caller> {
  const caller = new Caller(await startErpSandbox(options))
  await caller.login()
  return caller
}

/** What stands at `body.bill.value`. */
export function at<T = unknown>(value: unknown, path: string): T {
  let found = value
  for (const key of path.split('.')) found = (found as Json | undefined)?.[key]
  return found as T
}

/** The words of a ZBDocument, whichever place they stand at. */
export const said = (answer: Json): string =>
  at<string>(answer, 'body.message.text') ?? at<string>(answer, 'header.message') ?? ''

export function fieldsOf(answer: Json): Record<string, string> {
  const groups = at<Array<{ fields: Array<{ id: string; value: string }> }>>(answer, 'body.bill.groups')
  return Object.fromEntries(groups.flatMap(({ fields }) => fields.map(({ id, value }) => [id, value])))
}

/** Rows of a table, zipped by the ids of its columns. */
export function rowsOf(answer: Json, path = 'body.source.table'): Json[] {
  const { cols, rows } = at<{ cols: Array<{ id: string }>; rows: unknown[][] }>(answer, path)
  return rows.map((row) => Object.fromEntries(cols.map(({ id }, i) => [id, row[i]])))
}
