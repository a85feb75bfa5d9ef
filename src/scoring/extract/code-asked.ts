import type { FieldState } from './field-state.ts'

/** What names a thing: an order, a parcel, a machine. */
export const codeQuestion =
  /(?:订单|快递|运单|物流|合同|保单|发票|机器|设备|机身|授权|激活|会员|序列)(?:号|编号|号码|码)|单号|机号|桩号|户号|表号|柜号|条码|取[件货]码/

/** A number alone where the number of an order was asked for is no way to reach him. */
export const isCode = ({ asked }: FieldState, text: string): boolean =>
  asked.code === true &&
  (/铭牌|机身|标签上|贴的/.test(text) || (asked.mobile !== true && /^\s*\D{0,4}\d[\d -]*\D{0,4}$/.test(text)))
