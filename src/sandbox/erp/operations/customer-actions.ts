import { parseId } from '../check.ts'
import type { Customer } from '../model.ts'
import { done, type Result, refused } from '../result.ts'
import type { ApiCall } from '../world.ts'

/** An action on one existing customer. */
const onCustomer =
  (act: (customer: Customer, call: ApiCall) => Result | { next: Partial<Customer>; text: string }) =>
  (call: ApiCall): Result => {
    const customer = call.world.state.customers.get(parseId(call.params.ord) ?? 0)
    if (!customer) return refused('客户不存在或已被删除')
    const outcome = act(customer, call)
    if ('kind' in outcome) return outcome
    call.world.state.putCustomer({ ...customer, ...outcome.next })
    return done(outcome.text)
  }

/** 客户指派: `member1` 0 = to the users in `member2`, 1 = open to all. */
export const assign = onCustomer((_customer, { params, world }) => {
  if (!world.variants.mayAssign) return refused('您没有权限指派客户')
  if (params.member1 === '1') return { next: { owners: [], pool: true }, text: '指派成功' }
  const owners = world.directory.parseUsers(params.member2 ?? '')
  if (!owners || owners.length === 0) return refused('请选择要指派的人员')
  return { next: { owners, pool: false }, text: '指派成功' }
})

export const takeBack = onCustomer((customer) =>
  customer.pool
    ? refused('客户已在公海')
    : { next: { owners: [], pool: true, protectedBy: undefined }, text: '收回成功' },
)

export const apply = onCustomer((customer, { user, world }) => {
  if (customer.owners.includes(user.userId)) return refused('该客户已归您所有')
  if (world.variants.applyNeedsApproval) return { next: { applicant: user.userId }, text: '申请成功，等待审批' }
  return { next: { owners: [user.userId], pool: false }, text: '申请成功' }
})

export const approve = onCustomer((customer, { params }) => {
  if (customer.applicant === undefined) return refused('没有待审批的申请')
  if (params.blset === '0' || params.blset === '2') return { next: { applicant: undefined }, text: '审批成功' }
  return { next: { applicant: undefined, owners: [customer.applicant], pool: false }, text: '审批成功' }
})

export const review = onCustomer((_customer, { params }) => ({
  next: { review: params.jg === '1' ? ('approved' as const) : ('rejected' as const) },
  text: '审核成功',
}))

export const share = onCustomer((_customer, { params, world }) => {
  if (params.member1 === '1') return { next: { shared: { everyone: true, users: [] } }, text: '共享成功' }
  const users = world.directory.parseUsers(params.member2 ?? '')
  if (!users || users.length === 0) return refused('请选择要共享的人员')
  return { next: { shared: { everyone: false, users } }, text: '共享成功' }
})

export const protect = onCustomer((customer, { user }) =>
  customer.protectedBy !== undefined
    ? refused('客户已被保护，不能重复保护')
    : { next: { protectedBy: user.userId }, text: '保护成功' },
)

export const unprotect = onCustomer((customer) =>
  customer.protectedBy === undefined
    ? refused('客户没有被保护')
    : { next: { protectedBy: undefined }, text: '放弃保护成功' },
)
