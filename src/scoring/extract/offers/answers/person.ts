import { isSurname, surnameLength } from '../../../gazetteer/surnames.ts'
import { isCommonWord } from '../../../gazetteer/words.ts'
import type { Offer } from '../../field-state.ts'
import { isNameLike, readName } from '../../person-name.ts'
import { mentions, nameIn, namesTown, offered, type Place, type PlainRule, type Rule } from './place.ts'

/** A name right behind a firm with its town. */
export const nameBehindFirm: Rule = ({ piece, words, before }) =>
  before?.words?.company !== undefined &&
  namesTown(before.words.company) &&
  !before.piece.third &&
  words?.name &&
  words.whole &&
  !words.partialName &&
  !words.outright &&
  !piece.third
    ? [{ field: 'name', value: words.name, weight: 72, quote: piece.text }]
    : []

/** The firm of the piece before, by its full name. */
function firmBefore({ before }: Place): Offer | undefined {
  const words = before?.words
  return words?.company &&
    words.whole &&
    !words.name &&
    !words.shortCompany &&
    words.company.length >= 4 &&
    !before?.piece.third
    ? { field: 'company', value: words.company, weight: 66, quote: before?.piece.text ?? '' }
    : undefined
}

/** 明德小学 万老师: a firm by its full name, then its person. */
export const firmThenPerson: Rule = (at) => {
  const { piece, words } = at
  const firm = firmBefore(at)
  return firm &&
    words?.name &&
    words.whole &&
    !words.company &&
    !words.outright &&
    !piece.third &&
    !mentions.test(firm.quote)
    ? [firm, nameIn(at, words.name, 72, words.partialName)]
    : []
}

/** 耿直的耿, 弓长张: a surname told by its character. */
function speltSurname(text: string): string | undefined {
  const said =
    /^(?:[\u4e00-\u9fff]{2,4}的|弓长|木子|耳东|双木|古月|口天|立早|言午|草头|三横一竖)([\u4e00-\u9fff])$/.exec(
      text,
    )?.[1]
  return said && isSurname(said) ? said : undefined
}

export const surnameSpelt: Rule = (at) => {
  const spelt = at.asked.name && !at.piece.third ? speltSurname(at.piece.text) : undefined
  return spelt ? [nameIn(at, spelt, 76, true)] : []
}

/** 骆: his surname alone, where he was asked for his name. */
export const surnameAlone: Rule = (at) =>
  at.asked.name && !at.piece.third && isSurname(at.piece.text) ? [nameIn(at, at.piece.text, 76, true)] : []

/** 找尚经理 就是我: whom to ask for is himself. */
export const askForMe: Rule = (at) => {
  const { piece, after } = at
  const asksFor =
    after && !piece.third && /^(?:就是我|就我|是我)$/.test(after.piece.text)
      ? /(?:找|联系|叫)([\u4e00-\u9fff]{2,5})$/.exec(piece.text)?.[1]
      : undefined
  const himself = asksFor ? readName(asksFor, 'claimed') : undefined
  return himself && himself.length === asksFor?.length ? [nameIn(at, himself.name, 88, himself.partial)] : []
}

const isFullOf = (surname: string, text: string): boolean =>
  text.startsWith(surname) &&
  /^[\u4e00-\u9fff]{2,4}$/.test(text) &&
  !isCommonWord(text) &&
  (text.length < 4 || !isCommonWord(text.slice(0, 2)))

/** 我姓水 水映月: the surname that was said, with the rest of the name. */
export const restOfName: Rule = (at) =>
  at.known?.length === 1 && !at.words?.outright && !at.piece.third && isFullOf(at.known, at.piece.text)
    ? [nameIn(at, at.piece.text, 89, false)]
    : []

/** 我程野: himself and his name, where he was asked for it. */
export const nameBehindMe: Rule = (at) => {
  const mine =
    at.asked.name && !at.piece.third
      ? /^我(?![在不没刚正先都也就还又再已会能去来看])([\u4e00-\u9fff]{2,3})$/.exec(at.piece.text)?.[1]
      : undefined
  return mine && !at.words && isNameLike(mine, 'stated') ? [nameIn(at, mine, 84, false)] : []
}

/** The name that was asked for, or that begins as the surname he is known by. */
export const nameAsked: PlainRule = (at) => {
  const { words, known, asked } = at
  const { name, partialName, job } = words
  const fitting =
    known &&
    name &&
    !partialName &&
    surnameLength(known) > 0 &&
    name.startsWith(known.slice(0, surnameLength(`${known}某`)))
  return name && (asked.name || fitting) ? offered(at, { name, partialName, job }, partialName ? 78 : 84) : []
}

/** 冉老师，江北实验幼儿园的: a name, then whose. */
export const nameThenFirm: PlainRule = ({ piece, words, before }) =>
  words.company &&
  piece.text === `${words.company}的` &&
  before?.words?.name &&
  before.words.whole &&
  !before.piece.third
    ? [nameIn(before, before.words.name, 72, before.words.partialName)]
    : []
