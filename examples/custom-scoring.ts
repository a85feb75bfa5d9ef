/*
 * Scoring to one's own taste, first by settings, then by code round the built-in scorer.
 *   node bin/with-runtime.js node examples/custom-scoring.ts
 */
import { createScorer, type Scorer, scoreThread, type ThreadMessage } from '../src/index.ts'

const said = (id: number, text: string): ThreadMessage => ({
  id: String(id),
  role: 'customer',
  kind: 'text',
  text,
  sentAt: Date.UTC(2026, 10, 24, 2, id),
})
const thread = [said(1, '你好，热流道'), said(2, '我叫周明远，13867815520')]

// Settings: SALES_CONFIG or the plugin's options take the same keys.
console.log('原来', scoreThread(thread).score)
console.log('认识自己的产品', scoreThread(thread, { rules: { productKeywords: ['热流道'] } }).score)

// Code: whoever writes at night is in a hurry. Fields, reasons and safety stay those of the built-in scorer.
const inner = createScorer()
const nightOwls: Scorer = {
  ...inner,
  assess(state, now) {
    const assessment = inner.assess(state, now)
    const hour = (new Date(now).getUTCHours() + 8) % 24
    if (hour < 22 || assessment.score < 40) return assessment
    const reason = { signal: 'night', label: '深夜咨询', points: 5 }
    return { ...assessment, score: Math.min(100, assessment.score + 5), reasons: [...assessment.reasons, reason] }
  },
}
const state = nightOwls.read(nightOwls.start(), [said(1, '热流道什么价，要20套'), said(2, '我叫周明远，13867815520')])
console.log('白天', nightOwls.assess(state, Date.UTC(2026, 10, 24, 3)).score)
console.log('深夜', nightOwls.assess(state, Date.UTC(2026, 10, 24, 15)).score)
// In a bot: ZhibangSales({ …, extend: { scorer: nightOwls } })
