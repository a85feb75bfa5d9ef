import { createInterface } from 'node:readline/promises'
import type { GatewaySandbox } from '../../sandbox/gateway/index.ts'
import { messageOf } from '../../shared/errors.ts'
import { maskText } from '../../shared/mask.ts'
import { firstSeller } from './cast.ts'
import type { Print } from './narrate.ts'

/** Says a line as a salesperson and prints what the bot answers. */
export async function askAs(gateway: GatewaySandbox, line: string, print: Print, contactId = firstSeller.contactId) {
  const before = gateway.sent.length
  gateway.say({ from: contactId, text: line })
  try {
    const isAnswer = (message: (typeof gateway.sent)[number]) =>
      message.to === contactId && gateway.sent.indexOf(message) >= before
    const answer = await gateway.waitForSent(isAnswer, 15_000)
    print(indented(maskText(answer.text)))
  } catch (error) {
    print(`   （没有回答：${messageOf(error).slice(0, 80)}）`)
  }
}

const indented = (text: string) =>
  text
    .split('\n')
    .map((line) => `   ${line}`)
    .join('\n')

/** Takes lines as the salesperson until the input ends. What the bot says of itself is shown as well. */
export async function takeLines(gateway: GatewaySandbox, print: Print): Promise<void> {
  print(`\n现在您是销售${firstSeller.name}：输入 /erp 帮助 看全部命令；发送空行或按 Ctrl-D 结束。`)
  const input = createInterface({ input: process.stdin, output: process.stdout })
  try {
    for (;;) {
      const line = (await input.question(`${firstSeller.name}> `)).trim()
      if (line === '') return
      await askAs(gateway, line, print)
    }
  } catch (error) {
    // Ctrl-D closes the input while a question is open.
    if (!(error instanceof Error && error.name === 'AbortError')) throw error
  } finally {
    input.close()
  }
}
