import type { z } from 'zod'

export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string }

const thinking = /^\s*<think>[\s\S]*?<\/think>/
const fence = /^\s*```(?:json)?\s*\n?([\s\S]*?)\n?```\s*$/

/** The model's text as the expected form. Fences and spoken thoughts round it are forgiven, nothing else is. */
export function parseReply<T>(text: string, schema: z.ZodType<T>): Parsed<T> {
  const bare = text.replace(thinking, '')
  const inside = fence.exec(bare)?.[1] ?? bare
  let json: unknown
  try {
    json = JSON.parse(inside)
  } catch {
    return { ok: false, problem: '不是合法的 JSON' }
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return { ok: true, value: parsed.data }
  const [issue] = parsed.error.issues
  return { ok: false, problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? '格式不符'}`.slice(0, 200) }
}
