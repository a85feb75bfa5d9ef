/*
 * A model beside the rules, from any OpenAI-compatible service: DeepSeek, Qwen, Moonshot, GLM, a local server …
 *   OPENAI_BASE_URL=https://…/v1 OPENAI_API_KEY=… OPENAI_MODEL=… node bin/with-runtime.js node examples/llm-provider.ts
 * Without a key it asks a stand-in on loopback that reads like a model, so that the example runs as it is.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ThreadMessage } from '../src/index.ts'
import { createEnricher, createScorer } from '../src/scoring/index.ts'

const said = (id: number, text: string): ThreadMessage => ({
  id: `m${id}`,
  role: 'customer',
  kind: 'text',
  text,
  sentAt: Date.UTC(2026, 10, 24, 2, id),
})
const thread = [said(1, '橡胶密封圈有现货吗'), said(2, '我们是做水泵配套的 我们厂嘉禾泵配'), said(3, '先了解下')]

const model = await openModel()
const scorer = createScorer()
const enricher = createEnricher(model.options)
const state = scorer.read(scorer.start(), thread)
const byRules = scorer.assess(state, Date.UTC(2026, 10, 24, 3))
const { assessment } = await enricher.enrich(state, thread, byRules)
console.log('规则', byRules.score, byRules.fields.company?.value ?? '（没有公司）')
console.log('加上模型', assessment.score, assessment.fields.company?.value, assessment.fields.company?.source)
console.log('概要', assessment.summary ?? '（没有）')
model.close()
// In a bot: ZhibangSales({ …, llm: { baseUrl, apiKey, model } }), or OPENAI_* in .env.

async function openModel() {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl, OPENAI_MODEL: name } = process.env
  if (apiKey) return { options: { apiKey, baseUrl, model: name ?? 'gpt-4o-mini' }, close: () => {} }
  const quote = '我们是做水泵配套的 我们厂嘉禾泵配'
  const reply = {
    claims: [
      { field: 'company', value: '嘉禾泵配', message: 'm2', quote },
      // Not in the conversation: dropped, whatever the model says.
      { field: 'name', value: '王总', message: 'm2', quote: '我是王总' },
    ],
    signals: [],
    summary: '客户做水泵配套，问橡胶密封圈现货',
  }
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({ choices: [{ message: { content: JSON.stringify(reply) }, finish_reason: 'stop' }] }),
      )
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    options: { apiKey: 'none', baseUrl: `http://127.0.0.1:${port}/v1`, model: 'stand-in' },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
