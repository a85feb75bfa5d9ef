import { halfWidth } from '../shared/half-width.ts'

const prefix = /^\s*(?:@[^\s@]{1,40}\s+)*\/\s*erp(?![a-z0-9_])[\s:：,，]*/i

/** `/erp` and what may stand before and behind it, at the start of half-width text; undefined where it is no command. */
export const commandPrefix = (halfWidthText: string): string | undefined => prefix.exec(halfWidthText)?.[0]

/** The words start like a command, whoever says them: addressed to the bot, and no part of a conversation. */
export const isCommand = (text: string): boolean => commandPrefix(halfWidth(text)) !== undefined
