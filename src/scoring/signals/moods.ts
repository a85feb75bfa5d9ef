const question = /能不能|可不可以|能否|可否|是不是|行不行|要不要|有没有|有木有|好不好|对不对|做不做|卖不卖|需不需要/g
const yes = /没问题|没毛病|没意见|没异议|木问题|莫问题/g
const hollow =
  /不好意思|不仅|不但|不管|不论|不限|不止|不愧|不禁|不少于|不低于|不错|不过(?!关)|差不多|要不(?!要)|没事|没准|说不定|不光|不只|不得不|不一定|没多少|没几/g

/** Rewrites forms that look like a negation and are none: what is left of 不 and 没 negates. */
export const untangle = (text: string): string =>
  text.replace(question, '可以').replace(yes, '可以').replace(hollow, '')

const negation =
  /(?:不(?!锈|干胶|然|少|便|同|粘|沾|停|断|用说|足)|没(?!收)|别(?!的|家|处|墅|人|克)|勿|未|无需|甭|休想|莫|并非|取消)[^\d]{0,5}$/

/** True where the words before `index` turn the match round. */
export const isNegated = (text: string, index: number): boolean =>
  negation.test(text.slice(Math.max(0, index - 7), index))

export const hypothetical =
  /如果|要是|假如|万一|假设|倘若|若是|的话|比如|打个比方|到时候?再|合适(?=[^,]{0,8}(?:就|下单|拿|定))|(?:能|便宜|少|降)[^,]{1,8}就(?:拿|定|订|下|要|签|买)|\d+(?:元|块|万)?我?们?就(?:拿|要|定|订|下|买|签)|(?:定|谈|看|批|过|签|满意|合格)(?:好|妥|下来)?了?(?:就|马上|立马|立刻|我?就)(?:付|打款|转|签)|好用再|合适再|可以再|行再|以后|将来|哪天|有机会/
/** Somebody else acts: his deeds are not the speaker's. */
export const aboutOthers =
  /(?:朋友|同事|邻居|隔壁|亲戚|同学|别人|人家|表[哥弟姐妹]|舅|他们?|她们?|对面|同行|老乡|闺蜜)(?![\u4e00-\u9fff]{0,4}(?:让我|叫我|推荐|介绍|说你))/
