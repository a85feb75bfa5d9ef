import { InvalidArgumentError } from 'commander'

/** `7`, `#7`. */
export const wholeNumber = (value: string): number => {
  if (!/^#?\d+$/.test(value)) throw new InvalidArgumentError('应为编号，例如 7')
  return Number(value.replace('#', ''))
}

const isPort = (value: string) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535

export const port = (value: string): number => {
  if (isPort(value) && Number(value) > 0) return Number(value)
  throw new InvalidArgumentError('应为 1–65535 的端口')
}

export const portOrFree = (value: string): number => {
  if (isPort(value)) return Number(value)
  throw new InvalidArgumentError('应为 0–65535 的端口号，0 表示任选空闲端口')
}
