import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const folder = fileURLToPath(new URL('./public', import.meta.url))
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

export interface Asset {
  type: string
  etag: string
  plain: Uint8Array<ArrayBuffer>
  zipped: Uint8Array<ArrayBuffer>
}

/** Of the chart library what the page draws with: lines, bars and their tooltip. */
const charts = 'echarts/dist/echarts.common.min.js'

/** Files of the page by name. Only what lies there at the start is ever served: no path of a request reaches the disk. */
export function openAssets(): (name: string) => Asset | undefined {
  const paths = new Map(readdirSync(folder).map((name) => [name, join(folder, name)]))
  paths.set('echarts.js', createRequire(import.meta.url).resolve(charts))
  const read = new Map<string, Asset>()
  return (name) => {
    const path = paths.get(name)
    const known = read.get(name)
    if (path === undefined || known) return known
    const asset = load(path)
    read.set(name, asset)
    return asset
  }
}

function load(path: string): Asset {
  const plain = new Uint8Array(readFileSync(path))
  const etag = `"${createHash('sha256').update(plain).digest('hex').slice(0, 20)}"`
  const type = types[extname(path)] ?? 'application/octet-stream'
  return { type, etag, plain, zipped: new Uint8Array(gzipSync(plain)) }
}
