/**
 * Maps a bound person's free words in a direct message onto one command line (`/erp 查客户 华强`). It only writes the
 * line: permissions and confirmations are those of the command.
 */
export interface CommandReader {
  /** `verbs`: what this person may use. Undefined: the words ask for none of them. Never rejects. */
  read(text: string, verbs: readonly string[]): Promise<{ command: string } | undefined>
}
