import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { drift, writeDrifted } from '../../../scripts/generate/drift.ts'
import { outputs } from '../../../scripts/generate/outputs.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const files = outputs()
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'generate-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('generated files', () => {
  it('are as the documentation and our tables make them', () => {
    expect(drift(root, files)).toEqual([])
  })

  it('are written where they are missing, and then have not drifted', () => {
    expect(drift(folder, files)).toEqual(files.map(({ path }) => path))
    writeDrifted(folder, files)
    expect(drift(folder, files)).toEqual([])
  })

  it('drift when one is edited, or when one is left over', () => {
    writeDrifted(folder, files)
    const old = { path: 'src/erp/catalogue/generated/gone.ts', text: 'export {}\n' }
    writeDrifted(folder, [old, { ...files[0]!, text: '{}' }, ...files.slice(1)])
    writeDrifted(folder, files.slice(1))
    expect(drift(folder, files)).toEqual([files[0]!.path])
    expect(drift(folder, [...files.slice(1), { ...files[0]!, text: '{}' }, old])).toEqual([old.path])
  })
})
