import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { allCommands } from '../../src/bot/commands/registry.ts'
import { runCli } from '../support/cli.ts'

const text = globSync(['README*.md', 'CONTRIBUTING.md', 'docs/*.md'])
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')
const all = (pattern: RegExp) => [...text.matchAll(pattern)]
const unique = (names: readonly string[]) => [...new Set(names)].sort()

/** `zhibang score FILE --out …` and `npm run cli -- score …` → score with the options that are shown for it. */
const calls = all(/(?:zhibang|npm run cli --) ([a-z]+)((?:[^\n`|]|\|(?=-))*)/g).map(([, name = '', rest = '']) => ({
  name,
  options: [...rest.matchAll(/--[a-z-]+/g)].map(([option]) => option),
}))

test.each(unique(calls.map((call) => call.name)))(
  'zhibang %s exists, with every option the documents show',
  async (name) => {
    const { code, stdout } = await runCli([name, '--help'])
    expect(code).toBe(0)
    const shown = calls.filter((call) => call.name === name).flatMap((call) => call.options)
    expect(shown.filter((option) => !stdout.includes(option))).toEqual([])
  },
)

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
