import type { Offer } from '../field-state.ts'

/** 所在地区: 浙江省杭州市余杭区仓前街道 / 详细地址: 文一西路969号, as shops' apps copy it: one address in two lines. */
const pasted =
  /(?:所在)?(?:地区|省市区|区域)\s?:\s?([\u4e00-\u9fff\s/-]{4,40}?)\s*\n(?:[^\n]{0,40}\n)?\s*(?:详细)?地址\s?:\s?([^\n]{2,60}?)\s*(?:\n|$)/

export function pastedAddress(text: string): Offer[] {
  const [quote, area, detail] = pasted.exec(text.slice(0, 600)) ?? []
  if (!quote || !area || !detail) return []
  const whole = detail.startsWith(area.slice(0, 3)) ? detail : area.replace(/[\s/-]+/g, '') + detail
  return [{ field: 'address', value: whole, weight: 97, quote: quote.trim() }]
}
