import type { ThreadMessage } from '../../domain/index.ts'
import { type HouseWords, noWords } from '../house-words.ts'
import type { IntentState } from '../intent-state.ts'
import { foldCustomer } from './fold-customer.ts'
import { foldSales } from './fold-sales.ts'

/** 我侄子也做这个 便宜, 上次那家也不错: somebody else's offer. */
const offersBeside =
  /\d{7}|便宜|低价|更低|不错|那家|也(?:做|有|卖|能)|(?:我|我们)(?:这|家|也|有|做|卖|能|侄|朋友|亲戚)|加我|找我|推荐|\d\s?(?:块|元|一[个套台米])/

/** Pure: one message folded into the state, at a cost that does not depend on the thread's length. */
export function foldIntent(state: IntentState, message: ThreadMessage, words: HouseWords = noWords): IntentState {
  if (message.kind !== 'text') return state
  if (message.role === 'other')
    return offersBeside.test(message.text.slice(0, 300)) ? { ...state, beside: true } : state
  return message.role === 'sales' ? foldSales(state, message) : foldCustomer(state, message, words)
}
