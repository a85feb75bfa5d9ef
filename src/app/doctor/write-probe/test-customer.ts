import { type Customer, type CustomerDraft, makeKhid } from '../../../domain/index.ts'
import { chinaDate } from '../../../shared/china-time.ts'
import type { Clock } from '../../../shared/clock.ts'

/** A customer nobody takes for a real one: the name says so, the number range belongs to nobody we know. */
export function testCustomer(clock: Clock): CustomerDraft {
  const chance = () => Math.floor(clock.random() * 36 ** 4)
  const mark = chance().toString(36).padStart(4, '0').toUpperCase()
  const day = chinaDate(clock.now())
  return {
    khid: makeKhid(`probe ${clock.now()} ${mark}`),
    type: 'company',
    name: `【测试】微信对接检查 ${day} ${mark}`,
    contactName: '测试联系人',
    mobile: `1990000${String(chance() % 10_000).padStart(4, '0')}`,
    wechatId: `test_${mark.toLowerCase()}`,
    value: '一般',
    profile: '测试客户：由 zhibang doctor --write-probe 建立，可以删除。',
    remark: '测试客户，可以删除',
  }
}

const compared = {
  khid: '客户编号',
  name: '客户名称',
  mobile: '手机',
  wechatId: '微信号',
  profile: '客户简介',
} as const

/** Labels of what was sent and did not come back. */
export function lostFields(sent: CustomerDraft, found: Customer): string[] {
  const keys = Object.keys(compared) as Array<keyof typeof compared>
  return keys.filter((key) => plain(found[key]) !== plain(sent[key])).map((key) => compared[key])
}

/** Rich text fields come back wrapped. */
const plain = (value: string | undefined) => (value ?? '').replace(/<[^>]*>/g, '').trim()
