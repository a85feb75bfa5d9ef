import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readLines } from '../../src/app/text-lines.ts'
import { scratch } from '../support/cli.ts'

const dir = scratch('lines')
afterAll(dir.remove)

async function linesOf(bytes: Buffer | string) {
  const path = join(dir.path, 'in.txt')
  writeFileSync(path, bytes)
  const lines: unknown[] = []
  for await (const { text, encoding } of readLines(path)) lines.push([encoding, text])
  return lines
}

/** 你好，采购空压机 as Windows programs in China write it. */
const gbk = Buffer.from([
  0xc4, 0xe3, 0xba, 0xc3, 0xa3, 0xac, 0xb2, 0xc9, 0xb9, 0xba, 0xbf, 0xd5, 0xd1, 0xb9, 0xbb, 0xfa,
])

it('reads lines of UTF-8 and of GB18030', async () => {
  expect(await linesOf('\uFEFF你好\n\nabc')).toEqual([
    ['utf-8', '你好'],
    ['utf-8', ''],
    ['utf-8', 'abc'],
  ])
  expect(await linesOf(Buffer.concat([gbk, Buffer.from('\nabc\n'), gbk]))).toEqual([
    ['gb18030', '你好，采购空压机'],
    ['utf-8', 'abc'],
    ['gb18030', '你好，采购空压机'],
  ])
})

it('takes broken UTF-8 for nothing else', async () => {
  const text = Buffer.from('你好，采购空压机')
  expect(await linesOf(Buffer.concat([text, Buffer.from([0xff]), text]))).toEqual([['utf-8', undefined]])
  expect(await linesOf(text.subarray(0, -1))).toEqual([['utf-8', undefined]])
  expect(await linesOf(Buffer.from([0xff, 0xff, 0x00]))).toEqual([['gb18030', undefined]])
})

it('keeps lines whole that are longer than one read', async () => {
  const long = '采购'.repeat(50_000)
  expect(await linesOf(`${long}\n${long}`)).toEqual([
    ['utf-8', long],
    ['utf-8', long],
  ])
})
