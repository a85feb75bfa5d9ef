import type { Operation } from '../../../src/erp/catalogue/types.ts'
import type { TextFile } from '../text-file.ts'
import { generatedNote } from './table.ts'

/** Operations by module and category. */
export function moduleIndex(operations: readonly Operation[]): TextFile {
  const modules = grouped(operations, ({ module }) => module || '协议')
  const text = [...modules].flatMap(([module, inModule]) => [
    `## ${module}`,
    '',
    ...[...grouped(inModule, ({ category }) => category || '其他')].flatMap(([category, inCategory]) => [
      `### ${category}`,
      '',
      ...inCategory.map(({ name, label, write }) => `- \`${name}\` ${label}${write ? '（写）' : ''}`),
      '',
    ]),
  ])
  return { path: 'docs/erp/index.md', text: [generatedNote, '# 按模块与分类', '', ...text].join('\n') }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
