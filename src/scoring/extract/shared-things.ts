import type { ThreadMessage } from '../../domain/index.ts'
import { cleanText } from './clean-text.ts'
import { type FieldState, offer } from './field-state.ts'
import { readText } from './read-text.ts'

const deliveryTalk = /来|换|装|修|送|寄|发货|上门|安装|收货|地址|过来|位置|定位/
/** 叫老禹就行, after a card. */
const isCalled = /^叫我?老[\u4e00-\u9fff](?:就行|就好|吧)/
/** 他想做你们的代理 你们聊, after a card. */
const speaksOfOwner = /^[他她](?:们)?(?!让我|叫我)/
const claimsThat =
  /这是我|这个?是我|就是我|我的(?:名片|号|微信|位置|定位)|上面是我|(?:送|寄|发|到|来)(?:到)?(?:这|这里|这儿|上面|定位)|(?:这|就)(?:里|儿|个(?:位置|定位|地址))|按(?:这个)?(?:定位|位置)|地址|(?:能|可以|方便|今天|现在)[^,]{0,3}来(?:吗|不|一趟|人|$)|(?:装|修|换|送)[^,]{0,8}(?:来|吗)/

export const unclaimed = (kind: 'location' | 'card', message: ThreadMessage): NonNullable<FieldState['unclaimed']> => ({
  kind,
  text: message.text.slice(0, 200),
  messageId: message.id,
  at: message.sentAt,
})

/** A shared location is his address where that is what was asked for or talked about. */
export function readLocation(state: FieldState, message: ThreadMessage): FieldState {
  const text = cleanText(message.text).replace(/\s+/g, ' ').trim().slice(0, 200)
  if (state.asked.address && text.length >= 4) {
    offer(state, message, { field: 'address', value: text, weight: 60, quote: text, source: 'location' })
    return state
  }
  return { ...state, unclaimed: unclaimed('location', message) }
}

export function claimPending(state: FieldState, text: string): void {
  const pending = state.unclaimed
  if (!pending) return
  delete state.unclaimed
  if (pending.kind === 'card' && speaksOfOwner.test(text)) state.expectThird = true
  if ((!claimsThat.test(text) && !isCalled.test(text)) || text.length > 40) return
  const from: ThreadMessage = {
    id: pending.messageId,
    role: 'customer',
    kind: 'text',
    text: pending.text,
    sentAt: pending.at,
  }
  if (pending.kind === 'location') {
    if (deliveryTalk.test(text) || /这是我|我的/.test(text)) {
      offer(state, from, { field: 'address', value: pending.text, weight: 60, quote: pending.text, source: 'location' })
    }
  } else if (isCalled.test(text) || /我的?名片|这是我|就是我/.test(text)) {
    readText(state, from, cleanText(pending.text), 'signature')
  }
}
