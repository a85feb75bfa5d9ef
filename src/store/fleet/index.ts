export type { Fleet } from './fleet.ts'
export { createSharedGate } from './gate.ts'
export { type FleetJob, startFleetSchedule } from './schedule.ts'
export { createSharedSessions } from './session.ts'
