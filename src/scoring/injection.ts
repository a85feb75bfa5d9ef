/*
 * Text that speaks to a machine, not to us. Such sentences are taken out before anything is scored:
 * they neither raise nor lower anything. What else the message says still counts.
 */
const addressed =
  /^\s*\[(?:系统|管理员?|后台|客服|机器人|ai)[^\]]{0,8}\]|^\s*#{1,6}\s*(?:评分|打分|评估|分析|结果|系统|指令|输出|任务)|(?:判定|认定)(?:本|该|此|这个?)[^。\n]{0,2}(?:对话|会话|聊天|客户|线索)|建议分配(?:给|到)|(?:该|此|本)?(?:客户|用户|对方)[^。\n]{0,4}意向(?:度|等级)?(?:极|很|非常|较)?高|^\s*\/erp\b|角色扮演|扮演(?:一个|一名)?|接下来(?:无论|不管|你)|(?:无论|不管)(?:客户|用户|对方|我)[^。\n]{0,4}(?:说|问)什么|(?:只|都|统一|直接)(?:能|要|需)?(?:输出|返回|回答)|从(?:现在|此刻)(?:开始|起)[^。\n]{0,2}你|你(?:现在)?(?:是|作为)[^。\n]{0,6}(?:助理|评分员|审核员|分析师|质检员)|请(?:记录|备注|归档|存档|标注)\s?:|你(现在)?是(一个|一名|个)?(ai|人工智能|机器人|大模型|语言模型|智能助手)(?!客服)|(把|将)(我|该|这个?|[本此](?:会话|对话|聊天|客户|用户))[^。\n]{0,6}(标记|标注|标为|评为|列为|设为|归为)|(分数|评分|意向分?|打分)\s?(为|是|=|:)?\s?\d{1,3}(?!\d)|给(ai|人工智能|机器人|系统|模型|助手|机器)的|(^|[^a-z])(system|assistant|developer|prompt|ignore (all|previous|the)|instructions?)([^a-z]|$)|<\|?\/?(im_start|im_end|system|user|assistant)|系统(设定|提示|指令|消息|通知|公告|管理员)|提示词|(忽略|无视|忘记|忘掉|不要理会|覆盖|绕过|跳过)[^。\n]{0,12}(指令|指示|设定|规则|要求|提示|限制|上文|以上|之前)|(评分|打分|分数|得分|意向分|意向度|意向值|满分|高分|零分|score|intent|admission|band|优先级|客户等级|客户级别|热度)[^。\n]{0,8}(改|设|调|置|标|打|填|给|写|为|是|到|=|:|成)|(评|标|设|判|定|归|列|打|记|登记|录入|登录)(为|成|到|作)?[^。\n]{0,8}(满分|高意向|热客|高分|优质客户|vip|垃圾|黑名单|低意向|冷客|零分|\d+分)|((?<![a-z])ai(?![a-z])|模型|机器人|程序|算法|自动(识别|读取|阅读|处理))[^。\n]{0,10}(请|应|须|必须|注意|读到|看到|识别)|\{\s*"?(score|fields|name|mobile|intent)/i
const reported =
  /(该|此|本)(客户|用户|联系人|线索)|(联系人|客户(姓名|信息)?|手机|公司)(请)?(登记|记录|填写|改|写)(为|成)/
const speaker = /^\s*(系统|销售|客服|管理员|机器人|助手|ai|assistant|system|user|human|客户)\s*[:：]/i

const formLine = /^\s*[-*]?\s*[\u4e00-\u9fffA-Za-z_ ]{1,8}\s*[:=]/

const collapse = (text: string) => text.replace(/(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])/g, '')

const speaksToMachine = (sentence: string): boolean => {
  const tight = collapse(sentence)
  return addressed.test(sentence) || addressed.test(tight) || reported.test(tight) || speaker.test(sentence)
}

/** The text without the sentences that address a machine; `found` tells whether there were any. */
export function withoutInstructions(text: string): { text: string; found: boolean } {
  let found = false
  let form = false
  const lines = text.split('\n').map((line) => {
    const kept: string[] = []
    // 分数：100 and 理由：已付款 below a heading for a machine are its form.
    if (form && formLine.test(line)) return ''
    form = false
    for (const sentence of line.split(/(?<=[。!?;])|(?=\[[\u4e00-\u9fffA-Za-z ]{2,16}\])|(?=\{\s?["“'])/)) {
      // What follows an instruction on its line belongs to it: "ignore the above. He has paid."
      if (sentence.length > 0 && speaksToMachine(sentence.slice(0, 600))) {
        found = true
        form = true
        break
      }
      kept.push(sentence)
    }
    return kept.join('')
  })
  return { text: lines.join('\n'), found }
}
