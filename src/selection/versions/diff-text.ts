import { diffLines } from 'diff'

export type TextLine = {
  change: 'same' | 'removed' | 'added'
  text: string
  /** Line numbers in the earlier and the later text; null where it is not in one of them. */
  from: number | null
  to: number | null
}

/** A piece of the text around one or more changes; `skipped` lines that are the same stand before it. */
export type TextPiece = { skipped: number; lines: TextLine[] }

/** Two texts line by line: what changed with `around` lines on each side, the rest left out and counted. */
export function linesBetween(from: string, to: string, around = 2): { pieces: TextPiece[]; after: number } {
  const all: TextLine[] = []
  let [one, two] = [0, 0]
  for (const part of partsOf(plain(from), plain(to))) {
    const lines = part.value.split('\n')
    if (lines.at(-1) === '') lines.pop()
    for (const text of lines) {
      if (part.removed) all.push({ change: 'removed', text, from: ++one, to: null })
      else if (part.added) all.push({ change: 'added', text, from: null, to: ++two })
      else all.push({ change: 'same', text, from: ++one, to: ++two })
    }
  }
  const near = all.map(() => false)
  all.forEach(({ change }, i) => {
    if (change === 'same') return
    for (let j = Math.max(0, i - around); j <= Math.min(all.length - 1, i + around); j++) near[j] = true
  })
  const pieces: TextPiece[] = []
  let skipped = 0
  let open: TextPiece | null = null
  all.forEach((line, i) => {
    if (!near[i]) {
      skipped++
      open = null
      return
    }
    if (open === null) {
      open = { skipped, lines: [] }
      pieces.push(open)
      skipped = 0
    }
    open.lines.push(line)
  })
  return { pieces, after: skipped }
}

/** Most lines that are put in or taken out one by one; texts that share less are shown as one after the other. */
const mostEdits = 5000

type Part = { value: string; added?: boolean; removed?: boolean }

function partsOf(from: string, to: string): Part[] {
  const parts: Part[] | undefined = diffLines(from, to, { maxEditLength: mostEdits })
  return (
    parts ?? [
      { value: from, removed: true },
      { value: to, added: true },
    ]
  )
}

/** Line ends of other systems are no change, nor is whether the last line has one. */
function plain(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n')
  return lines.endsWith('\n') ? lines : `${lines}\n`
}
