/** What a customer's clause can do, with the label people see. Positive kinds first, then what speaks against. */
export const signalLabels = {
  paid: '付款',
  signed: '签约',
  signing: '准备签约',
  ordered: '下单',
  decided: '决定购买',
  accepted: '接受报价或安排',
  repeat: '复购',
  contract: '要合同',
  payment_terms: '谈付款方式',
  need: '明确需求',
  product: '咨询产品',
  price: '询价',
  haggle: '议价',
  sample: '要样品或资料',
  appointment: '约看或约见',
  arranged: '我方已安排',
  followed_up: '我方已跟进',
  quantity: '数量',
  budget: '预算',
  deadline: '时间要求',
  urgency: '着急',
  spec: '规格参数',
  contact: '留联系方式',
  place: '留地址',
  destination: '留收货地址',
  introduced: '说明身份',
  lively: '持续沟通',
  vague: '泛泛了解',
  info: '问一般信息',
  opt_out: '不要再联系',
  refusal: '拒绝',
  bought_elsewhere: '已在别处购买',
  postponed: '推迟',
  hesitant: '还在考虑',
  complaint: '售后或投诉',
  how_to: '使用求助',
  tracking: '查订单或开票',
  job_seeking: '求职',
  recruiting: '招聘',
  selling: '推销',
  fraud: '兼职刷单或诈骗',
  digging: '打探同行信息',
  research: '学生或调研',
  wrong_person: '找错人',
  excluded: '排除词',
  creditor: '催款或送货方',
  referral: '只做介绍',
  instruction: '对机器说的话',
  greeting: '寒暄',
  chatter: '闲聊',
  decay: '时间久远',
  llm: '模型参考',
} as const

export type Signal = keyof typeof signalLabels

/** One reading of one clause. `strength` 1 = plain statement, less for conditional or indirect words. */
export interface Finding {
  signal: Signal
  strength: number
  quote: string
}
