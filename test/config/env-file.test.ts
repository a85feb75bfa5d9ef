import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeEnvFile } from '../../src/config/index.ts'
import { ConfigError } from '../../src/shared/errors.ts'

const file = () => join(mkdtempSync(join(tmpdir(), 'zhibang-env-')), '.env')

describe('a written .env', () => {
  it('gives every value back as it was, or refuses it by name without showing it', () => {
    const path = file()
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (value) => {
        try {
          writeEnvFile(path, { ERP_PASSWORD: value })
        } catch (error) {
          if (!(error instanceof ConfigError)) throw error
          expect(error.problems[0]).toMatchObject({ setting: 'ERP_PASSWORD', found: '***' })
          expect(/[\r\n\\]|'[\s\S]*`|`[\s\S]*'/.test(value)).toBe(true)
          return
        }
        expect(parseEnv(readFileSync(path, 'utf8')).ERP_PASSWORD).toBe(value)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps what else stands in it, and becomes its owner’s alone', () => {
    const path = file()
    writeFileSync(path, '# 说明\nERP_BASE_URL=\nOTHER="a b"\n', { mode: 0o644 })
    writeEnvFile(path, { ERP_BASE_URL: 'http://127.0.0.1:1', NEW: '1' })
    expect(readFileSync(path, 'utf8')).toBe('# 说明\nERP_BASE_URL=http://127.0.0.1:1\nOTHER="a b"\nNEW=1\n')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })
})
