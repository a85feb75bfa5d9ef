import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../src/app/doctor/finding.ts'
import { lastProbe } from '../../../src/app/doctor/write-probe/record.ts'
import { writeProbe } from '../../../src/app/doctor/write-probe/write-probe.ts'
import type { ErpSandboxOptions, Variants } from '../../../src/sandbox/erp/index.ts'
import { openHouse } from '../house.ts'

async function probed(options: ErpSandboxOptions = {}, env: Record<string, string> = {}) {
  const house = await openHouse(options, { ERP_SENIOR_USER_IDS: '63', ...env })
  try {
    const findings = await writeProbe(house.app)
    return {
      findings,
      failed: findings.filter(({ ok }) => !ok),
      learnt: lastProbe(await house.reopen()),
      noteForm: house.app.requireErp().client.followUps.form(),
      customers: house.erp.customers(),
      notes: house.erp.notes(),
    }
  } finally {
    await house.close()
  }
}

const find = (findings: readonly Finding[], what: string) => findings.find((one) => one.what === what)

const usual = {
  notes: 'text',
  categoryIds: 'own',
  refusalsBy: 'status',
  duplicates: 'refused',
  mayAssign: true,
  refusals: [],
}

describe.concurrent('the write probe', () => {
  const servers: Array<[string, Partial<Variants>, object, Record<string, string>?]> = [
    ['an ERP as documented', {}, usual],
    ['notes by template', { followUp: 'template' }, { ...usual, notes: 'template' }],
    ['notes with every field required', { followUp: 'every_field' }, { ...usual, notes: 'template' }],
    ['category ids that are whole paths', { treeValues: 'path' }, { ...usual, categoryIds: 'path' }],
    ['refusals by words alone', { refusals: 'text' }, { ...usual, refusalsBy: 'text' }],
    ['an old server: other login, no /sysa', { loginPath: 'mobile', sysaPrefix: 'absent' }, usual],
    [
      'numbers as strings, rows as objects, columns in any order',
      { numbersAsStrings: true, rows: 'objects', shuffleColumns: true, listSource: 'report', business: 'top' },
      usual,
    ],
    ['saves that blank what they do not name', { absentFields: 'blank', khidInList: true }, usual],
    ['application/zsml', { contentType: 'zsml' }, usual, { ERP_CONTENT_TYPE: 'application/zsml' }],
  ]

  it.each(servers)('learns %s and finishes, one marked customer richer', async (_name, variants, learnt, env) => {
    const { failed, customers, notes, ...rest } = await probed({ variants }, env)
    expect(failed).toEqual([])
    expect(rest.learnt).toMatchObject(learnt)
    expect(customers).toMatchObject([{ fields: { name: expect.stringMatching(/^【测试】/) }, owners: [63] }])
    expect(notes).toHaveLength(1)
    // The next note goes out in the right form at once, also after a restart.
    expect(rest.noteForm).toBe((learnt as typeof usual).notes)
  })

  it('says that a server takes the same customer twice', async () => {
    const { failed, findings, learnt } = await probed({ duplicates: { khid: 'allow', name: 'allow', mobile: 'allow' } })
    expect(failed).toEqual([])
    expect(learnt).toMatchObject({ duplicates: 'accepted', refusalsBy: 'status' })
    expect(find(findings, '重复客户')).toMatchObject({ warn: true, todo: expect.stringMatching(/删除/) })
  })

  const cures: Array<[string, ErpSandboxOptions, Record<string, string>, string, RegExp]> = [
    ['a missing right to assign', { variants: { mayAssign: false } }, {}, '指派', /ERP_USERNAME.*客户指派/],
    ['a colleague who has left', {}, { ERP_SENIOR_USER_IDS: '999' }, '指派', /ERP_SENIOR_USER_IDS/],
    ['a field the installation requires', { variants: { requiredFields: ['area'] } }, {}, '建立客户', /区域.*字段策略/],
    [
      'a category that is not there',
      {},
      { ERP_CUSTOMER_CATEGORY: '贵宾' },
      '客户分类',
      /ERP_CUSTOMER_CATEGORY.*微信客户/,
    ],
    ['a source that is not there', {}, { ERP_CUSTOMER_SOURCE_ID: '5' }, '建立客户', /ERP_CUSTOMER_SOURCE_ID/],
    ['a save that only pretends', { variants: { ghostSaves: 9 } }, {}, '读回客户', /再试一次/],
    ['a captcha', { variants: { captchaAtLogin: true } }, {}, '客户分类', /zhibang captcha/],
    ['a wrong password', {}, { ERP_PASSWORD: 'wrong' }, '客户分类', /ERP_PASSWORD/],
    [
      'a server that wants zsml',
      { variants: { contentType: 'zsml' } },
      {},
      '客户分类',
      /ERP_CONTENT_TYPE=application\/zsml/,
    ],
  ]

  it.each(cures)('names %s with what cures it', async (_name, options, env, what, cure) => {
    const { failed, learnt, customers } = await probed(options, env)
    expect(failed[0]).toMatchObject({ what, todo: expect.stringMatching(cure) })
    expect(learnt?.refusals).toEqual([expect.stringContaining(what)])
    expect(customers.length).toBe(what === '指派' ? 1 : 0)
  })

  it('writes nothing where nothing may be written', async () => {
    await expect(probed({}, { ERP_SYNC_ENABLED: 'false' })).rejects.toMatchObject({ code: 'config_invalid' })
  })
})
