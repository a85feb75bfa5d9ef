import type { Finding } from './kinds.ts'
import type { SalesContext } from './sales-context.ts'

const agrees =
  /^(?:那|嗯+|哦|恩|啊|额|呃)?(?:可以|行(?!业|情|李|程)|好(?!像|多|久|几|贵|用|看|吃)|成(?!本|人|都|品)|ok|okay|嗯+|恩+|对(?!比|公|接|账)|是(?!不|什|啥|谁|否|哪)|妥|中(?!秋|午|国|间|标)|得(?!多|要|等)|要(?!是|不|么|多|几|什|怎|哪|啥|买|订|定|做|看|问|去|来|等)|同意|接受|认可|合适|就这样|阔以|没得问题|必须|听你的|听您的|你定|你安排|您安排|安排)(?:的|吧|呀|啊|哈|了|嘞|滴|呢|哒|就行|就好|你们?|您|安排|说|来)*(?:$|(?=周|明|今|后天|下|按|就|先|那|安排|发|寄|你|您|我|给|麻烦|合同|尽快|来|地址|电话|谢|要|送))/i
const mereAck =
  /^(?:嗯+|哦+|恩+|好的?|好吧|好滴|好嘞|收到|知道了|了解了?|明白了?|谢谢|ok|okay|👌|1)(?:的|了|呢|哈|啊|谢谢|收到|知道了)*$/i

/** 行我跟他说: the yes is not his to give. */
const passesOn =
  /(?:跟|和|给)(?:他|她|朋友|老板|领导|家里|同事|客户|经理)[^,]{0,3}(?:说|讲|商量|汇报|看)|问(?:问|下|一下)(?:他|她|老板|领导|家里)|转告/

/** 可以 签, 没问题 盖章. */
const signs = /^(?:可以|行|好的?|没问题|成)[,\s]*(?:签|签吧|签了|签合同|盖章)$/
const plainYes = /^(?:那|就|行|好|嗯)?(?:就)?(?:订|定|买|要|签|发|办|交|装|做|送|租|报|下单|拿|安排)(?:下|了|上)?吧$/

/** "可以", "成", "嗯" mean what the salesperson's last words make of them. */
export function acceptanceIn(text: string, question: boolean, context: SalesContext | undefined): Finding | undefined {
  if (!question && (plainYes.test(text) || signs.test(text))) return { signal: 'accepted', strength: 1, quote: text }
  if (question || !context || !agrees.test(text) || passesOn.test(text)) return undefined
  if (context.settled) return { signal: 'accepted', strength: 1, quote: text }
  if (!context.offer) return undefined
  const ack = mereAck.test(text)
  // "嗯" to a monologue agrees to nothing: only a question is answered by it.
  if (ack && !/[?？吗]/.test(context.text.slice(context.text.lastIndexOf('\n') + 1))) return undefined
  if (context.offer === 'soft') return { signal: 'sample', strength: ack ? 0.5 : 0.8, quote: text }
  if (context.offer === 'price') return ack ? undefined : { signal: 'accepted', strength: 0.9, quote: text }
  return { signal: 'accepted', strength: ack ? 0.7 : 1, quote: text }
}
