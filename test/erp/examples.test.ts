import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'

it('the four integration scenarios run as the guide says', () => {
  const stdout = execFileSync(process.execPath, ['examples/erp/scenarios.ts'], { encoding: 'utf8' })
  expect(stdout).toMatch(/1\. 建客户 success WX\w{10}\n\s+再来一次 skipped\n/)
  expect(stdout).toMatch(/2\. 洽谈进展 【谈的很好，让发合同】已报价 3\.2 万，周五回复\n/)
  expect(stdout).toMatch(/3\. 指派给 \[ 63 \]\n4\. 拉取 \d+ 宁波海川机械有限公司/)
})
