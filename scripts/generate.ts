import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drift, leftOver } from './generate/drift.ts'
import { outputs } from './generate/outputs.ts'

// Writes all files that follow from the ERP's documentation; with --check it only names those that drifted.

const root = fileURLToPath(new URL('..', import.meta.url))
const files = outputs()
const drifted = drift(root, files)

if (process.argv.includes('--check')) {
  for (const path of drifted) console.error(`${path}: 与生成结果不一致，请运行 npm run generate`)
  process.exitCode = drifted.length > 0 ? 1 : 0
} else {
  for (const path of leftOver(root, files)) rmSync(join(root, path))
  for (const { path, text } of files) {
    if (!drifted.includes(path)) continue
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  console.log(drifted.length > 0 ? `已更新 ${drifted.length} 个文件：\n${drifted.join('\n')}` : '没有变化')
}
