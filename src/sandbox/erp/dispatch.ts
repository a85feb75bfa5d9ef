import { type Answer, json, serverError } from './answer/answer.ts'
import { renderV3, renderZbServices, v3Busy, v3NoToken, zbBusy, zbNoToken } from './answer/flat.ts'
import { renderBusy, renderMobile, renderNoSession, zbDocument } from './answer/mobile.ts'
import { findNestedProblem, findProblem } from './check.ts'
import { type Endpoint, endpointsByPage, pageOf } from './endpoints.ts'
import type { Fields } from './model.ts'
import { type ErpOperation, operationOf } from './operations/index.ts'
import * as lists from './operations/option-lists.ts'
import { isObject, parseMobileBody, parseObject, type Target, textFields, textOf } from './request.ts'
import { done, type Result, refused } from './result.ts'
import type { Session, Sessions } from './sessions.ts'
import type { World } from './world.ts'

/** A request that is understood as far as its family: what it is, who sends it, and how it is answered. */
export interface Understood {
  /** For the list of calls and for faults. */
  operation: string
  /** The token or session that came along. */
  session: string
  run(): Answer
  busy(): Answer
  expired(): Answer
}

export interface Desk {
  world: World
  sessions: Sessions
  appversion: string
}

type Headers = Record<string, string | string[] | undefined>
type OptionPage = (call: { params: Fields; world: World }) => Result

const optionPages: Record<string, [name: string, run: OptionPage]> = {
  '/mobilephone/source.asp': ['options.source', lists.source],
  '/mobilephone/systemmanage/gate_list.asp': ['options.people', lists.people],
  '/mobilephone/systemmanage/area_list.asp': ['options.areas', lists.areaTree],
  '/mobilephone/systemmanage/telsort_list.asp': ['options.categories', lists.categories],
}

/** Finds what a request means; undefined: there is no such page. */
export function understand(desk: Desk, target: Target, body: string, headers: Headers): Understood | undefined {
  const page = pageOf(target.path)
  const { loginPath, sysaPrefix } = desk.world.variants
  if (page.endsWith('.asp') && !prefixFits(target.path, sysaPrefix)) return undefined
  if (page === '/webapi/v3/ov1/login') return loginPath === 'mobile' ? undefined : login(desk, body, headers)
  if (page === '/mobilephone/login.asp') return loginPath === 'v3' ? undefined : login(desk, body, headers)
  if (page.endsWith('.asp')) return mobile(desk, page, target, body, headers)
  if (page.includes('/zbservices/')) return zbServices(desk, page, body)
  return v3(desk, page, target, body, headers)
}

function prefixFits(path: string, prefix: World['variants']['sysaPrefix']): boolean {
  const has = /^\/sysa\//i.test(path)
  return prefix === 'either' || (prefix === 'required') === has
}

const zsmlOnly = '请求格式错误，Content-Type 应为 application/zsml'
const wantsZsml = ({ world }: Desk, headers: Headers) =>
  world.variants.contentType === 'zsml' && !String(headers['content-type'] ?? '').startsWith('application/zsml')

function login({ world, sessions, appversion }: Desk, body: string, headers: Headers): Understood {
  const { variants } = world
  const refusal = (message: string) => json({ header: { status: 1, message, session: '' } }, 'refused')
  const run = (): Answer => {
    const parsed = parseMobileBody(body)
    if (!parsed) return serverError(variants.htmlErrorStatus)
    if (wantsZsml({ world, sessions, appversion }, headers)) return refusal(zsmlOnly)
    const { user = '', password = '', serialnum = '', rndcode = '' } = parsed.values
    if (!/^(?:txt:)?[A-Za-z0-9]{1,20}$/.test(serialnum)) return refusal('序列号格式不正确')
    const secret = plain(password)
    const captcha = plain(rndcode) ?? rndcode
    const answer = sessions.login(plain(user) ?? '', secret, captcha, world.now(), variants.captchaAtLogin)
    if ('refused' in answer) return refusal(answer.refused)
    const status = variants.numbersAsStrings ? '0' : 0
    return json({ header: { status, message: 'API鉴权成功.', session: answer.session.id, appversion } }, 'done')
  }
  return { operation: 'login', session: '', run, busy: () => refusal('系统繁忙，请稍后再试'), expired: run }
}

/** `txt:` marks plain text; encrypted values have no key here. */
const plain = (value: string): string | undefined => (value.startsWith('txt:') ? value.slice(4) : undefined)

