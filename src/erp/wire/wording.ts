// What the server's words mean. Success and refusal look alike but for the status and the wording, and it varies by version.

const sessionWords =
  /登[录陆]\s*(?:已)?\s*(?:超时|失效|过期|无效)|请?(?:重新|先|您先)登[录陆]|[未没]有?登[录陆]|(?:session|token|会话|令牌|鉴权|身份|凭证)\S{0,6}\s*(?:无效|失效|过期|超时|失败|错误|不存在|invalid|expired|timeout)|(?:无效|失效|过期)的?\s*(?:session|token|会话|令牌)|(?:invalid|expired)\s+(?:session|token)|(?:在|从)(?:别处|其[他它](?:地方|设备|终端))登[录陆]|被(?:迫|强制)下线/i
const captchaWords = /验证码|captcha|rndcode/i
const lockedWords = /锁定|冻结|停用|禁用|锁住|次数过多/
const laterWords = /繁忙|稍[后候]|过于频繁|频率|请求过多|too many|busy|维护|正在升级|人数(?:已|超)|并发/i
const busyWords =
  /(?:系统|服务器?|网络|数据库)\s*(?:繁忙|忙)|过于频繁|请求(?:过多|太多|频率)|访问(?:太|过)快|too many requests|server (?:is )?busy/i
const permissionWords = /权限|无权|未授权|permission|forbidden/i
const goneWords =
  /(?:不存在|找不到|没有找到|未找到|查无|已被?删除|已作废|无此(?:客户|数据|记录|联系人)|数据已?丢失|not (?:found|exist))/i
const refusalWords =
  /不成功|[未没]有?(?:能)?成功|失败|重复|已存在|已有|不[能可得]|不允许|无法|无权|没有权限|权限|请(?:先)?(?:输入|选择|填写|录入|完善|指定|上传)|必填|必须|必选|为空|错误|有误|出错|异常|超[出过长]|过长|太长|不存在|找不到|无效|不合法|不正确|格式|拒绝|禁止|被占用|冲突|已被|不足|未找到|不支持|非法|error|fail|invalid|denied|duplicate/i
const successWords =
  /(?<![不未没])(?<!没有)成功|(?:保存|操作|指派|提交|处理|添加|修改)完[成毕]|^(?:ok|success(?:ful)?|succeeded)[.!。！]?$/i
/** What the form itself lacks or does not take, as opposed to a business rule. */
const formWords =
  /请(?:先)?(?:输入|选择|填写|录入)|必填|必须(?:填|选|输入)|不能为空|为空|模板|格式|不正确|无效|不合法|不支持|类型|参数/

export const isSessionWording = (text: string): boolean => sessionWords.test(text)
export const isCaptchaWording = (text: string): boolean => captchaWords.test(text)
export const isLockedWording = (text: string): boolean => lockedWords.test(text)
export const isLaterWording = (text: string): boolean => laterWords.test(text)
export const isBusyWording = (text: string): boolean => busyWords.test(text)
export const isPermissionWording = (text: string): boolean => permissionWords.test(text)
export const isGoneWording = (text: string): boolean => goneWords.test(text)
export const isFormWording = (text: string): boolean => formWords.test(text) && !permissionWords.test(text)

/** Both kinds of words, or none: nobody can tell. */
export function readWording(text: string): 'success' | 'refusal' | 'unclear' {
  const refused = refusalWords.test(text)
  const succeeded = successWords.test(text)
  return refused === succeeded ? 'unclear' : refused ? 'refusal' : 'success'
}
