import { isObject, pick, pickArray, pickObject, textOf } from './json.ts'
import { optionsOf } from './options.ts'
import type { ListResult, OptionsResult } from './result.ts'
import { tableOf } from './table.ts'

/** SourceClass: a table, an option list or a tree, under `source` or `report.source`. */
export function sourceOf(holder: unknown): ListResult | OptionsResult | undefined {
  const source = pickObject(holder, 'source') ?? pickObject(pickObject(holder, 'report'), 'source')
  if (!source) return undefined
  const kind = textOf(pick(source, 'type_', 'type')).toLowerCase()
  const readers = [() => listOf(source), () => treeOf(source), () => flatOf(source)]
  if (kind === 'tree' || kind === 'trees') readers.unshift(() => treeOf(source))
  if (kind === 'options') readers.unshift(() => flatOf(source))
  for (const read of readers) {
    const result = read()
    if (result) return result
  }
  return undefined
}

function listOf(source: unknown): ListResult | undefined {
  const table = tableOf(pickObject(source, 'table')) ?? tableOf(source)
  if (!table) return undefined
  const page = pickObject(source, 'page')
  const paged =
    page && !pickObject(pickObject(source, 'table'), 'page')
      ? tableOf({ rows: table.rows, cols: table.cols, page })
      : undefined
  return { kind: 'list', ...table, page: paged?.page ?? table.page }
}

function treeOf(source: unknown): OptionsResult | undefined {
  const trees = pick(source, 'trees', 'tree')
  const nodes = Array.isArray(trees)
    ? trees.flatMap((tree) => pickArray(tree, 'nodes') ?? [tree])
    : isObject(trees)
      ? pickArray(trees, 'nodes', 'children')
      : pickArray(source, 'nodes')
  return nodes && { kind: 'options', options: optionsOf(nodes) }
}

function flatOf(source: unknown): OptionsResult | undefined {
  const options = pick(source, 'options')
  const nodes = Array.isArray(options)
    ? options
    : isObject(options)
      ? pickArray(options, 'nodes', 'options', 'items')
      : undefined
  return nodes && { kind: 'options', options: optionsOf(nodes) }
}
