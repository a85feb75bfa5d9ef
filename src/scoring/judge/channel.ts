import type { FollowUp, ThreadMessage } from '../../domain/index.ts'
import type { Template } from './template.ts'

type Channel = FollowUp['channel']

// Told as done, not proposed: 刚才电话里说的, not 方便打电话吗.
const byPhone =
  /(?:刚才?|刚刚|今天|昨天|上午|下午|早上)[^。!?]{0,8}(?:电话|语音)(?:里|中|上|聊|沟通|说|谈|联系)|(?:电话|语音)(?:里|中|上)(?:说|聊|谈|讲|沟通|约|提)|通(?:了|过|完)(?:个|一个)?(?:电话|语音)|(?:电话|语音)(?:聊|沟通|谈)(?:了|过|完|的)|(?:挂|接)了(?:您|你)?的?电话/
const onSite =
  /(?:刚才?|刚刚|今天|昨天|上午|下午|早上)[^。!?]{0,8}(?:去|到|来|在)(?:了)?(?:您|你|贵|我)(?:们)?(?:那|这|家|司|公司|厂|店|单位|现场)[^。!?]{0,8}(?:聊|谈|看|量|拜访|沟通|参观|了|过)|(?:刚|已经?)[^。!?]{0,4}(?:拜访|上门(?:看|量))(?:了|过|完)|(?:当面|面谈)(?:聊|谈|说)?(?:了|过|完|的)/
const byMail = /(?:邮件|邮箱)[^。!?]{0,6}(?:已|发了|发过去了|发您了|收到了)|(?:已|刚)[^。!?]{0,6}(?:邮件|邮箱)/

/** 跟进方式 by what they say they did: 481 电话, 483 上门, 482 邮件; else 484, as WeChat has none of its own. */
export function channelFor(messages: readonly ThreadMessage[], template: Template): Channel {
  if (template === 107) return 481
  const said = (pattern: RegExp) =>
    messages.some((m) => m.role !== 'other' && m.kind === 'text' && pattern.test(m.text.slice(0, 500)))
  if (said(onSite)) return 483
  if (said(byPhone)) return 481
  return said(byMail) ? 482 : 484
}
