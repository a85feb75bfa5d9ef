import { expect, it } from 'vitest'
import { progressBar, progressLine } from '../../src/cli/progress.ts'

it('shows pages as a bar that never overflows, and what is left to write', () => {
  expect(progressLine({ phase: 'pull', page: 12, pages: 48, customers: 1_200 })).toBe(
    `拉取 [${'█'.repeat(6)}${'░'.repeat(18)}] 12/48 页，1200 个客户`,
  )
  expect(progressLine({ phase: 'pull', page: 9, pages: 4, customers: 1 })).toContain('█'.repeat(24))
  expect(progressLine({ phase: 'pull', page: 0, pages: 0, customers: 0 })).toContain('0/0 页')
  expect(progressLine({ phase: 'push', left: 3 })).toBe('写入 ERP：还有 3 条')
})

it('draws over itself in a terminal and is silent elsewhere', () => {
  const drawn: string[] = []
  const write = (text: string | Uint8Array) => drawn.push(String(text)) > 0
  const terminal = progressBar({ isTTY: true, write } as never)
  terminal.tell({ phase: 'push', left: 2 })
  terminal.end()
  expect(drawn.join('')).toMatch(/^\r.*还有 2 条\r/)
  drawn.length = 0
  const pipe = progressBar({ isTTY: false, write } as never)
  pipe.tell({ phase: 'push', left: 2 })
  pipe.end()
  expect(drawn).toEqual([])
})
