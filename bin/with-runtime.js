// Runs a tool of node_modules under the pinned Node: with-runtime.js vitest run | with-runtime.js node FILE
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findRuntime, refuse, root } from './runtime.js'
import { runForwardingSignals } from './spawn.js'

const [tool, ...args] = process.argv.slice(2)

function scriptOf(name) {
  const folder = join(root, 'node_modules', name)
  if (!existsSync(join(folder, 'package.json'))) {
    console.error(`zhibang: ${name} 未安装，请先运行 npm ci`)
    process.exit(2)
  }
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : (bin[name] ?? Object.values(bin)[0]))
}

const runtime = findRuntime()
if (runtime === undefined) refuse()
else {
  const target = tool === 'node' ? args : [scriptOf(tool), ...args]
  runForwardingSignals(runtime, ['--disable-warning=ExperimentalWarning', ...target])
}
