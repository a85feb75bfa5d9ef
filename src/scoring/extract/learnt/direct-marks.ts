import type { Mention } from './whose.ts'

/** Words for ways to reach somebody and what links them to him: between a person and his number they say nothing. */
const links =
  /打电话|电话|手机|号码?|微信|薇信|vx|wx|v信|qq|扣扣|联系方式|联系|对接|沟通|确认|的|是|为|吧|就行|就好|即可|就可以|哈|呢|啊|呀|打|拨|加|发|说|聊|问|拿|[\s:,，。、()]/gi
const longestLink = 14
const longestLead = 5
const calls = /(?:给|找|联系|问|加|跟|叫|和|让|打|到|归|是|由|请|喊|寻|与|留)(?:我们?|咱们?|俺们?|你们?|他们?)?(?:的)?$/

/** Whether nothing but words for ways stands between who is spoken of and the number: 给我老婆打电话 188…, 我老婆的 188…. */
export function directMarks(text: string, { whose, start, end }: Mention, numberAt: number): string[] {
  const link = text.slice(end, numberAt)
  if (link.length > longestLink || /\d{4}|\n/.test(link) || link.replace(links, '') !== '') return [`indirect ${whose}`]
  const lead = text.slice(Math.max(0, start - longestLead), start)
  const by = calls.test(lead) ? 'called' : /[我咱俺]们?的?$/.test(lead) ? 'mine' : 'other'
  const way = link.includes('的') ? 'of' : /打|拨|加|联系|对接|说|问|聊/.test(link) ? 'to' : 'bare'
  return [`direct ${whose}`, `direct ${whose} ${by}`, `direct ${whose} ${way}`, `direct ${by}`]
}

const reach = 12
const mine =
  /(?:我|我们|咱|咱们|俺|俺们)(?:的)?([\u4e00-\u9fff]{1,5}?)(的)?(?:手机|电话|微信|薇信|联系方式|号码?|vx|wx|v|qq|扣扣)?(?:号码?|是|:|\s)*$/i
const ownThings =
  /手机|电话|微信|薇信|号|联系|扣扣|邮箱|座机|固话|店|厂|公司|家|单位|办|这|本人|自己|叫|姓|是|打|加|的|在|用|就|也|还|有|要|备|大|小|工作|私|新|常|短信|传真/

/** 我同桌的 153…: his own what, though no word of ours names it? */
export function mineMarks(text: string, numberAt: number): string[] {
  const found = mine.exec(text.slice(Math.max(0, numberAt - reach), numberAt))
  if (!found) return []
  const [, what = '', of] = found
  return [ownThings.test(what) ? 'mine thing' : `mine one${of ? ' of' : ''}`]
}
