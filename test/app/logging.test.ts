import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const logging = fileURLToPath(new URL('../../src/app/logging.ts', import.meta.url))

/** What a program that logs this writes to stderr; the sink is the process's own. */
function logged(
  code: string,
  level = 'debug',
): { lines: Array<Record<string, unknown>>; text: string; stdout: string } {
  const script = `import { createLogger } from ${JSON.stringify(logging)}; const log = createLogger('${level}'); ${code}`
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script]
  const { stderr, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const lines = stderr.split('\n').filter(Boolean)
  return { lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>), text: stderr, stdout }
}

it('writes one JSON object a line to stderr, with time, level, event and fields; stdout stays clean', () => {
  const { lines, stdout } = logged(`log.with({ worker: 'w-1' }).info('customer_created', { ord: 7, name: '换\\n行' })`)
  expect(lines).toMatchObject([{ level: 30, event: 'customer_created', ord: 7, worker: 'w-1', name: '换\n行' }])
  expect(String(lines[0]?.time)).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
  expect(stdout).toBe('')
})

it('shows no secret and no number in the clear, however deep it stands, in text, fields and errors', () => {
  const { text, lines } = logged(`
    log.warn('x', {
      password: 'hunter2', apiKey: 'sk-1', deep: { Authorization: 'Bearer t0ken', list: [{ session: 'S-9' }] },
      said: '打 13905762841 或 +86 139-0576-2841', mail: 'zheng@example.com',
      error: new Error('refused 13905762841', { cause: 'x' }),
    })
    log.with({ token: 'T-7' }).error('call 13905762841 failed')
  `)
  expect(lines).toHaveLength(2)
  for (const secret of ['hunter2', 'sk-1', 't0ken', 'S-9', 'T-7', '13905762841', '139-0576-2841', 'zheng@'])
    expect(text, secret).not.toContain(secret)
  expect(lines[0]).toMatchObject({ password: '***', said: '打 139****2841 或 139****2841', error: { name: 'Error' } })
})

it('says nothing below its level', () => {
  expect(logged(`log.info('a'); log.warn('b')`, 'warn').lines).toMatchObject([{ event: 'b' }])
  expect(logged(`log.error('a')`, 'silent').text).toBe('')
})
