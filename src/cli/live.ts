import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { readEnv, writeEnvFile } from '../config/index.ts'
import { openAsker } from './ask.ts'
import { UsageError } from './exit.ts'
import { perform, performInBot } from './session.ts'

const envFile = '.env'

/** `reload`, `password`, `captcha`: what a running bot takes up without a restart; the last two work without one, too. */
export function addLive(program: Command): void {
  program
    .command('reload')
    .description('让运行中的机器人重读 SALES_CONFIG 与 .env（也可以发 SIGHUP）')
    .action(async () => console.log(await performInBot('reload', undefined)))
  program
    .command('captcha <code>')
    .description('用 ERP 登录页上的验证码登录（有机器人在运行时由它登录）')
    .action(async (code: string) => console.log(await perform('captcha', { code })))
  program
    .command('password')
    .description('ERP 密码改了，或账号已解锁：试登录（有机器人在运行时由它登录），并写进 .env')
    .option('--password-env <name>', '新密码在这个环境变量里，否则提问（不显示）')
    .option('--no-save', '不写进 .env')
    .action(async ({ passwordEnv, save }: { passwordEnv?: string; save: boolean }) => {
      const password = passwordEnv === undefined ? await asked() : readEnv()[passwordEnv]
      if (!password) throw new UsageError(`新密码是空的${passwordEnv ? `（环境变量 ${passwordEnv}）` : ''}`)
      console.log(await perform('password', { password }))
      if (!save || !existsSync(envFile))
        return console.error('没有写进 .env：请自行改 ERP_PASSWORD，否则重启后又是旧的')
      writeEnvFile(envFile, { ERP_PASSWORD: password })
      console.log(`已写进 ${envFile}`)
    })
}

async function asked(): Promise<string> {
  const asker = openAsker()
  try {
    return await asker.secret('现在的 ERP 密码（输入时不显示）：')
  } finally {
    asker.close()
  }
}