function mobile(desk: Desk, page: string, { query }: Target, body: string, headers: Headers): Understood | undefined {
  const { world, sessions } = desk
  const { variants } = world
  const parsed = parseMobileBody(body)
  const common = {
    session: parsed?.session ?? '',
    busy: () => renderBusy(variants),
    expired: () => renderNoSession(variants),
  }
  const guarded = (name: string, work: (session: Session, values: Fields) => Answer): Understood => ({
    ...common,
    operation: name,
    run() {
      if (!parsed) return serverError(variants.htmlErrorStatus)
      if (wantsZsml(desk, headers)) return renderMobile(refused(zsmlOnly), variants)
      const session = sessions.find(parsed.session, world.now())
      return session ? work(session, { ...query, ...parsed.values }) : renderNoSession(variants)
    },
  })
  if (page === '/mobilephone/logout.asp') {
    return guarded('logout', (session) => {
      sessions.end(session.id)
      return json(
        zbDocument(variants, { status: 0, message: '退出成功' }, { message: { title: '', text: '退出成功' } }),
        'done',
      )
    })
  }
  const option = optionPages[page]
  if (option) return guarded(option[0], (_session, params) => renderMobile(option[1]({ params, world }), variants))
  const candidates = endpointsByPage().get(page)
  if (!candidates) return undefined
  const endpoint = chooseEndpoint(candidates, query, parsed?.cmdkey ?? '')
  if (!endpoint) return guarded('unknown_message', () => renderMobile(refused('不支持的操作'), variants))
  const operation = operationOf(endpoint)
  return guarded(operation.name, (session, values) => {
    const result = carryOut(desk, { endpoint, operation, values, session })
    const skeleton = endpoint.cmdkey === 'refresh' && parsed?.cmdkey === ''
    return renderMobile(skeleton ? withoutRows(result) : result, variants)
  })
}

/** The most specific documented endpoint whose query and `cmdkey` fit. */
function chooseEndpoint(candidates: readonly Endpoint[], query: Fields, cmdkey: string): Endpoint | undefined {
  const fitting = candidates.filter(({ deciding }) => deciding.every(([name, value]) => query[name] === value))
  const exact = fitting.find((endpoint) => (endpoint.cmdkey ?? '') === cmdkey)
  if (exact || cmdkey !== '') return exact
  return fitting.find((endpoint) => endpoint.cmdkey === 'refresh')
}

/** Without `refresh` a list is only its page's skeleton. */
function withoutRows(result: Result): Result {
  if (result.kind !== 'table') return result
  const { columns, page } = result.table
  return { kind: 'table', table: { columns, rows: [], page: { ...page, records: 0 } } }
}

function v3(desk: Desk, page: string, { query }: Target, body: string, headers: Headers): Understood | undefined {
  const endpoint = endpointsByPage().get(page)?.[0]
  if (!endpoint) return undefined
  const { world, sessions } = desk
  const operation = operationOf(endpoint)
  const token = String(headers['zbapi-token'] ?? '')
  return {
    operation: operation.name,
    session: token,
    busy: v3Busy,
    expired: v3NoToken,
    run() {
      const session = sessions.find(token, world.now())
      if (!session) return v3NoToken()
      const raw = body.trim() === '' ? {} : parseObject(body)
      if (!raw) return serverError(world.variants.htmlErrorStatus)
      const values = { ...query, ...textFields(raw) }
      return renderV3(carryOut(desk, { endpoint, operation, values, raw, session }), world.variants)
    },
  }
}

const mostRows = 50

function zbServices(desk: Desk, page: string, body: string): Understood | undefined {
  const endpoint = endpointsByPage().get(page)?.[0]
  if (!endpoint) return undefined
  const { world, sessions } = desk
  const operation = operationOf(endpoint)
  const parsed = parseObject(body)
  const token = textOf(parsed?.Token)
  return {
    operation: operation.name,
    session: token,
    busy: zbBusy,
    expired: zbNoToken,
    run() {
      if (!parsed) return serverError(world.variants.htmlErrorStatus)
      const session = sessions.find(token, world.now())
      if (!session) return zbNoToken()
      const lines = Array.isArray(parsed?.Datas) ? parsed.Datas : [parsed?.Datas ?? {}]
      if (lines.length > mostRows) return renderZbServices(refused(`一次最多 ${mostRows} 条`))
      if (!lines.every(isObject)) return renderZbServices(refused('Datas 格式错误'))
      let last: Result = done('操作成功')
      for (const line of lines) {
        last = carryOut(desk, { endpoint, operation, values: textFields(line), raw: line, session })
        if (last.kind === 'refused') break
      }
      return renderZbServices(last)
    },
  }
}

interface Work {
  endpoint: Endpoint
  operation: ErpOperation
  values: Fields
  /** The parameters as they came, where lists may stand in them. */
  raw?: Record<string, unknown>
  session: Session
}

function carryOut({ world }: Desk, { endpoint, operation, values, raw, session }: Work): Result {
  const user = world.directory.users.get(session.account.userId)
  if (!user || user.frozen) return refused('账号已停用')
  const problem = operation.ownChecks ? undefined : problemOf(endpoint, values, raw)
  if (problem) return refused(problem)
  const run = () => operation.run({ endpoint, params: values, raw, user, world })
  if (!savesRecord(endpoint) || world.variants.ghostSaves <= 0) return run()
  const result = world.state.pretend(run)
  // Only a save that says 保存成功 is one of the N that store nothing.
  if (result.kind === 'done') world.variants = { ...world.variants, ghostSaves: world.variants.ghostSaves - 1 }
  return result
}

const problemOf = ({ params, nested }: Endpoint, values: Fields, raw: Work['raw']): string | undefined =>
  nested && raw ? findNestedProblem(params, raw) : findProblem(params, values, new Set())

const savesRecord = ({ cmdkey, page }: Endpoint): boolean =>
  cmdkey === '__sys_dosave' || /^\/webapi\/v3\/sales\/customer\/(?:add|edit)$/.test(page)
