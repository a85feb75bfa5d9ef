/** Name, company, mobile, landline, e-mail, WeChat id, QQ, address, position and kind of customer, as stated in chat. */
export { emptyFieldState, type FieldState } from './field-state.ts'
export { readFields } from './read-fields.ts'
export { resolveFields } from './resolve-fields.ts'
