import type { Operation } from '../../../src/erp/catalogue/types.ts'
import type { Documentation } from '../documentation.ts'
import type { TextFile } from '../text-file.ts'
import { generatedNote, table } from './table.ts'

const families = { login: '登录', mobile: '移动 .asp', v3: 'v3', zbservices: 'ZBServices' } as const

/** All rows of the documentation, each with the operation it resolves to. */
export function quickReference({ apis, rows, endpoints }: Documentation, operations: readonly Operation[]): TextFile {
  const byRow = new Map(operations.flatMap((operation) => operation.rows.map((row) => [row, operation.name])))
  const beyond = operations.filter((operation) => operation.rows.length === 0)
  const text = [
    generatedNote,
    '# 接口速查',
    '',
    `文档共 ${rows} 行、${endpoints} 个接口。同名或重复的行对应同一个操作；用 \`client.call('操作名', 参数)\` 调用，\`zhibang api 词\` 查询。`,
    '',
    table(
      ['行', '名称', '操作', '族', '方法', '路径', '分类'],
      apis.map((api) => [
        String(api.no),
        api.name,
        `\`${byRow.get(api.no) ?? ''}\``,
        families[api.family],
        api.method ?? 'POST',
        `\`${api.path}\``,
        api.category,
      ]),
    ),
    '',
    '## 文档之外、协议里有的操作',
    '',
    table(
      ['操作', '说明', '路径'],
      beyond.map(({ name, label, path }) => [`\`${name}\``, label, `\`${path}\``]),
    ),
    '',
  ]
  return { path: 'docs/erp/quick-reference.md', text: text.join('\n') }
}
