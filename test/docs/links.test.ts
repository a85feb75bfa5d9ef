import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const documents = globSync(['*.md', 'docs/**/*.md', 'data/**/*.md'])

/** The anchor that a heading gets. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

const anchorsIn = (text: string) =>
  [...withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)].map((match) => anchorOf(match[1] ?? ''))
const withoutCode = (text: string) => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
const linksIn = (text: string) => [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '')

test.each(documents)('every link of %s leads somewhere', (document) => {
  const text = readFileSync(document, 'utf8')
  const broken = linksIn(text).filter((link) => {
    if (/^https?:/.test(link)) return false
    const [path = '', anchor] = decodeURI(link).split('#')
    const target = path === '' ? resolve(document) : resolve(join(dirname(document), path))
    if (!existsSync(target)) return true
    return anchor !== undefined && !anchorsIn(readFileSync(target, 'utf8')).includes(anchor)
  })
  expect(broken).toEqual([])
})

test('there are documents to look at', () => {
  expect(documents.length).toBeGreaterThan(8)
})
