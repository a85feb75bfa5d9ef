import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noteTextRoom } from '../../../src/domain/index.ts'
import { splitNote } from '../../../src/scoring/judge/split-note.ts'

const room = noteTextRoom - 10
const bare = (parts: string[]) => parts.map((part) => part.replace(/^（\d+\/\d+）/, ''))

describe('a note for the ERP', () => {
  it('stays one, without a number, up to the room of a note', () => {
    const text = '字'.repeat(noteTextRoom)
    expect(splitNote(text)).toEqual([text])
    expect(splitNote(`${text}多`)).toEqual([`（1/2）${'字'.repeat(room)}`, `（2/2）${'字'.repeat(10)}多`])
  })

  it('breaks at the last end of a line that fits, and the break itself is no line', () => {
    const [first, second] = ['一'.repeat(500), '二'.repeat(400)]
    expect(bare(splitNote(`${first}\n${second}\n${'三'.repeat(300)}`))).toEqual([
      `${first}\n${second}`,
      '三'.repeat(300),
    ])
    expect(bare(splitNote(`${'一'.repeat(room)}\n\n${'二'.repeat(300)}`))).toEqual([
      '一'.repeat(room),
      `\n${'二'.repeat(300)}`,
    ])
  })

  it('breaks after a piece of a line where no line ends later', () => {
    const text = `${'一'.repeat(490)}\n${'二'.repeat(200)}；${'三'.repeat(400)}`
    expect(bare(splitNote(text))).toEqual([`${'一'.repeat(490)}\n${'二'.repeat(200)}；`, '三'.repeat(400)])
  })

  it('is filled where only a small part would be left before the break', () => {
    const early = `${'一'.repeat(room / 2)}\n${'二'.repeat(800)}`
    expect(bare(splitNote(early))).toEqual([early.slice(0, room), early.slice(room)])
    const late = `${'一'.repeat(room / 2 + 1)}\n${'二'.repeat(800)}`
    expect(bare(splitNote(late))).toEqual(['一'.repeat(room / 2 + 1), '二'.repeat(800)])
  })

  it('breaks before a character that would be torn apart, after one that is whole', () => {
    const [before, rest] = ['一'.repeat(room - 2), '二'.repeat(200)]
    expect(bare(splitNote(`${before}😀${rest}`))).toEqual([`${before}😀`, rest])
    expect(bare(splitNote(`${before}一😀${rest}`))).toEqual([`${before}一`, `😀${rest}`])
  })

  it('needs no further part for what just fits', () => {
    const last = `${'一'.repeat(room - 100)}\n${'二'.repeat(99)}`
    expect(bare(splitNote(`${'字'.repeat(room)}${last}`))).toEqual(['字'.repeat(room), last])
    expect(bare(splitNote('字'.repeat(room * 2)))).toEqual(['字'.repeat(room), '字'.repeat(room)])
  })

  it('holds every word of any text, whole characters in each part', () => {
    const piece = fc.constantFrom('字'.repeat(97), '😀'.repeat(33), '\n', '；', 'x')
    const texts = fc.array(piece, { minLength: 20, maxLength: 120 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(texts, (text) => {
        const parts = splitNote(text)
        expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(noteTextRoom)
        expect(parts.every((part) => part.isWellFormed())).toBe(true)
        expect(bare(parts).join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''))
      }),
    )
  })
})
