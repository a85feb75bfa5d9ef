import {
  type AssignTarget,
  type CallContext,
  CrmError,
  type CustomerDraft,
  type CustomerOrd,
  type ErpUserId,
} from '../../../domain/index.ts'
import { ConfigError, messageOf } from '../../../shared/errors.ts'
import type { App } from '../../app.ts'
import { cureOf } from '../cures.ts'
import { type Finding, fine, trouble, warning } from '../finding.ts'
import { recordProbe, type ServerVariant } from './record.ts'
import { lostFields, testCustomer } from './test-customer.ts'

const context: CallContext = { actor: 'doctor' }
/** No installation has so many customers: asking for it provokes the server's way of saying no. */
const nobodysOrd = 2_000_000_000 as CustomerOrd

interface Probe {
  app: App
  draft: CustomerDraft
  findings: Finding[]
  variant: ServerVariant
}

/**
 * Creates one marked test customer, reads it back, notes and assigns it, and offers it a second time; records what
 * worked. Throws ConfigError where nothing may be written.
 */
export async function writeProbe(app: App): Promise<Finding[]> {
  app.requireErp()
  if (!app.config.settings.ERP_SYNC_ENABLED)
    throw new ConfigError([
      { setting: 'ERP_SYNC_ENABLED', found: 'false', expected: 'true：写入试验要在 ERP 里建一个测试客户' },
    ])
  const probe: Probe = {
    app,
    draft: testCustomer(app.clock),
    findings: [],
    variant: { at: app.clock.now(), baseUrl: app.config.erp?.baseUrl ?? '', refusals: [] },
  }
  const ord = await created(probe)
  if (ord !== undefined) await used(probe, ord)
  probe.variant.refusalsBy = app.requireErp().server().refusals
  await recordProbe(app, probe.variant)
  return [...probe.findings, summary(probe)]
}

/** Runs a step; what it meets is named with its cure. False: it failed. */
async function step(probe: Probe, what: string, work: () => Promise<Finding>): Promise<boolean> {
  try {
    const finding = await work()
    probe.findings.push(finding)
    if (!finding.ok) probe.variant.refusals.push(`${what}：${finding.text}`)
    return finding.ok
  } catch (error) {
    const text = error instanceof CrmError ? (error.serverMessage ?? error.message) : messageOf(error)
    probe.findings.push(trouble(what, text, cureOf(error)))
    probe.variant.refusals.push(`${what}：${text}`)
    return false
  }
}

async function created(probe: Probe): Promise<CustomerOrd | undefined> {
  const { app, draft } = probe
  const { crm, client } = app.requireErp()
  let ord: CustomerOrd | undefined
  const saved =
    (await step(probe, '客户分类', async () => {
      probe.variant.categoryIds = await categoryIds(app)
      return fine('客户分类', `${app.config.settings.ERP_CUSTOMER_CATEGORY} → ${await path(app)}`)
    })) &&
    (await step(probe, '新客户 ID', async () => {
      ord = await crm.allocate(context)
      return fine('新客户 ID', String(ord))
    })) &&
    (await step(probe, '建立客户', async () => {
      await crm.saveCustomer(ord as CustomerOrd, draft, context)
      return fine('建立客户', `${draft.name}，${draft.khid}`)
    }))
  if (!saved || ord === undefined) return undefined
  const there = ord
  const back = await step(probe, '读回客户', async () => {
    const found = await client.customers.get(there, context)
    if (!found) return trouble('读回客户', 'ERP 说保存成功，却查不到', '再试一次；仍然这样时请 ERP 厂商检查保存接口')
    const lost = lostFields(draft, found)
    if (lost.length === 0) return fine('读回客户', '写入的内容都在')
    return warning('读回客户', `ERP 没有留下 ${lost.join('、')}`, '请 ERP 管理员在字段策略里打开这些字段')
  })
  return back ? there : undefined
}

const path = (app: App) =>
  app.requireErp().client.options.categoryPath(app.config.settings.ERP_CUSTOMER_CATEGORY, context)

