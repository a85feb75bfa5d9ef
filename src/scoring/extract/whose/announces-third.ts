import { relation } from './relations.ts'

const announcement = new RegExp(
  `推给(?:你|您)$|我给你(?:他|她)(?:的)?(?:电话|微信|号)|(?:你|您)跟(?:他|她)(?:说|讲|聊|谈|联系)|(?:你|您)(?:去)?(?:联系|加|找)(?:一?下)?(?:他|她)|(?:客户|朋友|个人|老板)推给(?:你|您)|(?:这|那)(?:个|位)?(?:人|老板|客户|哥们|大姐|朋友|兄弟)[^,]{0,4}(?:你|您)(?:加|联系|打|跟)|(?:你|您)(?:加|联系)(?:一?下)?这(?:个|位)?(?:人|老板|客户|朋友)|${relation}(?:的)?(?:电话|手机|号码|微信|联系方式)(?:我)?(?:发|给|推|转)|介绍(?:个|一个|一位)?(?:客户|朋友)|(?:朋友|同事|亲戚|老乡|邻居)也?(?:想|需?要)(?:买|订|做|装|了解|咨询)|(?:把|发|给|推)(?:你|您|一下)?(?:我们?的?)?${relation}(?:的)?(?:电话|手机|号码|微信|联系方式|名片)`,
)
/** A message that announces another person's contact without giving it: the next bare number is that person's. */
export const announcesThird = (text: string): boolean => announcement.test(text)
