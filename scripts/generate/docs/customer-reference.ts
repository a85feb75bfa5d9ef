import type { Operation, Parameter } from '../../../src/erp/catalogue/types.ts'
import type { TextFile } from '../text-file.ts'
import { generatedNote, table } from './table.ts'

/** Fields that answers of the mobile family hold: the documentation lists none (PROTOCOL.md). */
const answers: Record<string, string> = {
  SourceClass:
    '列表 `{ kind: "list", rows, page, cols }`；列随版本变化，按 id 取值。见过的列：`name catename sortname sort1name personname personjob phone mobile telintro ord person url personurl`；`khid` 不一定在其中，文字条件按子串匹配，确认一个命中要读详情。',
  BillClass:
    '单据 `{ kind: "document", id, caption, fields: [{ id, caption, type, value, text? }] }`；`id` 就是 `ord`。新分配的单据里已有建议的 `khid`。',
  MessageClass:
    '消息 `{ kind: "message", text }`，即服务器的原话。拒绝、无权限、会话失效都抛出类型化的错误；结果不明抛 `ErpUnknownOutcomeError`，应先查询再决定。',
}
const v3Answer =
  '列表 `{ kind: "list" }`、详情 `{ kind: "document" }` 或消息；`Code` 300 为拒绝，400 为令牌失效。v3 的来源、价值评估、行业用名称而不是编号。'

/** Parameters, answer and an example call of every customer and contact operation. */
export function customerReference(operations: readonly Operation[]): TextFile {
  const shown = operations.filter(({ name }) => /^sales\.(?:customer|contact|followUp)\./.test(name))
  const text = [generatedNote, '# 客户、联系人与洽谈进展参考', '', ...shown.flatMap(section)]
  return { path: 'docs/erp/customers-and-contacts.md', text: text.join('\n') }
}

function section(operation: Operation): string[] {
  const { name, label, rows, path, cmdkey, response, family, params } = operation
  return [
    `## ${label} \`${name}\``,
    '',
    `文档第 ${rows.join('、')} 行 · POST \`${path}\`${cmdkey ? ` · cmdkey \`${cmdkey}\`` : ''}`,
    '',
    table(['参数', '名称', '类型', '必填', '说明'], params.map(parameterRow)),
    '',
    `返回：${family === 'v3' ? v3Answer : (answers[response ?? ''] ?? answers.MessageClass)}`,
    '',
    '```ts',
    `await client.call('${name}', ${example(params)})`,
    '```',
    '',
  ]
}

function parameterRow(parameter: Parameter): string[] {
  const { id, label, type, required, requiredWhen, maxLength, enum: options, system, filter, fuzzy, multi } = parameter
  const notes = [
    maxLength !== undefined && `≤ ${maxLength} 字`,
    options &&
      `${system ? '' : '例如 '}${Object.entries(options)
        .slice(0, 12)
        .map(([value, meaning]) => `${value} ${meaning}`)
        .join('、')}`,
    requiredWhen && `${requiredWhen.id} 为 ${requiredWhen.value} 时必填`,
    filter && (fuzzy ? '条件（子串匹配）' : '条件'),
    multi && '可多个',
    parameter.requiredByPolicy && '可能由企业策略要求',
    parameter.uniqueByPolicy && '可能不允许重复',
  ]
  return [`\`${id}\``, label, type, required ? '是' : '', notes.filter(Boolean).join('；')]
}

const samples: Record<string, string> = {
  ord: '1001',
  name: "'宁波海川机械有限公司'",
  sort1: "'3,7'",
  person_name: "'周明远'",
  company: '1001',
  intro: "'已报价，周五回复'",
  sort: "'484'",
  plantype: '0',
  member1: "'0'",
  sort2: '1',
}

function example(params: readonly Parameter[]): string {
  const required = params.filter((parameter) => parameter.required)
  const shown =
    required.length > 0 ? required : params.filter(({ id }) => ['pagesize', 'pageindex', 'khid'].includes(id))
  const fields = shown.map(
    (parameter) => `${/^\w+$/.test(parameter.id) ? parameter.id : `'${parameter.id}'`}: ${sample(parameter)}`,
  )
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

function sample({ id, enum: options, type }: Parameter): string {
  const own = samples[id]
  if (own !== undefined) return own
  const [first] = Object.keys(options ?? {})
  if (first !== undefined) return `'${first}'`
  return type === 'int' || id.startsWith('page') ? '20' : id === 'khid' ? "'WX7K2M9QA4BC'" : "'…'"
}
