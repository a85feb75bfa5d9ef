import { expect, it } from 'vitest'
import { byRules, officeWith, says, talk } from './office.ts'

const lines = talk('客户：橡胶密封圈有现货吗')

it('tells how every question ended and what it took: answered, refused by the server, beyond the budget', async () => {
  const ends: Array<{ outcome: string; tokens: number }> = []
  const { enricher, llm } = await officeWith(
    (_request, count) => (count === 1 ? says({}) : { status: 401, body: 'no' }),
    { onAsked: (end) => ends.push(end), dailyTokens: 4_000 },
  )
  const { state, assessment } = byRules(lines)
  for (let i = 0; i < 2; i++) await enricher.enrich(state, lines, assessment)
  expect(ends.map(({ outcome }) => outcome)).toEqual(['ok', 'denied'])
  expect(ends[0]?.tokens).toBe(llm.tokensToday())
  expect(ends[0]?.tokens).toBeGreaterThan(0)
  expect(llm.dailyTokens).toBe(4_000)
})

it('tells of a question that was not asked, as its day’s tokens are used up', async () => {
  const ends: Array<{ outcome: string; tokens: number }> = []
  const { enricher, server } = await officeWith(() => says({}), { onAsked: (end) => ends.push(end), dailyTokens: 1 })
  const { state, assessment } = byRules(lines)
  await enricher.enrich(state, lines, assessment)
  expect(ends).toEqual([{ outcome: 'budget', tokens: 0 }])
  expect(server.requests).toEqual([])
})
