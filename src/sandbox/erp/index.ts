/** A 智邦国际 ERP over HTTP to run against, on loopback. Shares no code with the client. */
export { startErpSandbox } from './erp-sandbox.ts'
export { type FaultKind, type FaultRule, faultKinds } from './faults.ts'
export type * from './types.ts'
export type { Variants } from './variants.ts'
