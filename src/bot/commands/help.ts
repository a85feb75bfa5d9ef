import type { Command, CommandContext, CommandInput } from './types.ts'

/** 帮助 knows the commands it stands beside. */
export const helpOn = (commands: () => readonly Command[]): Command => ({
  name: '帮助',
  aliases: ['help', '?', '？', '命令'],
  spoken: { 怎么用: '', 使用说明: '', 功能: '', 菜单: '' },
  summary: '看可用的命令，后面写上命令名看例子',
  examples: ['/erp 帮助', '/erp 帮助 待办'],
  roles: ['sales', 'manager', 'operator'],
  run: async (input, context) => help(commands(), input, context),
})

function help(commands: readonly Command[], input: CommandInput, { me }: CommandContext): string {
  const mine = commands.filter((command) => command.roles.includes(me.role))
  const asked = input.words[0]?.toLowerCase()
  const one =
    asked &&
    mine.find((c) =>
      [c.name, ...(c.aliases ?? []), ...Object.keys(c.spoken ?? {})].some((word) => word.toLowerCase() === asked),
    )
  if (one) {
    const aliases = one.aliases?.length ? `（也可写 ${one.aliases.join('、')}）` : ''
    return [`${one.name}${aliases}：${one.summary}`, ...one.examples].join('\n')
  }
  const unknown = asked ? [`没有『${asked}』这个命令，您可用的有：`] : ['您可用的命令（前面加 /erp）：']
  const shown = mine.find(({ name }) => name === '跟进') ?? mine[0]
  const names = mine.flatMap((c) => [c.name, ...(c.listed ?? [])])
  return [...unknown, ...rowsOf(names), `看例子：/erp 帮助 ${shown?.name}`].join('\n')
}

/** Five names a line keep the list on one screen. */
function rowsOf(names: readonly string[]): string[] {
  const rows: string[] = []
  for (let i = 0; i < names.length; i += 5) rows.push(names.slice(i, i + 5).join('、'))
  return rows
}
