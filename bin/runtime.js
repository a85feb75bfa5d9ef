// Plain JavaScript that any Node from 14 on understands: finds a Node that can run the sources.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const compiled = join(root, 'dist', 'cli.js')
const source = join(root, 'src', 'cli.ts')

/** What to run: the TypeScript sources in a checkout, the compiled files in an installed package. */
export const entry = existsSync(source) ? source : compiled

// Compiled files need node:sqlite without a flag (22.13); sources also need type stripping without one (23.6, 22.18).
const lowest = entry === source ? [22, 18] : [22, 13]

function isEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number)
  if (entry === source && major === 23) return minor >= 6
  return major > lowest[0] || (major === lowest[0] && minor >= lowest[1])
}

/** Path of a Node that is new enough, or undefined. Prefers the pinned one, then the one running now. */
export function findRuntime() {
  const pinned = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(pinned)) {
    try {
      if (isEnough(execFileSync(pinned, ['--version'], { encoding: 'utf8' }).trim())) return pinned
    } catch {
      // built for another machine, or not executable: fall through to the running Node
    }
  }
  return isEnough(process.version) ? process.execPath : undefined
}

/** Prints in one line what to do, and ends with the exit code for a configuration problem. */
export function refuse() {
  console.error(
    `zhibang: 需要 Node.js ≥ ${lowest.join('.')}，当前是 ${process.version}。请运行 npm rebuild node --ignore-scripts=false 安装随项目固定的 Node 24，或自行安装 Node 24 后重试。`,
  )
  process.exit(2)
}
