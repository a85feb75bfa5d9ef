/*
 * What people call the ways to reach them, as alternatives of a pattern. Whoever reads one knows further words beside it.
 */

/** As most write WeChat. */
export const wechatShort = '微信|vx|wx'
/** With one character for another that sounds alike. */
export const wechatPlain = '微信|薇信|vx|wx'
/** Spellings that are to hide the name from others. */
export const wechatDisguised = '薇信|威信|徽信'
export const qq = 'qq|扣扣'
export const fax = '传真|fax'

const qqWord = new RegExp(qq, 'i')
export const namesQq = (text: string): boolean => qqWord.test(text)
