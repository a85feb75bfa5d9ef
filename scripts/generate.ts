import { fileURLToPath } from 'node:url'
import { drift, writeDrifted } from './generate/drift.ts'
import { outputs } from './generate/outputs.ts'

// Writes all files that follow from the ERP's documentation; with --check it only names those that drifted.

const root = fileURLToPath(new URL('..', import.meta.url))

if (process.argv.includes('--check')) {
  const drifted = drift(root, outputs())
  for (const path of drifted) console.error(`${path}：与生成结果不一致，请运行 npm run generate`)
  process.exitCode = drifted.length > 0 ? 1 : 0
} else {
  const written = writeDrifted(root, outputs())
  console.log(written.length > 0 ? `已更新 ${written.length} 个文件：\n${written.join('\n')}` : '没有变化')
}
