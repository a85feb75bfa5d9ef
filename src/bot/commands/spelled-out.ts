import { pinyin } from 'pinyin-pro'

/** The sounds of a text, one entry a sign; letters and digits go together. */
export const sounds = (text: string): string[] =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
/** `huaqiang` for 华强. */
export const spelledOut = (text: string): string => sounds(text).join('').toLowerCase()