/** How this server's tree of categories writes a stage: its own id, or the whole path. */
async function categoryIds(app: App): Promise<ServerVariant['categoryIds']> {
  const stages = (await app.requireErp().client.options.categories(context)).flatMap(({ nodes }) => nodes)
  return stages.length === 0 ? undefined : stages.some(({ id }) => id.includes(',')) ? 'path' : 'own'
}

async function used(probe: Probe, ord: CustomerOrd): Promise<void> {
  const { app, draft, variant } = probe
  const { crm, client } = app.requireErp()
  await step(probe, '按编号查', async () => {
    const found = await crm.findByKhid(draft.khid, context)
    return found?.ord === ord
      ? fine('按编号查', draft.khid)
      : trouble('按编号查', `查不到 ${draft.khid}`, '请 ERP 管理员检查账号能否看到自己建的客户（例如新客户要先审核）')
  })
  await step(probe, '洽谈进展', async () => {
    await crm.addFollowUp(ord, { text: '测试：微信对接检查', template: 120, channel: 484 }, context)
    variant.notes = client.followUps.form()
    return fine('洽谈进展', variant.notes === 'template' ? '按模板写入' : '按文字写入')
  })
  const target = targetOf(app)
  variant.mayAssign = await step(probe, '指派', async () => {
    await crm.assign(ord, target, context)
    return fine('指派', target.kind === 'users' ? `给用户 ${target.userIds.join('、')}` : '到公海')
  })
  await offerAgain(probe)
}

function targetOf({ config }: App): AssignTarget {
  const { ERP_SENIOR_USER_IDS, ERP_NORMAL_USER_IDS } = config.settings
  const pooled = config.sales.pools?.flatMap(({ members }) => members.map(({ userId }) => userId)) ?? []
  const first = [...pooled, ...ERP_SENIOR_USER_IDS, ...ERP_NORMAL_USER_IDS][0]
  return first === undefined ? { kind: 'public_pool' } : { kind: 'users', userIds: [first as ErpUserId] }
}

/** The same customer under another id: does the server guard against it? */
async function offerAgain({ app, draft, findings, variant }: Probe): Promise<void> {
  const { crm } = app.requireErp()
  const what = '重复客户'
  try {
    const again = await crm.allocate(context)
    await crm.saveCustomer(again, draft, context)
    variant.duplicates = 'accepted'
    findings.push(
      warning(what, `ERP 接受了同样的客户（ID ${again}）`, '机器人自己会先查重；请在 ERP 里删除这第二个测试客户'),
    )
  } catch (error) {
    if (!(error instanceof CrmError && error.failure === 'refused')) {
      findings.push(warning(what, messageOf(error), cureOf(error)))
      return
    }
    variant.duplicates = 'refused'
    findings.push(fine(what, `ERP 会拒绝：${error.serverMessage ?? error.message}`))
  }
  // Where nothing was refused so far: a customer that cannot exist.
  if (app.requireErp().server().refusals === undefined) await crm.getCustomer(nobodysOrd, context).catch(() => {})
}

function summary({ variant, draft }: Probe): Finding {
  const words = [
    variant.notes && `洽谈进展${variant.notes === 'template' ? '按模板' : '按文字'}`,
    variant.categoryIds && `分类编号${variant.categoryIds === 'path' ? '为整条路径' : '为单个'}`,
    variant.refusalsBy && `拒绝${variant.refusalsBy === 'text' ? '只写在文字里' : '看状态'}`,
    variant.duplicates && `重复客户${variant.duplicates === 'refused' ? '被拒绝' : '被接受'}`,
    variant.mayAssign !== undefined && (variant.mayAssign ? '可以指派' : '不能指派'),
  ].filter(Boolean)
  const text = words.length > 0 ? `已记录：${words.join('，')}` : '没有写成'
  if (variant.refusals.length > 0) return trouble('写入试验', text, '按上面各行处理后再试一次')
  return warning('写入试验', text, `可在 ERP 里删除“${draft.name}”`)
}
