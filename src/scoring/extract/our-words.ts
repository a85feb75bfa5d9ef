import { isSurname, nameShape } from '../gazetteer/surnames.ts'
import { simplified } from './simplified.ts'
import { markTowns } from './town-marks.ts'

/** 钟 丽娜 (行政主管): a name set with a space, as on cards. */
const spacedName = /(?<=^|\n)([\u4e00-\u9fff]) ([\u4e00-\u9fff] ?[\u4e00-\u9fff]?)(?=\s*[(/|,\n]|$)/g
/** 成本部 副经理: a position set with a space. */
const spacedJob = /([\u4e00-\u9fff]{2,5}部) (副?(?:总经理|经理|总监|主管|部长|主任|专员))(?=\s|$)/g

/** 俺叫, 我系, 搵, 0735一6620183: as most write it, of the same length; 769 号 set apart: as one word. */
const inOurWords = (text: string): string =>
  text
    .replace(/俺/g, '我')
    .replace(/(?<=(?<!\d)0\d{2,3})一(?=\d{7,8}(?!\d))/g, '-')
    .replace(/我系/g, '我是')
    .replace(/(?<=[A-Za-z\d])(?:下划线|底杠)(?=[A-Za-z\d])/g, '_')
    .replace(/(?<=[A-Za-z\d])(?:中划线|横杠|减号)(?=[A-Za-z\d])/g, '-')
    .replace(/[搵揾]/g, '找')
    .replace(/(?<=^|[\s,。])收[货件] (?=[\u4e00-\u9fff]{2,3} ?1[3-9]\d)/g, '收件人')
    .replace(/(?<=[\u4e00-\u9fff]) (?=\d{1,5} ?(?:号|弄|栋|幢|单元|楼|层|室)(?!码))/g, '')
    .replace(/(?<=[\u4e00-\u9fff]\d{1,5}) (?=(?:号|弄|栋|幢|单元|楼|层|室)(?!码))/g, '')

/** What stands in quotation marks was said by somebody else: its numbers are blanked. */
const withoutQuoted = (text: string): string =>
  text.replace(/[“「][^”」]{8,400}[”」]/g, (said) => (/\d{7}/.test(said) ? ' '.repeat(said.length) : said))

/** One form of writing for all readers: common words and characters, names and positions in one piece, towns marked. */
export const normalised = (original: string): string =>
  markTowns(
    withoutQuoted(inOurWords(simplified(original)))
      .replace(spacedName, (whole, surname: string, rest: string) => {
        const name = surname + rest.replace(' ', '')
        return isSurname(surname) && nameShape(name) >= (rest.includes(' ') ? 1 : 2) ? name : whole
      })
      .replace(spacedJob, '$1$2'),
  )
