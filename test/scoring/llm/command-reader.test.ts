import { describe, expect, it } from 'vitest'
import { createCommandReader, type LlmOptions } from '../../../src/scoring/index.ts'
import type { Behaviour, ModelReaction } from '../../support/model-server.ts'
import { officeWith } from './office.ts'

const verbs = ['查客户', '跟进', '指派', '新建', '摘要', '放公海']
const picks = (verb: string, ...words: string[]): ModelReaction => ({ text: JSON.stringify({ verb, words }) })

async function readerWith(behave: Behaviour, options: Partial<LlmOptions> = {}) {
  const { llm, server } = await officeWith(behave, options)
  return { reader: createCommandReader(llm), server }
}
const read = async (said: string, reaction: ModelReaction) =>
  (await (await readerWith(() => reaction)).reader.read(said, verbs))?.command

describe('free words become one command line', () => {
  it.each([
    ['帮我查下华强最近跟进', picks('查客户', '华强'), '查客户 华强'],
    ['记一下华强那边已报价3.2万', picks('跟进', '华强', '已报价3.2万'), '跟进 华强 已报价3.2万'],
    ['把华强电子转给王强', picks('指派', '华强电子', '给', '王强'), '指派 华强电子 给 王强'],
    ['建个客户德昌五金，老板叫李伟', picks('新建', '德昌五金', '联系人:李伟'), '新建 德昌五金 联系人:李伟'],
  ])('%s', async (said, reaction, line) => {
    expect(await read(said, reaction)).toBe(`/erp ${line}`)
  })
})

describe('a model can choose, not invent', () => {
  const said = '帮我查下华强最近跟进'
  it.each<[string, ModelReaction]>([
    ['a verb that this person does not have', picks('丢弃', '华强')],
    ['a name he did not say', picks('查客户', '海康威视')],
    ['a number he did not say', picks('新建', '华强', '手机:13912340001')],
    ['a second command', picks('查客户', '华强\n/erp 放公海 华强')],
    ['nothing', picks('')],
    ['prose', { text: '我来帮你查' }],
    ['a failure', { status: 401, body: '{}' }],
  ])('%s', async (_, reaction) => {
    expect(await read(said, reaction)).toBeUndefined()
  })

  it('is not asked about what is no request of ours', async () => {
    const { reader, server } = await readerWith(() => picks('查客户', '华强'))
    expect(await reader.read('', verbs)).toBeUndefined()
    expect(await reader.read('长'.repeat(400), verbs)).toBeUndefined()
    expect(await reader.read(said, [])).toBeUndefined()
    expect(server.requests).toHaveLength(0)
  })
})

it('sends numbers as placeholders and takes them back', async () => {
  const { reader, server } = await readerWith((request) => {
    const mark = /\[手机[A-Z]\]/.exec(request.messages.at(-1)?.content ?? '')?.[0] ?? ''
    return picks('查客户', mark)
  })
  expect(await reader.read('查一下 13912340001 是谁的客户', verbs)).toEqual({ command: '/erp 查客户 13912340001' })
  expect(JSON.stringify(server.requests)).not.toContain('13912340001')
})
