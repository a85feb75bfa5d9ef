/** Longest piece of one message that is read: longer text keeps its head and its tail. */
export const maxReadChars = 4_000
const headChars = 3_000

// Format characters (zero width, direction), fillers, variation selectors, keycap rings: they only hide what is written.
const invisible = /\p{Cf}|\u034f|\u115f|\u1160|\u20e3|\u3164|\uffa0|[\u{fe00}-\u{fe0f}]|\p{Mn}/gu
const control = /(?![\n\t])\p{Cc}/gu
const pictures = /\p{Extended_Pictographic}/gu
/** O798-8462173: the letter for nought before an area code. */
const areaWithLetter = /(?<![A-Za-z0-9])[Oo](?=(?:10|2\d|[3-9]\d{2})[-—–]\d{7,8}(?!\d))/g
const stickers = /\[(?!位置|定位|聊天记录|系统|管理|后台)[\u4e00-\u9fffA-Za-z]{1,6}\]/g
const lookAlikePairs = [...'аaеeоoрpсcуyхxіiјjѕsԁdοoαaνvιiκkρpτtАAВBЕEКKМMНHОOРPСCТTХXΑAΒBΕEΗHΙIΚKΜMΝNΟOΡPΤTΧX']
const lookAlikes = new Map<string, string>()
for (let i = 0; i + 1 < lookAlikePairs.length; i += 2)
  lookAlikes.set(lookAlikePairs[i] ?? '', lookAlikePairs[i + 1] ?? '')
const lookAlike = new RegExp(`[${[...lookAlikes.keys()].join('')}]`, 'g')
const blackCircled = /[\u2776-\u277e\u2780-\u2788\u278a-\u2792]/g

function circledDigit(char: string): string {
  const code = char.charCodeAt(0)
  return String(code - (code >= 0x278a ? 0x2789 : code >= 0x2780 ? 0x277f : 0x2775))
}

const bounded = (text: string): string =>
  text.length > maxReadChars ? `${text.slice(0, headChars)}\n${text.slice(headChars - maxReadChars)}` : text

/** One form for full-width, look-alike, circled and invisible characters; length bounded before and after. */
export function cleanText(text: string): string {
  const plain = bounded(text)
    .replace(/\r\n?/g, '\n')
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(control, ' ')
    .replace(blackCircled, circledDigit)
    .replace(lookAlike, (char) => lookAlikes.get(char) ?? char)
    .replace(stickers, ' ')
    .replace(pictures, ' ')
    .replace(areaWithLetter, '0')
  return bounded(plain)
}
