/** Where in a text something stands: from, up to but without. */
export type Span = readonly [from: number, to: number]

export const spanOf = (match: RegExpExecArray): Span => [match.index, match.index + match[0].length]
