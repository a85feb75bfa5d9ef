import { readFileSync } from 'node:fs'

interface Division {
  /** Written with its class word: 武进区, not 武进. */
  full: boolean
}

export interface PlaceMatch extends Division {
  length: number
}

const classWord = /(维吾尔自治区|壮族自治区|回族自治区|特别行政区|自治区|自治州|自治县|地区|新区|省|市|区|县|旗|盟)$/
const peoples =
  /(满族|蒙古族|回族|藏族|苗族|彝族|壮族|布依族|侗族|瑶族|白族|土家族|哈尼族|哈萨克|傣族|黎族|傈僳族|畲族|拉祜族|水族|纳西族|羌族|土族|仫佬族|撒拉族|毛南族|仡佬族|锡伯|朝鲜族|柯尔克孜|塔吉克|各族|佤族|景颇族|布朗族|独龙族|怒族|达斡尔族|鄂温克族|鄂伦春|裕固族|保安族|东乡族)+$/
const longestName = 12

let known: Map<string, Division> | undefined

/** Names of provinces, cities and districts, with and without their class word. Read on first use. */
function divisions(): Map<string, Division> {
  if (known) return known
  const file = new URL('../../../data/gazetteer/divisions.json', import.meta.url)
  const { provinces } = JSON.parse(readFileSync(file, 'utf8')) as { provinces: Record<string, string[]> }
  const map = new Map<string, Division>()
  for (const [province, rows] of Object.entries(provinces)) {
    for (const row of rows) {
      const [city = '', districts = ''] = row.split(':')
      for (const district of districts.split(' ')) add(map, district)
      add(map, city)
    }
    add(map, province)
  }
  known = map
  return map
}

function add(map: Map<string, Division>, name: string): void {
  if (name.length < 2) return
  map.set(name, { full: true })
  const short = name.replace(classWord, '').replace(peoples, '')
  if (short.length >= 2 && !(map.get(short)?.full ?? false)) map.set(short, { full: false })
}

/** The longest division name that starts at `at`. */
export function placeAt(text: string, at = 0): PlaceMatch | undefined {
  const map = divisions()
  for (let length = Math.min(longestName, text.length - at); length >= 2; length -= 1) {
    const found = map.get(text.slice(at, at + length))
    if (found) return { ...found, length }
  }
  return undefined
}

/** How many characters at the start of the text are division names in a row: 常州武进 → 4. */
export function placePrefix(text: string): number {
  let at = 0
  for (let n = 0; n < 4; n += 1) {
    const place = placeAt(text, at)
    if (!place) break
    at += place.length
  }
  return at
}

/** The whole text is one or more division names. */
export const isPlace = (text: string): boolean => text.length > 0 && placePrefix(text) === text.length
