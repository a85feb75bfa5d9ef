import { isObject, pick, pickArray, textOf } from './json.ts'
import type { ErpOption, ErpRow } from './result.ts'

const idNames = ['value', 'id', 'ord', 'v', 'key']
const textNames = ['text', 'n', 'name', 'label', 'caption', 'title', 'sort1', 'sortname']
const childNames = ['nodes', 'children', 'items', 'childs']

/** One entry of an option list or a node of a tree, with what hangs below it. */
export function optionOf(node: unknown, depth = 0): ErpOption | undefined {
  if (!isObject(node)) {
    const text = textOf(node)
    return text === '' ? undefined : { id: text, text, nodes: [] }
  }
  const id = textOf(pick(node, ...idNames))
  const text = textOf(pick(node, ...textNames))
  if (id === '' && text === '') return undefined
  const below = depth < 20 ? (pickArray(node, ...childNames) ?? []) : []
  return { id: id || text, text: text || id, nodes: below.flatMap((child) => optionOf(child, depth + 1) ?? []) }
}

export const optionsOf = (nodes: readonly unknown[]): ErpOption[] => nodes.flatMap((node) => optionOf(node) ?? [])

/** An option list that came as a table: the id and the name by the columns' usual names. */
export const optionsOfRows = (rows: readonly ErpRow[]): ErpOption[] => optionsOf(rows)

/** All nodes of a tree, parents first. */
export function flatten(options: readonly ErpOption[]): ErpOption[] {
  return options.flatMap((option) => [option, ...flatten(option.nodes)])
}
