import type { InboundMessage } from './message.ts'

/** Where WeChat events become durable. */
export interface Intake {
  /**
   * Resolves when the message is committed: only then is it received. `duplicate`: this id was there already.
   * Rejects only when the store cannot write.
   */
  receive(message: InboundMessage): Promise<'new' | 'duplicate'>
}
