import type { Command } from 'commander'
import { type Finding, markOf } from '../app/doctor/finding.ts'
import { readEnv, resolveConfig } from '../config/index.ts'
import { ConfigError } from '../shared/errors.ts'
import { consent } from './ask.ts'
import { exitCode } from './exit.ts'
import { printRows } from './output.ts'
import { perform } from './session.ts'

interface Options {
  json?: boolean
  writeProbe?: boolean
  yes?: boolean
}

const whatItWrites =
  '写入试验会在 ERP 里建一个名称以【测试】开头的客户，写一条洽谈进展并指派；ERP 不查重时会有第二个。之后可在 ERP 里删除。'

/** `doctor`: does everything work, and what to do where it does not. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('体检：数据目录、磁盘、时钟、ERP 登录、权限与选项、微信网关、大模型')
    .option('--write-probe', '另外做写入试验：建一个测试客户、读回、写洽谈进展、指派')
    .option('--yes', '不再询问，用于脚本')
    .option('--json', '机器可读')
    .addHelpText('after', '\n✓ 正常  ! 能用但值得一看  ✗ 要处理。有 ✗ 时退出码为 1')
    .action(async ({ json, writeProbe, yes }: Options) => {
      if (writeProbe && !(await consent(whatItWrites, yes ?? false))) return console.error('没有写入')
      const findings = await examined()
      // Nothing is tried on an ERP that does not even answer.
      const answers = findings.some(({ what, ok }) => what === 'ERP 客户' && ok)
      const kept = findings.some(({ what }) => what === '写入试验')
      if (writeProbe && answers && kept) {
        const last = findings.findIndex(({ what }) => what === '写入试验')
        findings.splice(last, 1, ...(await perform('doctor.probe', undefined)))
      }
      print(findings, json ?? false)
      if (findings.some(({ ok }) => !ok)) process.exitCode = exitCode.failed
    })
}

/** Where the data directory cannot be used that is one finding among the others. */
async function examined(): Promise<Finding[]> {
  const config = resolveConfig(readEnv())
  try {
    return await perform('doctor', undefined, { config })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const { examineElsewhere, isOfDataDir } = await import('../app/doctor/elsewhere.ts')
    if (!isOfDataDir(error)) throw error
    return examineElsewhere(config, error)
  }
}

function print(findings: readonly Finding[], json: boolean): void {
  printRows(findings, json, ['', '检查', '结果', '怎么办'], (finding) => [
    markOf(finding),
    finding.what,
    finding.text,
    finding.todo ?? '',
  ])
}
