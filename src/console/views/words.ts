import type { LeadStatus } from '../../domain/index.ts'

export const leadWords: Record<LeadStatus, string> = {
  watching: '观察中',
  asking: '待确认',
  queued: '待写入',
  synced: '已建档',
  shadow: '本应建档',
  ignored: '已忽略',
  opted_out: '已拒绝',
}
