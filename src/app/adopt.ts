import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { ConfigError, messageOf } from '../shared/errors.ts'

const flag = z.boolean('true 或 false')
const text = z.string('文字').min(1, '不能为空')

/** The settings of an installation that integrated the same ERP before (RULES.md, safety and operations). */
const legacySchema = z.object({
  erp_integration: z.object({
    base_url: z.url({ protocol: /^https?$/, error: 'http:// 或 https:// 开头的地址' }),
    username: text,
    password: z.coerce.string(),
    sync: z
      .object({
        enabled: flag.optional(),
        auto_sync: flag.optional(),
        score_threshold: z.number('数字').min(0, '0–100').max(100, '0–100').optional(),
      })
      .optional(),
    customer_source_id: z.coerce.number('编号').int().positive().optional(),
    customer_category: text.optional(),
  }),
})

/** Reads such a YAML file into our settings. Throws ConfigError that names every wrong place; passwords are not shown. */
export function legacySettings(file: string): Record<string, string> {
  const { erp_integration: old } = check(file)
  const values = {
    ERP_BASE_URL: old.base_url,
    ERP_USERNAME: old.username,
    ERP_PASSWORD: old.password,
    ERP_SYNC_ENABLED: old.sync?.enabled,
    ERP_AUTO_SYNC: old.sync?.auto_sync,
    ERP_SCORE_THRESHOLD: old.sync?.score_threshold,
    ERP_CUSTOMER_SOURCE_ID: old.customer_source_id,
    ERP_CUSTOMER_CATEGORY: old.customer_category,
  }
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}

function check(file: string): z.output<typeof legacySchema> {
  let content: unknown
  try {
    content = parse(readFileSync(file, 'utf8'))
  } catch (error) {
    // The parser quotes the line, and the line may be the password's.
    const [what = ''] = messageOf(error).split('\n')
    throw new ConfigError([{ setting: file, found: what, expected: '可读的 YAML 文件' }])
  }
  const parsed = legacySchema.safeParse(content)
  if (parsed.success) return parsed.data
  throw new ConfigError(
    parsed.error.issues.map(({ path, message }) => ({
      setting: `${file} ${path.join('.')}`,
      found: path.includes('password') ? '（不显示）' : shown(valueAt(content, path)),
      expected: message,
    })),
  )
}

const shown = (value: unknown) => (value === undefined ? '没有' : JSON.stringify(value).slice(0, 80))
const valueAt = (content: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined | null)?.[key], content)
