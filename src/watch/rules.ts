import type { FigureName } from '../domain/index.ts'

/** A watched figure: from where on it is an incident, and from where on it is well again. */
export interface Rule {
  label: string
  short: string
  threshold: number
  /** Which side is wrong. */
  wrong: 'below' | 'above'
  /** Well again only from here on, so that a value on the line is one incident. */
  wellAt: number
  /** Of fewer samples nothing can be said. */
  atLeast: number
  /** What is allowed, in words. */
  limit: string
  show(value: number): string
  /** What the operator does about it. */
  advice: string
}

const count = (value: number) => `${value} 次`
const seconds = (value: number) => `${value.toFixed(1)} 秒`
const percent = (value: number) => `${Math.floor(value * 100)}%`

/** Thresholds of RULES.md, "Safety and operations". */
export const rules: Record<FigureName, Rule> = {
  sync_success_ratio: {
    label: '近一小时同步成功率',
    short: '成功率',
    threshold: 0.8,
    wrong: 'below',
    wellAt: 0.85,
    atLeast: 10,
    limit: '不低于 80%',
    show: percent,
    advice: '失败原因见 /erp 队列',
  },
  erp_response_seconds: {
    label: '近一小时 ERP 平均响应',
    short: 'ERP 响应',
    threshold: 5,
    wrong: 'above',
    wellAt: 4,
    atLeast: 10,
    limit: '不超过 5 秒',
    show: seconds,
    advice: '请检查 ERP 服务器和网络',
  },
  failures: {
    label: '近一小时写入失败',
    short: '失败',
    threshold: 10,
    wrong: 'above',
    wellAt: 8,
    atLeast: 0,
    limit: '不超过 10 次',
    show: count,
    advice: '失败原因见 /erp 队列',
  },
  duplicates: {
    label: '近一天重复客户',
    short: '一天内重复客户',
    threshold: 5,
    wrong: 'above',
    wellAt: 3,
    atLeast: 0,
    limit: '不超过 5 个',
    show: (value) => `${value} 个`,
    advice: '请检查是否有人在 ERP 里手工重复建档',
  },
  session_expiries: {
    label: '近一小时 ERP 会话失效',
    short: '会话失效',
    threshold: 3,
    wrong: 'above',
    wellAt: 2,
    atLeast: 0,
    limit: '不超过 3 次',
    show: count,
    advice: '请检查机器人的 ERP 账号是否在别处登录',
  },
}

export const isCrossed = ({ wrong, threshold }: Rule, value: number): boolean =>
  wrong === 'below' ? value < threshold : value > threshold

export const isWell = ({ wrong, wellAt }: Rule, value: number): boolean =>
  wrong === 'below' ? value >= wellAt : value <= wellAt
