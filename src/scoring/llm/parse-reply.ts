import type { z } from 'zod'

export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string }

const thinking = /^\s*<think>[\s\S]*?<\/think>/
/** Objects tried in one reply: prose with more openings than this is no answer. */
const maxTries = 20

/**
 * The model's text as the expected form: the first object in it that has that form. Fences, greetings and spoken
 * thoughts round it are forgiven, the object itself must be whole.
 */
export function parseReply<T>(text: string, schema: z.ZodType<T>): Parsed<T> {
  let problem: string | undefined
  for (const json of objectsIn(text.replace(thinking, ''))) {
    const parsed = schema.safeParse(json)
    if (parsed.success) return { ok: true, value: parsed.data }
    const [issue] = parsed.error.issues
    problem ??= `${issue?.path.join('.') ?? ''}: ${issue?.message ?? '格式不符'}`.slice(0, 200)
  }
  return { ok: false, problem: problem ?? '不是合法的 JSON' }
}

/** The outermost JSON objects of a text, in order. */
function* objectsIn(text: string): Generator<unknown> {
  let at = text.indexOf('{')
  for (let tries = 0; at >= 0 && tries < maxTries; tries += 1) {
    const end = endOfObject(text, at)
    const json = end === undefined ? undefined : parsed(text.slice(at, end))
    if (json !== undefined) yield json
    // {…} of the prose may hold the object.
    at = text.indexOf('{', json === undefined || end === undefined ? at + 1 : end)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Behind the brace that closes the one at `start`; braces inside quoted text do not count. */
function endOfObject(text: string, start: number): number | undefined {
  let depth = 0
  let quoted = false
  for (let at = start; at < text.length; at += 1) {
    const char = text[at]
    if (quoted) {
      if (char === '\\') at += 1
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '{') depth += 1
    else if (char === '}' && --depth === 0) return at + 1
  }
  return undefined
}
