import { either, type Pattern } from '../pattern.ts'

/** The paper is signed. */
export const signed: Pattern = {
  signal: 'signed',
  re: either({
    signedIt: /签(?:了|完|好|字了)(?:合同|协议|约)?/,
    paperSigned:
      /(?:合同|协议)(?:已经?|都|也|我们?|这边|刚刚?)*(?:签(?:了|好|完|字)|盖(?:好|完)?章|回传|寄(?:回|出)|走完)/,
    sealed: /(?:已经?|刚刚?|都)盖(?:好|完|过)?(?:公?章|了)|(?:已经?|刚刚?)签(?:过|好|完)?字|盖(?:好|完)?章(?:了|寄|发)/,
  }),
  not: /退|之前签的|上次签|签不|以后再|签过别/,
}

/** He is about to sign. */
export const signing: Pattern = {
  signal: 'signing',
  re: either({
    goesToSign:
      /(?:可以|能|同意|决定|准备|愿意|打算|就|来|去|过来|过去|安排|约|(?:今天|今晚|明天|明早|现在|马上|这就|等下|一会儿?|待会|下午|上午|晚上|中午|周[一二三四五六日天末]|下周[一二三四五六日天]?|立刻|随时|已经?|刚刚?|都|全))(?:就|把|来|去|直接|过来|先|给|咱们?|可以|跟你们?|和你们?|能|合同)*签(?!收|名册|证|到)/,
    paperToSign: /(?:合同|协议)(?:都|也|我们?|这边|今天|明天|下午|上午)*(?:签|盖(?:好|完)?章)/,
    bareSigning: /签合同(?:吧|了)?$/,
  }),
  not: /退|之前签的|上次签|签不|以后再|签过别/,
}

/** He asks for the paper. */
export const contract: Pattern = {
  signal: 'contract',
  re: either({
    sendPaper: /(?:发|寄|拟|出|给|做|传|弄|起草|准备|打)[^,]{0,6}(?:合同|协议)/,
    paperComes:
      /(?:合同|协议)(?:先|也|都|可以|能|麻烦|模板|草稿|范本|初稿|电子版)*(?:发|寄|给|拟|出|传|准备|什么时候|怎么签|签)/,
    signing: /走合同|签合同/,
  }),
  not: /到期|纠纷|之前的合同/,
}
