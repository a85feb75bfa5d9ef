import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { GlobalFonts } from '@napi-rs/canvas'

let family: string | undefined

/**
 * Noto Sans SC as one font family list. The package splits the font over a hundred files, each with its own
 * characters: every file gets a name, and the drawing library takes each character from the first that has it.
 */
export function fontFamily(): string {
  family ??= register()
  return family
}

function register(): string {
  const require = createRequire(import.meta.url)
  const files = join(dirname(require.resolve('@fontsource-variable/noto-sans-sc/package.json')), 'files')
  const names = readdirSync(files)
    .filter((file) => file.endsWith('.woff2'))
    // Latin and the most frequent characters first.
    .sort((a, b) => rank(a) - rank(b))
    .map((file, i) => {
      const name = `zb${i}`
      if (!GlobalFonts.registerFromPath(join(files, file), name)) throw new Error(`cannot read the font ${file}`)
      return name
    })
  return names.join(', ')
}

const rank = (file: string): number => (/latin/.test(file) ? 0 : 200 - Number(/-sc-(\d+)-/.exec(file)?.[1] ?? 0))

/** Characters that the font does not have, as a dot: emoji and the rarest names. */
export const drawable = (text: string): string =>
  text.replace(/\p{Extended_Pictographic}|[^\u0020-\uffff]|\ufe0f|\u200d/gu, '·')
