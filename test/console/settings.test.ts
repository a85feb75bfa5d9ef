import { expect, it } from 'vitest'
import { configOf, resolveConfig } from '../../src/config/index.ts'
import { ConfigError } from '../../src/shared/errors.ts'

const token = 'correct-horse-battery'

it('wants a token wherever others than this machine could open the page, and nowhere else', () => {
  const open = { CONSOLE_PORT: '8090' }
  for (const env of [
    {},
    { CONSOLE_HOST: '0.0.0.0' },
    open,
    { ...open, CONSOLE_HOST: 'localhost' },
    { ...open, CONSOLE_HOST: '127.0.0.2' },
    { ...open, CONSOLE_HOST: '::1' },
    { ...open, CONSOLE_HOST: '0.0.0.0', CONSOLE_TOKEN: token },
  ])
    expect(() => resolveConfig(env), JSON.stringify(env)).not.toThrow()
  for (const env of [
    { ...open, CONSOLE_HOST: '0.0.0.0' },
    { ...open, CONSOLE_HOST: '::' },
    { ...open, CONSOLE_HOST: '127.0.0.1.example' },
    { ...open, CONSOLE_URL: 'https://zhibang.example.com' },
    { ...open, CONSOLE_TOKEN: 'short' },
  ])
    expect(() => resolveConfig(env), JSON.stringify(env)).toThrow(ConfigError)
})

it('never shows the token that is wrong, and takes the same settings in code', () => {
  expect(() => resolveConfig({ CONSOLE_TOKEN: 'too-short-one' })).toThrow(/^(?!.*too-short-one).*CONSOLE_TOKEN.*16/s)
  const { settings } = configOf({ console: { port: 8090, host: '0.0.0.0', token } })
  expect(settings).toMatchObject({ CONSOLE_PORT: 8090, CONSOLE_HOST: '0.0.0.0', CONSOLE_TOKEN: token })
})
