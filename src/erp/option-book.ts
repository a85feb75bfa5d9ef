import { type CallContext, CrmError } from '../domain/crm.ts'
import type { Clock } from '../shared/clock.ts'
import type { Caller } from './caller.ts'
import { type Operation, operation } from './catalogue/index.ts'
import { ErpLabelError } from './errors.ts'
import { flatten, optionsOfRows } from './wire/options.ts'
import type { ErpOption } from './wire/result.ts'

/** Option lists of the server by `enumid` (PROTOCOL.md, option lists). */
export const optionLists = { source: 13, trade: 11, value: 14, channel: 98 } as const
export type OptionListName = keyof typeof optionLists

const listLabels: Record<OptionListName, string> = {
  source: '客户来源',
  trade: '行业',
  value: '价值评估',
  channel: '跟进方式',
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
  /** `sort1` of a 客户分类: "class,stage"; a class alone takes its first stage. Label, or `分类/阶段`. */
  categoryPath(label: string, context?: CallContext): Promise<string>
}

const keptMs = 3_600_000

export function createOptionBook(call: Caller, clock: Clock): OptionBook {
  const known = new Map<string, { at: number; options: Promise<ErpOption[] | undefined> }>()

  function read(name: string, params: Record<string, unknown>, context?: CallContext) {
    const key = `${name} ${JSON.stringify(params)}`
    const hit = known.get(key)
    if (hit && clock.now() - hit.at < keptMs) return hit.options
    const options = ask(call, name, params, context)
    known.set(key, { at: clock.now(), options })
    options.catch(() => known.delete(key))
    return options
  }

  const need = async (name: string, context?: CallContext) => (await read(name, {}, context)) ?? []
  const list = (name: OptionListName, context?: CallContext) =>
    read('options.source', { enumid: optionLists[name] }, context)
  const categories = (context?: CallContext) => need('options.categories', context)

  return {
    list,
    categories,
    people: (context) => need('options.people', context),
    areas: (context) => need('options.areas', context),
    async idOf(name, label, fallback, context) {
      const options = await list(name, context)
      if (!options || options.length === 0) return String(fallback)
      const all = flatten(options)
      const found = all.find((option) => option.text === label) ?? all.find((option) => option.text.startsWith(label))
      if (!found)
        throw new ErpLabelError(
          'options.source',
          listLabels[name],
          label,
          all.map((one) => one.text),
        )
      return found.id
    },
    async categoryPath(label, context) {
      return pathOf(await categories(context), label)
    },
  }
}

async function ask(call: Caller, name: string, params: Record<string, unknown>, context?: CallContext) {
  try {
    const result = await call(operation(name) as Operation, params, context)
    if (result.kind === 'options') return result.options
    return result.kind === 'list' ? optionsOfRows(result.rows) : undefined
  } catch (error) {
    // A server that has no such list, or does not show it to us, is no fault of the call that needs an id.
    if (error instanceof CrmError && error.failure === 'refused') return undefined
    throw error
  }
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
  new ErpLabelError(
    'options.categories',
    '客户分类',
    label,
    nodes.map((node) => node.text),
  )
