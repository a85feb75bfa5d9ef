/** SF15867220913: letters written onto the digits make it a code, unless they are a label themselves. */
export function gluedCode(text: string, start: number, end: number): boolean {
  if (/https?:\/\/\S{0,80}$/.test(text.slice(Math.max(0, start - 90), start))) return true
  // LM-2023-15890274416: the number of a machine.
  if (/[A-Za-z]{1,6}-?\d{2,6}-$/.test(text.slice(Math.max(0, start - 16), start))) return true
  const left = /[A-Za-z]{1,12}[-_]?$/.exec(text.slice(Math.max(0, start - 12), start))?.[0]
  if (
    left &&
    !/^(?:tel|mobile|mob|phone|cell|call|me|hp|t|m|p|v|vx|wx|wechat|weixin|vxin|qq|q|ok|hi|hello)$/i.test(
      left.replace(/[-_]$/, ''),
    )
  )
    return true
  return /^[A-Za-z]/.test(text.slice(end)) && !/^(?:v|vx|wx|wechat|qq|ext|x|tel)/i.test(text.slice(end))
}
