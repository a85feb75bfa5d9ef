import { customers } from './customers.ts'
import { house } from './house.ts'
import { leads } from './leads.ts'

export { type Line, type Script, seed } from './script.ts'

/** Every command, in the order of a day: later ones find what earlier ones left. */
export const scripts = { ...customers, ...leads, ...house }
