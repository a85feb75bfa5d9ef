import { globSync, readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { allCommands } from '../../src/bot/commands/registry.ts'
import { createProgram } from '../../src/cli/program.ts'

const text = globSync(['README*.md', 'CONTRIBUTING.md', 'docs/*.md'])
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')
const all = (pattern: RegExp) => [...text.matchAll(pattern)]
const unique = (names: readonly string[]) => [...new Set(names)].sort()

/** `zhibang score FILE --out …` and `npm run cli -- score …` → score with the options that are shown for it. */
const calls = all(/(?:zhibang|npm run cli --) (?!wechaty)([a-z]+)((?:[^\n`|]|\|(?=-))*)/g).map(
  ([, name = '', rest = '']) => ({
    name,
    options: [...rest.matchAll(/--[a-z-]+/g)].map(([option]) => option),
  }),
)

test('every call of zhibang in the documents is one that exists, with every option it shows', () => {
  const known = new Map(createProgram().commands.map((command) => [command.name(), optionsOf(command)]))
  const wrong = calls.filter(({ name, options }) => options.some((option) => !known.get(name)?.has(option)))
  expect([...wrong, ...calls.filter(({ name }) => !known.has(name))]).toEqual([])
  expect(unique(calls.map(({ name }) => name)).length).toBeGreaterThan(12)
})

const optionsOf = (command: Command): Set<string> =>
  new Set([
    '--help',
    ...command.options.flatMap(({ long }) => long ?? []),
    ...command.commands.flatMap((c) => [...optionsOf(c)]),
  ])

test('every chat command in the documents is known', () => {
  const known = new Set(allCommands().flatMap((command) => [command.name, ...(command.aliases ?? [])]))
  const verbs = unique(all(/\/erp ([\p{Script=Han}]+)/gu).map(([, verb = '']) => verb))
  expect(verbs.filter((verb) => !known.has(verb))).toEqual([])
  expect(verbs.length).toBeGreaterThan(20)
})

test('every npm script in the documents exists', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const named = unique(all(/npm (?:run )?(start|test|(?<=run )[a-z:]+)/g).map(([, script = '']) => script))
  expect(named.filter((script) => !(script in scripts))).toEqual([])
})
