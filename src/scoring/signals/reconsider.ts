import type { Finding } from './kinds.ts'

/*
 * What a clause seems to say, seen beside the rest of its message.
 */

/** Somebody comes, changes or mends it for money: a trade in repairs lives on what broke. */
const asksHelp =
  /换一?[个把台套下块根扇]|(?:能|可以|现在|今天|明天|马上|赶紧)[^,]{0,4}(?:来|修|上门|通|开)|上门|来(?:修|看|换|一趟|个师傅|人)|修(?:一下|下)?(?:要|得)?多少|多少钱|怎么收|疏通|开锁/
/** He has it from us, or had us there before: that is service, not a sale. */
const hadFromUs =
  /(?:你们?|您)(?:们|家|那|这)?(?:的|卖|装|发|修|送|做|换)|(?:刚|才|上次|上个?月|上周|去年|前[天几]|昨天|之前|以前)[^,]{0,6}(?:买|装|修|换|收|送|到|用|订|定)|保修|质保|过保|售后|订单|单号|编号|退|赔|投诉|又|第[二三两]次|用了|买的|买了|收到|没几天|发来|你好好/
const corrected = /\d{7}|是\s*[\d零幺一二三四五六七八九]{2}/
const slip = /(?:打|发|搞|弄)错了?$/

/** Findings of a message that its other words turn into something else. */
export function reconsider(findings: readonly Finding[], text: string): Finding[] {
  return findings.flatMap((finding) => {
    // 打错了 是186…: the number was wrong, not the person.
    if (finding.signal === 'wrong_person' && slip.test(finding.quote) && corrected.test(text)) return []
    if (finding.signal === 'complaint' && asksHelp.test(text) && !hadFromUs.test(text))
      return [{ ...finding, signal: 'need' as const }]
    return [finding]
  })
}
