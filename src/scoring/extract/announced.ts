import { qq } from './contacts/channel-words.ts'
import type { FieldState, Offer } from './field-state.ts'

/*
 * He says where he is to be reached, and gives the number with a later message.
 */

const channel = {
  qq: new RegExp(
    String.raw`(?:加|用|发|走|聊)(?:我|我的)?\s?(?:${qq}|q)(?![\d邮@a-z])|(?:${qq})上?(?:发|传|聊|说|谈)(?:给)?(?:你|您|我)|(?:^|[\s,])我?的?(?:q{1,2}|扣扣)号?[:\s是]*$|(?:${qq})[^\d\n]{0,10}我的(?:号)?是?$|(?:${qq})上?[发传](?:吧|过来|一下)?(?=$|\s)`,
    'i',
  ),
  wechatId:
    /(?:加|用|发)我?(?:另外?(?:一个|的)?|大号|小号|私人|工作)(?:的)?(?:微信|号)|^我?的?微信号?[:\s是]*$|微信(?:id|号)?分[两二三几](?:段|条|次|截)|加我\s?(?:的|这个号的)?(?:微信|绿泡泡|薇信?|wx|vx?)(?:吧|哈)?(?=$|[\s,])/i,
} as const

/** 加我Q聊吧, and the number with one of the next two messages. */
export function announce(state: FieldState, text: string, found: readonly Offer[]): void {
  delete state.announced
  for (const field of ['qq', 'wechatId'] as const) {
    if (channel[field].test(text) && !found.some((f) => f.field === field)) state.announced = { field, seq: state.seq }
  }
}

const ourAccount = new RegExp(String.raw`^\D{0,8}[1-9]\d{5,9}\D{0,4}$|(?:${qq})\D{0,3}[1-9]\d{5,9}\D{0,4}$`, 'i')
/** 加了 我的是 942710583, behind our own account. */
export const givesHisOwn = ({ earlier }: FieldState, text: string): boolean =>
  /(?:^|[\s,])我的号?(?:是|:|(?=\d))/.test(text) && ourAccount.test(earlier?.asked ?? '')

export const announcedBefore = ({ announced, seq }: FieldState, field: 'qq' | 'wechatId'): boolean =>
  announced?.field === field && seq - announced.seq <= 2
