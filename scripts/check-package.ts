import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Packs the package as it would be published and uses it as strangers would: publint and attw on the tarball, then an
// empty project under the lowest Node that `engines` names, without Wechaty, with types checked.

const root = fileURLToPath(new URL('..', import.meta.url))
const lowestNode = '22.13.0'
const bin = (name: string) => join(root, 'node_modules', '.bin', name)

const work = mkdtempSync(join(tmpdir(), 'zhibang-package-'))
const run = (command: string, args: readonly string[], cwd = work) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
const step = (name: string, work: () => void) => {
  console.log(`· ${name}`)
  work()
}

try {
  const packed = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', work], root).replace(/^[^[]*/, ''))
  const tarball = join(work, packed[0].filename as string)
  console.log(`· ${packed[0].filename}: ${packed[0].files.length} files, ${Math.round(packed[0].size / 1024)} kB`)
  step('the console with its page', () => {
    const files = (packed[0].files as Array<{ path: string }>).map(({ path }) => path)
    const missing = ['index.html', 'login.html', 'app.js', 'style.css']
      .map((name) => `dist/console/public/${name}`)
      .filter((path) => !files.includes(path))
    if (missing.length > 0) throw new Error(`not in the package: ${missing.join(', ')}`)
  })
  step('publint', () => console.log(run(bin('publint'), ['run', tarball, '--strict']).trim()))
  step('are the types wrong', () => run(bin('attw'), [tarball, '--profile', 'esm-only', '--format', 'ascii']))
  step(`an empty project under Node ${lowestNode}, without Wechaty`, () => {
    writeFileSync(join(work, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
    run('npm', ['install', ...quiet, '--legacy-peer-deps', '--ignore-scripts', tarball])
    run('npm', ['install', ...quiet, '--legacy-peer-deps', '--prefix', join(work, 'runtime'), `node@${lowestNode}`])
    copyFileSync(join(root, 'scripts/package/consumer.ts'), join(work, 'consumer.mts'))
    const node = join(work, 'runtime', 'node_modules', 'node', 'bin', 'node')
    run(bin('tsc'), [
      ...['--target', 'es2023', '--lib', 'es2024,dom', '--module', 'nodenext', '--strict', '--skipLibCheck'],
      ...['--types', 'node', '--typeRoots', join(root, 'node_modules/@types'), 'consumer.mts'],
    ])
    console.log(run(node, ['consumer.mjs']).trim())
    console.log(run(node, ['node_modules/.bin/zhibang', '--version']).trim())
  })
} finally {
  rmSync(work, { recursive: true, force: true })
}
