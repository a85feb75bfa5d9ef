import { type CallContext, CrmError } from '../domain/crm.ts'
import type { Clock } from '../shared/clock.ts'
import type { Caller } from './caller.ts'
import { ownOperation } from './catalogue/catalogue.ts'
import type { Operation, OperationName } from './catalogue/index.ts'
import { ErpLabelError } from './errors.ts'
import { flatten, optionsOfRows } from './wire/options.ts'
import type { ErpOption } from './wire/result.ts'

/** Option lists of the server by `enumid` (PROTOCOL.md, option lists). */
export const optionLists = { source: 13, trade: 11, value: 14, channel: 98 } as const
export type OptionListName = keyof typeof optionLists

const listLabels: Record<OptionListName, string> = {
  source: '客户来源',
  trade: '客户行业',
  value: '价值评估',
  channel: '跟进方式',
}

/** What the ids of RULES.md stand for: another installation has the same labels under other ids. */
const sourceLabels: Record<number, string> = {
  171: '网站注册',
  172: '朋友介绍',
  173: '陌生开发',
  174: '广告宣传',
  977: 'VIP',
}

/** The server's own option lists: read once, kept for an hour. */
export interface OptionBook {
  /** Undefined: this server has no such list. */
  list(name: OptionListName, context?: CallContext): Promise<ErpOption[] | undefined>
  categories(context?: CallContext): Promise<ErpOption[]>
  people(context?: CallContext): Promise<ErpOption[]>
  areas(context?: CallContext): Promise<ErpOption[]>
  /**
   * Id of a label. `fallback` counts only where the server has no list.
   * Throws ErpLabelError that names what exists.
   */
  idOf(name: OptionListName, label: string, fallback: string | number, context?: CallContext): Promise<string>
  /**
   * 客户来源 as this server numbers it: an id of RULES.md goes by its label, any other must exist.
   * Throws ErpLabelError that names what exists.
   */
  sourceId(configured: number, context?: CallContext): Promise<string>
  /** `sort1` of a 客户分类: "class,stage"; a class alone takes its first stage. Label, or `分类/阶段`. */
  categoryPath(label: string, context?: CallContext): Promise<string>
  /** Forgets what was read. */
  refresh(): void
}

const keptMs = 3_600_000

export function createOptionBook(call: Caller, clock: Clock): OptionBook {
  const known = new Map<string, { at: number; options: Promise<ErpOption[] | undefined> }>()

  function read(name: OperationName, params: Record<string, unknown>, context?: CallContext) {
    const key = `${name} ${JSON.stringify(params)}`
    const hit = known.get(key)
    if (hit && clock.now() - hit.at < keptMs) return hit.options
    // Others share what is read here: it must not end with the first caller's patience.
    const options = ask(call, name, params, { ...context, signal: undefined })
    known.set(key, { at: clock.now(), options })
    options.catch(() => known.delete(key))
    return options
  }

  const need = async (name: OperationName, context?: CallContext) => (await read(name, {}, context)) ?? []
  const list = (name: OptionListName, context?: CallContext) =>
    read('options.source', { enumid: optionLists[name] }, context)
  const categories = (context?: CallContext) => need('options.categories', context)

  return {
    list,
    categories,
    people: (context) => need('options.people', context),
    areas: (context) => need('options.areas', context),
    async idOf(name, label, fallback, context) {
      const options = flatten((await list(name, context)) ?? [])
      if (options.length === 0) return String(fallback)
      const found = byLabel(options, label)
      if (!found) throw new ErpLabelError('options.source', listLabels[name], label, textsOf(options))
      return found.id
    },
    async sourceId(configured, context) {
      const options = flatten((await list('source', context)) ?? [])
      if (options.length === 0) return String(configured)
      const label = sourceLabels[configured]
      const found =
        (label !== undefined && byLabel(options, label)) || options.find((option) => option.id === String(configured))
      if (found) return found.id
      const wanted = label === undefined ? String(configured) : `${configured} ${label}`
      const existing = options.map((option) => `${option.id} ${option.text}`)
      throw new ErpLabelError('options.source', listLabels.source, wanted, existing)
    },
    async categoryPath(label, context) {
      return pathOf(await categories(context), label)
    },
    refresh: () => known.clear(),
  }
}

/** Exact, else the only one that begins like it: 其他 for 其他(微信). */
function byLabel(options: readonly ErpOption[], label: string): ErpOption | undefined {
  const exact = options.find((option) => option.text === label)
  if (exact) return exact
  const alike = options.filter((option) => option.text.startsWith(label))
  return alike.length === 1 ? alike[0] : undefined
}

const textsOf = (options: readonly ErpOption[]) => options.map((option) => option.text)

async function ask(call: Caller, name: OperationName, params: Record<string, unknown>, context?: CallContext) {
  const found = ownOperation(name)
  try {
    return await read(call, found, params, context)
  } catch (error) {
    if (!mayBeElsewhere(error)) return absent(error)
    // The documentation also writes these paths without /sysa.
    const older = { ...found, path: found.path.replace(/^\/sysa/i, '') }
    return read(call, older, params, context).catch(() => absent(error))
  }
}

/** No such path: HTTP 404, or a page in place of an answer. */
const mayBeElsewhere = (error: unknown) =>
  error instanceof CrmError && (error.code === 'erp_no_path' || error.code === 'erp_unreachable')

async function read(call: Caller, at: Operation, params: Record<string, unknown>, context?: CallContext) {
  const result = await call(at, params, context)
  if (result.kind === 'options') return result.options
  return result.kind === 'list' ? optionsOfRows(result.rows) : undefined
}

/** A server that has no such list, or does not show it to us, is no fault of the call that needs an id. */
function absent(error: unknown): undefined {
  if (!(error instanceof CrmError && error.failure === 'refused')) throw error
}

function pathOf(tree: readonly ErpOption[], label: string): string {
  const [className = '', stageName] = label.split(/[/／,，>]/).map((part) => part.trim())
  const wanted = tree.find((node) => node.text === className) ?? flatten(tree).find((node) => node.text === className)
  if (!wanted) throw missing(tree, label)
  const stage = stageName ? wanted.nodes.find((node) => node.text === stageName) : wanted.nodes[0]
  if (stageName && !stage) throw missing(wanted.nodes, label)
  if (!stage) return wanted.id
  // Values of a tree may be whole paths already.
  return stage.id.includes(',') ? stage.id : `${wanted.id},${stage.id}`
}

const missing = (nodes: readonly ErpOption[], label: string) =>
  new ErpLabelError('options.categories', '客户分类', label, textsOf(nodes))
