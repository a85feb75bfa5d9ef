export { createSharedGate } from './gate.ts'
export { createSharedSessions } from './session.ts'
