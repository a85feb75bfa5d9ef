import type { Directory } from './directory.ts'
import type { Endpoint } from './endpoints.ts'
import type { Fields, User } from './model.ts'
import type { State } from './state.ts'
import type { DuplicatePolicy } from './types.ts'
import type { Variants } from './variants.ts'

/** What operations work on. */
export interface World {
  readonly state: State
  readonly directory: Directory
  readonly duplicates: { khid: DuplicatePolicy; name: DuplicatePolicy; mobile: DuplicatePolicy }
  /** Changes with `vary`. */
  variants: Variants
  /** Epoch ms. */
  now(): number
}

/** One call of a documented API by somebody who is logged in. */
export interface ApiCall {
  endpoint: Endpoint
  /** Values under their ids, query string included; an absent key was not sent. */
  params: Fields
  /** The same as it came, with lists in it; absent in the mobile family. */
  raw?: Record<string, unknown>
  user: User
  world: World
}
