import { execFile } from 'node:child_process'
import { globSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import { scratch } from '../support/cli.ts'

const shown: Record<string, RegExp[]> = {
  'erp/scenarios.ts': [
    /1\. 建客户 success WX\w{10}\n\s+再来一次 skipped\n/,
    /2\. 洽谈进展 【谈的很好，让发合同】已报价 3\.2 万，周五回复\n/,
    /3\. 指派给 \[ 63 \]\n4\. 拉取 \d+ 宁波海川机械有限公司/,
  ],
  'minimal-plugin.ts': [
    /建客户 宁波海川机械有限公司 \d+\n/,
    /指派给 林知远\n📌 新客户/,
    /【宁波海川机械有限公司】.*负责人 林知远/,
  ],
  'custom-command.ts': [/100 套：23400 元（九折）\n几套？/, /报价（也可写 quote）：按数量算货架报价/],
  'custom-scoring.ts': [/原来 (\d+)\n认识自己的产品 (?!\1\n)\d+\n/, /白天 (\d+)\n深夜 (?!\1\n)\d+/],
  'import-history.ts': [/新建客户 1[\s\S]*新消息 0 条；新建客户 0[\s\S]*ERP 中 台州博运塑业有限公司 WX/],
  'llm-provider.ts': [/规则 \d+ （没有公司）\n加上模型 \d+ 嘉禾泵配 llm\n概要 客户做水泵配套/],
}

/** Each is a program of its own, or several in a row, of some seconds of processor time: only one that hangs takes so long, ms. */
const hangs = 90_000

// One after the other, so that none waits for the processor behind the others while its time runs.
it.for(Object.entries(shown))(
  'examples/%s runs and shows what it says',
  { timeout: hangs },
  async ([file, expected], { signal }) => {
    // Wechaty keeps a cache at home that one process may open.
    const home = scratch('example')
    onTestFinished(home.remove)
    const env = { ...process.env, HOME: home.path }
    const stdout = await new Promise<string>((done, fail) =>
      execFile(process.execPath, [`examples/${file}`], { env, signal }, (error, out) =>
        error ? fail(error) : done(out),
      ),
    )
    for (const pattern of expected) expect(stdout).toMatch(pattern)
  },
)

it('no example is left out', () => {
  const files = globSync('**/*.ts', { cwd: 'examples', exclude: ['support/**'] })
  expect(files.sort()).toEqual(Object.keys(shown).sort())
})
