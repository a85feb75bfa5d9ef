/** 科宁(苏州)传感技术有限公司: the town in brackets belongs to the name. */
const townInName = /(?<=[\u4e00-\u9fff]{2})\(([\u4e00-\u9fff]{2,4})\)(?=[\u4e00-\u9fff]{0,14}公司)/g

const [open, close] = ['\ue000', '\ue001']

/** Such brackets as marks that part nothing; the length stays. */
export const markTowns = (text: string): string => text.replace(townInName, `${open}$1${close}`)

export const unmarkTowns = (value: string): string => value.replace(open, '(').replace(close, ')')
