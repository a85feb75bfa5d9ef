import type { ResponseClass } from '../catalogue/index.ts'
import type { Verdict } from './answer.ts'
import { documentOf } from './bill.ts'
import { isObject, type Json, numberOf, pick, pickObject, textOf } from './json.ts'
import { messageVerdict } from './message.ts'
import type { ErpResult } from './result.ts'
import { sourceOf } from './source.ts'
import { isBusyWording, isSessionWording } from './wording.ts'

/** The mobile family's ZBDocument: state in `header`, the business object under `body` or at the top level. */
export function readMobile(json: unknown, expected: ResponseClass | undefined): Verdict<ErpResult> {
  if (!isObject(json)) return { kind: 'unclear', why: '应答不是对象' }
  const failed = readState(json)
  if (failed) return failed
  return readBody(json, expected)
}

/** Undefined: the state says that all is well, or says nothing. */
function readState(json: Json): Exclude<Verdict<never>, { kind: 'ok' }> | undefined {
  const header = pickObject(json, 'header')
  const status = numberOf(pick(header, 'status') ?? pick(json, 'status'))
  const code = numberOf(pick(json, 'Code') ?? pick(header, 'Code'))
  const words = textOf(pick(header, 'message', 'msg')) || textOf(pick(json, 'Msg', 'message')) || messageWords(json)
  if (code === 400) return { kind: 'session', words }
  if (status === 0 || (status === undefined && (code === undefined || code === 200))) return undefined
  if (isSessionWording(words)) return { kind: 'session', words }
  if (isBusyWording(words)) return { kind: 'busy', words }
  if (code === 500) return { kind: 'unclear', why: `ERP 内部错误：${words}` }
  return { kind: 'refused', words: words || `状态 ${status ?? code}` }
}

const businessKeys = ['source', 'bill', 'message'] as const

function readBody(json: Json, expected: ResponseClass | undefined): Verdict<ErpResult> {
  const places = [pickObject(json, 'body'), json].filter(isObject)
  const holder = places.find((place) => businessKeys.some((key) => isObject(pick(place, key))) || hasReport(place))
  const source = sourceOf(holder)
  const message = pickObject(holder, 'message')
  const bill = pickObject(holder, 'bill')
  if (expected === 'MessageClass' || (!expected && message && !source && !bill)) return messageVerdict(message, json)
  if (bill && expected !== 'SourceClass') return { kind: 'ok', value: documentOf(bill) }
  if (source) return { kind: 'ok', value: source }
  if (message) return insteadOf(message, json)
  // An action without a business object of its own, like a logout: the state is all there is.
  if (!expected && pickObject(json, 'header')) {
    return { kind: 'ok', value: { kind: 'message', text: textOf(pick(pickObject(json, 'header'), 'message')) } }
  }
  return { kind: 'unclear', why: '应答里没有业务数据', words: textOf(pick(pickObject(json, 'header'), 'message')) }
}

const hasReport = (place: Json) => isObject(pick(pickObject(place, 'report'), 'source'))

/** A message where a list or a document was asked for: it says why there is none. */
function insteadOf(message: Json, json: Json): Verdict<ErpResult> {
  const verdict = messageVerdict(message, json)
  if (verdict.kind !== 'ok') return verdict
  return { kind: 'unclear', why: '应答里没有业务数据', words: verdict.value.text }
}

function messageWords(json: Json): string {
  const message = pickObject(pickObject(json, 'body'), 'message') ?? pickObject(json, 'message')
  return textOf(pick(message, 'text')) || textOf(pick(message, 'title'))
}
