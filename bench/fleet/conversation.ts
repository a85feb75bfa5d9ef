import type { ThreadMessage } from '../../src/domain/index.ts'

const start = Date.UTC(2026, 10, 2, 1, 0)

/** An invented person who is worth a customer; another one for every n. */
export function conversation(n: number): { id: string; messages: ThreadMessage[] } {
  const name = [...String(n)].map((digit) => '海鼎宏瑞泰盛嘉恒锦昌'[Number(digit)]).join('')
  const texts = [
    '你们的货架有现货吗？我们要采购300套，这周五前必须到厂，报个价',
    '价格合适今天就可以签合同打定金',
    `我是宁波${name}机械有限公司的采购，我叫周明远，手机139${String(10_000_000 + n)}`,
  ]
  return {
    id: `bench${n}`,
    messages: texts.map((text, index) => ({
      id: `bench${n}#${index}`,
      role: 'customer',
      kind: 'text',
      text,
      sentAt: start + n * 1_000 + index,
    })),
  }
}
