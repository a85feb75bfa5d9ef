import type { Finding } from './kinds.ts'
import type { SalesContext } from './sales-context.ts'

const agrees =
  /^(?:那|嗯+|哦|恩|啊|额|呃)?(?:可以|行|好|成|ok|okay|嗯+|恩+|对|是|要|妥|中|得|同意|接受|认可|合适|就这样|阔以|可|没得问题|必须|就按|听你的|听您的|你定|你安排|您安排|安排|1)(?:的|吧|呀|啊|哈|了|嘞|滴|呢|哒|得|就行|就好|你们?|您|安排|说|来)*(?:$|[^不没吗么])/i
const mereAck =
  /^(?:嗯+|哦+|恩+|好的?|好吧|好滴|好嘞|收到|知道了|了解了?|明白了?|谢谢|ok|okay|👌|1)(?:的|了|呢|哈|啊|谢谢|收到|知道了)*$/i

/** "可以", "成", "嗯" mean what the salesperson's last words make of them. */
export function acceptanceIn(text: string, question: boolean, context: SalesContext | undefined): Finding | undefined {
  if (question || !context?.offer || !agrees.test(text)) return undefined
  const ack = mereAck.test(text)
  if (context.offer === 'soft') return { signal: 'sample', strength: ack ? 0.5 : 0.8, quote: text }
  if (context.offer === 'price') return ack ? undefined : { signal: 'accepted', strength: 0.9, quote: text }
  return { signal: 'accepted', strength: ack ? 0.7 : 1, quote: text }
}
