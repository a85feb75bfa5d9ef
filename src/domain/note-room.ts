/** What one 洽谈进展 takes, characters (RULES.md, follow-up notes). */
export const longestNote = 1_000
/** Of it, for the mark by which the sync knows its note again … */
export const markRoom = 24
/** … and for the colleague it speaks for: 代, his name and ：. */
export const longestSigner = 12
/** What is left for the text of a note that the bot writes. */
export const noteTextRoom = longestNote - markRoom - longestSigner - 2
