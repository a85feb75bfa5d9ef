import { type Category, defaultCategories, defaultOptions, type OptionLists } from './lists.ts'

/** How real servers differ, each by its own switch. The defaults are what PROTOCOL names first. */
export interface Variants {
  /** Which login is there: `v3` = /webapi/v3/ov1/login, `mobile` = /sysa/mobilephone/login.asp. @default both */
  loginPath: 'both' | 'v3' | 'mobile'
  /** `zsml`: application/zsml is demanded by login and the mobile family. @default any */
  contentType: 'any' | 'zsml'
  /** Where the business object of a ZBDocument stands. @default body */
  business: 'body' | 'top'
  /** Where a list's source stands. @default source */
  listSource: 'source' | 'report'
  /** What a row is: an array, `{value:[…]}`, or an object. @default arrays */
  rows: 'arrays' | 'values' | 'objects'
  /** Columns change their order from call to call. @default false */
  shuffleColumns: boolean
  /** Spelling of the page's keys. @default lower */
  pageKeys: 'lower' | 'camel' | 'pascal' | 'snake'
  /** Numbers arrive as strings, the status too. @default false */
  numbersAsStrings: boolean
  /** `khid` is among the columns of the customer list. @default false */
  khidInList: boolean
  /** 客户详情 names the owner. @default true */
  ownerInDetail: boolean
  /** What stands for the owner of a customer in 公海. @default 公海 */
  poolOwner: '公海' | ''
  /** Trees: `own` = a node's own id, `path` = ids from the root. @default own */
  treeValues: 'own' | 'path'
  /**
   * 洽谈进展. `text`: free text; schedule fields only where `plantype` asks. `template`: `intro` must be a template id
   * and `plantype` 2. `every_field`: all fields marked required whatever `plantype` is. @default text
   */
  followUp: 'text' | 'template' | 'every_field'
  /** `text`: a refusal of the mobile family has status 0, only its words tell. @default status */
  refusals: 'status' | 'text'
  /** The next N saves answer 保存成功 and store nothing. @default 0 */
  ghostSaves: number
  /** HTTP status of HTML error pages; 200 also for unknown paths. @default 500 */
  htmlErrorStatus: 200 | 500
  /** Whether paths begin with /sysa. @default either */
  sysaPrefix: 'either' | 'required' | 'absent'
  /** The account may assign. @default true */
  mayAssign: boolean
  /** The account may read everything, not only what sales need. @default true */
  mayReadAll: boolean
  /** `rndcode` is demanded at every login. @default false */
  captchaAtLogin: boolean
  /** Fields this installation requires of every customer beyond the documented ones, as `area`, `trade`. */
  requiredFields: readonly string[]
  /** What a save does to fields that it does not name. @default keep */
  absentFields: 'keep' | 'blank'
  /** What an ended session is told. @default 登录超时，请重新登录 */
  sessionMessage: string
  /** The mobile family says `Code` 400 beside or instead of `header.status`. @default false */
  sessionCode400: boolean
  /** Whether `Cols` of v3 lists hold ids or captions. @default ids */
  v3Columns: 'ids' | 'captions'
  /** Whether v3 details answer under `Data` or directly. @default data */
  v3Detail: 'data' | 'direct'
  /** 申请 waits for 审批. @default true */
  applyNeedsApproval: boolean
  /** New customers wait for 审核. @default false */
  newNeedsReview: boolean
  /** The installation's option lists by enumid. */
  options: OptionLists
  /** 客户分类 with their stages. */
  categories: readonly Category[]
  /** 洽谈进展 templates by id. */
  templates: Record<string, string>
}

export function resolveVariants(given: Partial<Variants> = {}): Variants {
  return {
    loginPath: 'both',
    contentType: 'any',
    business: 'body',
    listSource: 'source',
    rows: 'arrays',
    shuffleColumns: false,
    pageKeys: 'lower',
    numbersAsStrings: false,
    khidInList: false,
    ownerInDetail: true,
    poolOwner: '公海',
    treeValues: 'own',
    followUp: 'text',
    refusals: 'status',
    ghostSaves: 0,
    htmlErrorStatus: 500,
    sysaPrefix: 'either',
    mayAssign: true,
    mayReadAll: true,
    captchaAtLogin: false,
    requiredFields: [],
    absentFields: 'keep',
    sessionMessage: '登录超时，请重新登录',
    sessionCode400: false,
    v3Columns: 'ids',
    v3Detail: 'data',
    applyNeedsApproval: true,
    newNeedsReview: false,
    options: defaultOptions,
    categories: defaultCategories,
    templates: {
      106: '谈的很好，让发合同',
      107: '电话无人接听',
      108: '现在还没考虑',
      109: '今天谈的不错，让明天面谈',
      120: '正在考虑中',
    },
    ...given,
  }
}
