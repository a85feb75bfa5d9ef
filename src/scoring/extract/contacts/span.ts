export type SpanKind = 'mobile' | 'phone' | 'email' | 'wechatId' | 'qq' | 'number'

/** A piece of text that is a way to reach somebody, or a number that is not (`number`). */
export interface Span {
  kind: SpanKind
  value: string
  start: number
  end: number
  /** Named by a label beside it. */
  labelled: boolean
  /** With `wechatId`: the same digits are a mobile. */
  mobile?: string
}

/** What the salesperson has just asked for; lets a bare answer be understood. */
export interface Expecting {
  mobile?: boolean
  phone?: boolean
  email?: boolean
  wechatId?: boolean
  qq?: boolean
}
