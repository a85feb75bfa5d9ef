import { type CallContext, CrmError, type Employee } from '../../domain/index.ts'
import { messageOf } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import { cureOf } from './cures.ts'
import { type Finding, fine, looking, trouble, warning } from './finding.ts'

const sampleSize = 5
const context: CallContext = { actor: 'doctor' }
/** Nobody has this number: only the right to ask is looked at. */
const nobodysMobile = '13000000000'

/** Connection, login, people and option lists: nothing but reading, and nothing off the allow-list. */
export async function lookAtErp(app: App): Promise<Finding[]> {
  if (!app.config.erp)
    return [trouble('ERP', '没有设置', '运行 zhibang setup，或设 ERP_BASE_URL、ERP_USERNAME、ERP_PASSWORD')]
  const found = await lookAtLogin(app)
  if (found.some(({ ok }) => !ok)) return found
  const look = (what: string, work: () => Promise<Finding | Finding[]>) => looking(what, work, cureOf)
  return [
    ...found,
    ...(await look('ERP 联系人', async () => {
      await app.requireErp().crm.findByMobile(nobodysMobile, context)
      return fine('ERP 联系人', '可按手机号查')
    })),
    ...(await look('ERP 账号', () => lookAtPeople(app))),
    ...(await look('ERP 选项', () => lookAtLists(app))),
  ]
}

async function lookAtLogin(app: App): Promise<Finding[]> {
  const { baseUrl, username } = app.config.erp ?? { baseUrl: '', username: '' }
  const reached = fine('ERP 连接', baseUrl)
  try {
    const { total, rows } = await app.requireErp().crm.listCustomers({}, { index: 1, size: sampleSize }, context)
    return [
      reached,
      fine('ERP 登录', `账号 ${username}`),
      fine('ERP 客户', `已登录，读到 ${rows.length} 个客户，共 ${total} 个`),
    ]
  } catch (error) {
    const failed = (what: string) => trouble(what, messageOf(error), cureOf(error))
    const failure = error instanceof CrmError ? error.failure : undefined
    if (failure === 'session') return [reached, failed('ERP 登录')]
    if (failure === 'refused') return [reached, fine('ERP 登录', `账号 ${username}`), failed('ERP 客户')]
    return [failed('ERP 连接')]
  }
}

async function lookAtPeople(app: App): Promise<Finding[]> {
  const people = await app.requireErp().crm.employees(context)
  const working = (id: number) => people.some(({ userId, active }) => Number(userId) === id && active)
  const { wanted, setting } = assignees(app.config)
  const unknown = wanted.filter((id) => !working(id))
  const target =
    unknown.length > 0
      ? trouble(
          'ERP 账号',
          `ERP 里没有（或已冻结）用户 ${unknown.join('、')}`,
          `改 ${setting}，在职的有 ${shown(people)}`,
        )
      : wanted.length === 0
        ? warning('ERP 账号', `${people.length} 个账号，没有设指派对象，新客户都进公海`, `设 ${setting}`)
        : fine('ERP 账号', `${people.length} 个账号，指派对象都在`)
  return [target, ...lookAtStaff(app, people)]
}

/** To whom new customers may go, and where that is said: pools count instead of the two lists. */
function assignees({ sales, settings }: App['config']): { wanted: readonly number[]; setting: string } {
  const { pools } = sales
  if (pools) {
    const members = pools.flatMap((pool) => pool.members.map(({ userId }) => userId))
    return { wanted: [...new Set(members)], setting: 'SALES_CONFIG 的 pools' }
  }
  const wanted = [...settings.ERP_SENIOR_USER_IDS, ...settings.ERP_NORMAL_USER_IDS]
  return { wanted, setting: 'ERP_SENIOR_USER_IDS / ERP_NORMAL_USER_IDS' }
}

const shown = (people: readonly Employee[]) =>
  people
    .filter(({ active }) => active)
    .slice(0, 10)
    .map(({ userId, name }) => `${userId} ${name}`)
    .join('、')

function lookAtStaff({ config }: App, people: readonly Employee[]): Finding[] {
  const { salespeople } = config.sales
  if (salespeople.length === 0)
    return [
      warning('销售名单', 'SALES_CONFIG 里没有人，没人能用命令、没人收到通知', '运行 zhibang setup，或写 SALES_CONFIG'),
    ]
  const known = (id: number) => people.find(({ userId, active }) => Number(userId) === id && active)
  const gone = salespeople.filter(({ erpUserId }) => erpUserId !== undefined && !known(erpUserId))
  if (gone.length > 0) {
    const names = gone.map(({ name, erpUserId }) => `${name}（${erpUserId}）`).join('、')
    return [trouble('销售名单', `${names} 在 ERP 里没有或已冻结`, '改 SALES_CONFIG 里的 erpUserId')]
  }
  // Whose a customer is goes by the account; somebody else's number in its place would give him another's customers.
  const renamed = salespeople.flatMap(({ name, erpUserId }) => {
    const theirs = erpUserId === undefined ? undefined : known(erpUserId)?.name
    return theirs && theirs !== name ? [`${name}（${erpUserId}）在 ERP 里叫 ${theirs}`] : []
  })
  if (renamed.length > 0)
    return [warning('销售名单', renamed.join('、'), '确认 erpUserId 是本人的账号：客户按账号归属，姓名可以不同')]
  if (!salespeople.some(({ role }) => role === 'operator'))
    return [
      warning(
        '销售名单',
        `${salespeople.length} 人，没有 operator，运维命令（/erp 队列 等）没人能用`,
        '在 SALES_CONFIG 里给一个人 "role":"operator"',
      ),
    ]
  return [fine('销售名单', `${salespeople.length} 人`)]
}

async function lookAtLists(app: App): Promise<Finding[]> {
  const { drift, categories } = await app.requireErp().client.discover(context)
  const serious = drift.filter(({ harmless }) => !harmless)
  const renumbered = drift.length - serious.length
  const note = renumbered > 0 ? `，${renumbered} 项编号不同，已按名称对上` : ''
  if (serious.length === 0) return [fine('ERP 选项', `与设置一致，分类 ${categories.join('、')}${note}`)]
  return serious.map(({ subject, found, advice }) => trouble(`ERP 选项 ${subject}`, `现有 ${found}`, advice))
}
