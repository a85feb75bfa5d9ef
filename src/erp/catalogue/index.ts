/** Every documented operation of the ERP by a stable dotted name, with its parameters as data and as types. */
export { operation, operationOfRow, operations } from './catalogue.ts'

import type { OperationParams } from './generated/index.ts'

export { type CheckedParams, checkParams } from './check-params.ts'
export { findOperations } from './find.ts'
export type { OperationParams } from './generated/index.ts'
export { ErpParameterError, type ParameterFault, type ParameterProblem } from './parameter-error.ts'
/** The stable dotted name of an operation. */
export type OperationName = keyof OperationParams
export type { WireValue } from './schema.ts'
export type * from './types.ts'
