/** What our side does for the customer. */
const ours =
  /报价?|寄|发(?!现|展|烧|票抬头)|传|送(?!礼)|联系|回(?:复|电|话|您|你)|答复|拜访|上门|安排|打(?:给|电话|款)|签|确认|定下?|过来|过去|到(?:您|你|店|厂|公司|现场)|出(?:方案|报价|图|货|样)|做(?:好|完|出)|完成|交(?:付|货|给)?|提供|整理|申请|问(?:一?下|问)|汇报|取|拿|面谈|见|约|给(?:您|你|到|出|个|准|$)|图纸|方案|打样|备(?:好|货)|跟进|处理|解决|核实|催|通知|告诉|退/
/** What the customer does: pays, decides, comes, answers. Not what he wants of us. */
const theirs =
  /付|打款|转账|转(?:给|过去|你|您)|汇款|签|确认|定(?:下|金|了|吧)?|下(?:单|订单)|回复|答复|回(?:你|您)|给(?:你|您)|发(?:你|您|给)|告诉|联系(?:你|您)|打给(?:你|您)|(?:去|到|来)(?:你|您)|过来|过去|来(?:看|店|厂|公司|签|付|取|拿|提)|去(?:看|店|厂|公司|签|付|取|拿|提)|考察|汇报|开会|讨论|商量|寄(?:你|您|给)|提供|面谈|见|盖章|走(?:流程|合同)|报上去|给准信/
const request =
  /给(?:我|我们|咱)|发(?:我|给我)|帮(?:我|我们|忙)|寄(?:我|给我)|联系我|打我|回我|我要|我们要|要(?:货|用|求|到|发|送)|能(?:不能)?|可以(?:吗|不)|麻烦|请(?!假|示)|到货|送(?:到|货|过来|来)|发货|交货|前到|必须|务必|希望|最好|你们?(?:过来|来|安排|送|派)/
const invitation = /^(?:那|要不)?(?:您|你|麻烦|请|欢迎)|(?:您|你)(?:看|方便|可以|能|过来|先|明|后|周|下|几)/
/** No promise: a question, a condition, a denial, or told as done. */
const notGiven =
  /(?<![要差])不(?!错|好意思|见不散|会晚|超过|晚于)|没(?!问题)|别(?!的|家)|吗|么(?!么)|多少|几[天点号]|如果|要是|除非|的话|\?|怎么|哪|假如|应该是|大概率|(?:发|寄|报|签|付|打|送|给|交|定|约|见|问|联系)(?:过|完)?了(?!再|就|解|给)|已经?(?!定)/

/** Whether a clause promises a deed of whoever says it. */
export function promisesDeed(clause: string, by: 'customer' | 'sales'): boolean {
  if (notGiven.test(clause)) return false
  return by === 'sales'
    ? ours.test(clause) && !invitation.test(clause)
    : theirs.test(clause) && !request.test(clause) && !/^(?:你|您)/.test(clause)
}

/** Of us, or by a wish: 给我回电话, 麻烦周五寄样品, 你们派人过来, 周五能送到吗. */
const ofUs =
  /^(?:你|您|那?麻烦|请|叫|让)|你们|打(?:给)?我|回我|联系我|通知我|告诉我|叫(?:师傅|人|司机|你)|派|(?:能|可以)(?!提|看|考虑)|(?:发|寄|送|运|拉|拿)(?:过来|来|到|给)/
const forHim =
  /给(?:我|咱|俺)|(?:回|打|发|寄|叫|通知)(?:我|咱|俺|个|一下)|来(?:看|量|装|修|拿|取|拉)|留(?:着|一?[个台批])|算(?:一下|个)/
/** Asks for a word, not for a deed: 几点到, 多少钱; or the number is that of a house. */
const asksWord = /[路街道巷弄楼栋幢]\d{1,5}号|多少|几[天点号]|什么|怎么|哪|多久|啥|为什么|是不是|有没有|在不在/
const undone =
  /(?<![要差能])不(?!超过|晚于|能)|没|别|如果|要是|除非|的话|假如|(?:发|寄|报|签|付|打|送|给|交|定|联系)(?:过|完)?了(?!再|就)|已经?/

/** Whether a clause of the customer asks a deed of our side. */
export const asksDeed = (clause: string): boolean =>
  !undone.test(clause) &&
  !asksWord.test(clause) &&
  (ours.test(clause) || forHim.test(clause)) &&
  (request.test(clause) || ofUs.test(clause)) &&
  !promisesDeed(clause, 'customer')
