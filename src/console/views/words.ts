import type { EntryState, LeadStatus, OutboxJob } from '../../domain/index.ts'

export const jobWords: Record<OutboxJob['type'], string> = {
  sync_customer: '建档',
  assign: '指派',
  follow_up: '洽谈进展',
  update_customer: '更新资料',
  add_contact: '新增联系人',
  customer_action: '客户操作',
  share: '共享',
  say: '微信通知',
}

export const stateWords: Record<EntryState, string> = {
  ready: '排队中',
  running: '写入中',
  done: '已完成',
  dead: '失败',
  cancelled: '已取消',
  expired: '已过期',
}

export const leadWords: Record<LeadStatus, string> = {
  watching: '观察中',
  asking: '待确认',
  queued: '待写入',
  synced: '已建档',
  shadow: '本应建档',
  ignored: '已忽略',
  opted_out: '已拒绝',
}
