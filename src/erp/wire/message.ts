import type { Verdict } from './answer.ts'
import { type Json, pick, pickObject, textOf } from './json.ts'
import type { MessageResult } from './result.ts'
import { isBusyWording, isSessionWording, readWording } from './wording.ts'

/** MessageClass with status 0: only the wording tells success from refusal. */
export function messageVerdict(message: Json | undefined, json: Json): Verdict<MessageResult> {
  const text = textOf(pick(message, 'text'))
  const title = textOf(pick(message, 'title'))
  const stated = textOf(pick(pickObject(json, 'header'), 'message'))
  const words = text || title || stated
  const all = [text, title].filter(Boolean).join(' ')
  if (isSessionWording(words)) return { kind: 'session', words }
  if (isBusyWording(words)) return { kind: 'busy', words }
  const said = readWording(words)
  if (said === 'refusal' || (said === 'unclear' && readWording(all) === 'refusal')) return { kind: 'refused', words }
  if (said === 'success' && readWording(title) !== 'refusal')
    return { kind: 'ok', value: resultOf(message, words, title) }
  return { kind: 'unclear', why: words ? `看不出是否成功：${words.slice(0, 200)}` : '应答没有说是否成功', words }
}

function resultOf(message: Json | undefined, text: string, title: string): MessageResult {
  const url = textOf(pick(message, 'url'))
  const data = pick(message, 'data')
  return { kind: 'message', text, title: title || undefined, url: url || undefined, data }
}
