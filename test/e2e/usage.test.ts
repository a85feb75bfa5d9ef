import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runCli, scratch } from '../support/cli.ts'

const dir = scratch('usage')
afterAll(dir.remove)

it.each([
  [['call', 'sales.customer.lst', '{}'], /没有接口 sales\.customer\.lst/],
  [['call', 'sales.customer.list', '{"pagesize":"five"}'], /pagesize/],
  [['import', 'nofile.jsonl'], /nofile\.jsonl：没有这个文件/],
  [['score', 'nofile.jsonl'], /nofile\.jsonl：没有这个文件/],
])(
  '%j is wrong usage: exit code 2, and what would be right',
  async (args, words) => {
    // Nothing listens there: none of it is to reach an ERP.
    const erp = { ERP_BASE_URL: 'http://127.0.0.1:9', ERP_USERNAME: 'bot', ERP_PASSWORD: 'sandbox' }
    const run = await runCli(args, { env: { ...erp, DATA_DIR: join(dir.path, 'data'), LOG_LEVEL: 'silent' } })
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(words) })
  },
  30_000,
)
