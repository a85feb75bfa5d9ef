import { chinaDate } from '../../shared/china-time.ts'
import { messageOf } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import { doubtsOf } from '../doubts.ts'
import { lookAtErp } from './erp.ts'
import { type Finding, fine, trouble, warning } from './finding.ts'
import { lookAtClock, lookAtMachine } from './machine.ts'
import { lookAtGateway, lookAtModel } from './outside.ts'
import { lastProbe } from './write-probe/record.ts'

/** The connection test: all that must work for the bot to work, each with what to do. Writes nothing to the ERP. */
export async function examine(app: App): Promise<Finding[]> {
  const machine = await lookAtMachine(app)
  const erp = await lookAtErp(app)
  // After the ERP has answered: its answers tell its clock.
  const clock = await lookAtClock(app).catch((error) => trouble('时钟', messageOf(error), '用备份恢复数据目录'))
  return [
    ...doubtsOf(app.config).map(({ setting, found, expected }) => warning(setting, found, `改成 ${expected}，或删掉`)),
    ...machine,
    clock,
    ...erp,
    ...(app.config.erp ? [lookAtProbe(app)] : []),
    await lookAtGateway(app.config),
    await lookAtModel(app.config.llm),
  ]
}

function lookAtProbe(app: App): Finding {
  const last = lastProbe(app)
  const what = '写入试验'
  if (!last) return warning(what, '没有做过', '上线前运行 zhibang doctor --write-probe（会建一个带标记的测试客户）')
  if (last.refusals.length > 0) return trouble(what, `上次被拒绝：${last.refusals.join('；')}`, '处理后再试一次')
  return fine(what, `上次通过，${chinaDate(last.at)}`)
}
