import { contactOf, type Lead, signedPoints, watchersOf } from '../../domain/index.ts'
import { maskMobile } from '../../shared/mask.ts'
import type { SyncContext } from '../context.ts'
import { titleOf } from '../pipeline/question.ts'
import { enqueueTelling } from './tell.ts'

interface Saved {
  shown: number
  ended: boolean
}
const cursorName = 'trial'
const unseen: Saved = { shown: 0, ended: false }

export interface Trial {
  readonly active: boolean
  /** Shows one of the first captures to the operators. */
  show(lead: Lead): Promise<void>
  /** From now on admissible leads are written. */
  end(): Promise<void>
}

/** Nothing is written automatically until an operator has seen the first captures and says 放行. */
export function createTrial(context: SyncContext, captures: number): Trial {
  const { cursors, settings } = context
  const load = (): Saved => cursors.get<Saved>(cursorName) ?? unseen
  const wanted = settings.autoSync
  const active = () => captures > 0 && wanted && !load().ended
  // The pipeline asks this setting at each use; a held lead is recorded as "would have" and swept in later.
  Object.defineProperty(settings, 'autoSync', { get: () => wanted && !active(), enumerable: true })
  return {
    get active() {
      return active()
    },
    async show(lead) {
      if (!active() || load().shown >= captures) return
      const number = await cursors.change<Saved, number | undefined>(cursorName, (saved = unseen) => {
        const mine = saved.ended || saved.shown >= captures ? undefined : saved.shown + 1
        return { value: { ...saved, shown: mine ?? saved.shown }, result: mine }
      })
      if (number !== undefined) await tell(context, lead, card(lead, number, captures))
    },
    end: () =>
      cursors.change<Saved, void>(cursorName, (saved = unseen) => ({
        value: { ...saved, ended: true },
        result: undefined,
      })),
  }
}

async function tell(context: SyncContext, lead: Lead, text: string): Promise<void> {
  const { staff, store } = context
  await store.transact(async (tx) => {
    for (const person of watchersOf(staff.all())) {
      const contactId = contactOf(person)
      if (contactId) await enqueueTelling(tx, context, contactId, { text, dedupeKey: `trial:${lead.id}:${contactId}` })
    }
  })
  context.wake('chat')
}

function card(lead: Lead, number: number, of: number): string {
  const { mobile, type } = lead.fields
  const reasons = lead.reasons.slice(0, 4).map((reason) => `${reason.label}${signedPoints(reason.points)}`)
  return [
    `🧪 试运行 ${number}/${of}：将建${type?.value === 'personal' ? '个人' : '单位'}客户【${titleOf(lead)}】`,
    [mobile && `手机 ${maskMobile(mobile.value)}`, `评分 ${lead.score}`].filter(Boolean).join('，'),
    reasons.length > 0 ? `依据：${reasons.join('、')}` : '',
    '还没有写入 ERP。识别正确就发 /erp 放行，之后自动写入',
  ]
    .filter(Boolean)
    .join('\n')
}
