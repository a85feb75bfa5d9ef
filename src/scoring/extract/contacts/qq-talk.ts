import { wrong } from '../corrections/slip-words.ts'
import { namesQq, qq } from './channel-words.ts'

/*
 * Whether the words before a number speak of QQ.
 */

/** 我自己的号是 283746: the last words before a number, after QQ was spoken of. */
const hisOwn = /我(?:自己)?的号?(?:是|:)?\s?$/
/** So many characters before a number in groups, and before one in one piece. */
export const [besideGroups, besideOne] = [7, 6]

export const givesHisQq = (text: string, start: number, window: number): boolean =>
  hisOwn.test(text.slice(Math.max(0, start - window), start)) && namesQq(text.slice(0, start))

const qqTalk =
  /(?:(?<![a-z])qq(?!邮)|扣扣|[加发走用留]我?(?:的|个)?(?:[qQ](?![a-zA-Z])|扣)|(?<![A-Za-z])[Qq]我|我[qQ](?![a-zA-Z])|扣我(?!款|钱|分|工资)|(?<![A-Za-z])Q(?=远程|[号说聊传]))(?:(?!电话|手机|座机|固话)[^\d\n]){0,28}$/i

/** QQ 3310… 不对 打错 331…: the right one behind the wrong one. */
const qqCorrected = new RegExp(
  String.raw`(?:${qq}|(?<![a-z])q)[^\n]{0,12}\d{5,10}\s?(?:(?:${wrong}|多打)[^\d\n]{0,12}|[^\d\n]{0,3}(?:别发|被盗|不用|停用|登不上|没用)[^\d\n]{0,10}(?:用|换成?|新的?是?|是)\s?)$`,
  'i',
)

/** QQ传样册2087…: with what is sent glued on. */
const qqSends = new RegExp(String.raw`(?:${qq})[发传][\u4e00-\u9fff]{1,4}$`, 'i')
/** QQ传图吧 微信压缩了 2846…: the number that stands by itself some words behind. */
export const saysQq = (text: string, start: number, floor: number): boolean =>
  qqSends.test(text.slice(Math.max(floor, start - 10), start)) ||
  ((start === 0 || /[\s,，。;:是对错了]/.test(text[start - 1] ?? '')) &&
    (qqTalk.test(text.slice(Math.max(floor, start - 34), start)) ||
      qqCorrected.test(text.slice(Math.max(0, start - 50), start))))
