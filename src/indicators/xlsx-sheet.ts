import { SaxesParser } from 'saxes'
import type yauzl from 'yauzl'

/*
 * The parts of a workbook that a table is made of, read as the standard (ECMA-376, part 1, §18) has them:
 * a text is all of its runs and none of its pronunciation, a cell stands where it says.
 */

/** What a cell holds. */
export type Held =
  | { text: string }
  /** As written in the file; `shown` is what its format makes of it. */
  | { number: string; shown: 'number' | 'percent' | 'day' }
  | { truth: boolean }
  | { formula: true }
  | { error: string }

export type SheetRow = { line: number; cells: Map<number, Held> }

/** A part of the workbook that is not what it should be. */
export class StrangeWorkbook extends Error {}

/** The bytes of a part, in pieces: a stream of Node, or one of a browser. */
export type Pieces = AsyncIterable<Uint8Array>
export type Open = (part: string) => Promise<Pieces | null>

export function openerOf(zip: yauzl.ZipFile, entries: readonly yauzl.Entry[]): Open {
  const byName = new Map(entries.map((entry) => [entry.fileName.toLowerCase(), entry]))
  return (part) =>
    new Promise((resolve, reject) => {
      const entry = byName.get(part.toLowerCase())
      if (entry === undefined) return resolve(null)
      zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
    })
}

type Tag = { name: string; attributes: Record<string, string> }
type Handlers = {
  open?: (tag: Tag) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** One part, told as it is read; names come without their prefix. After each piece it waits for who asks. */
async function* parse(stream: Pieces, handlers: Handlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false })
  const bare = (name: string) => name.slice(name.indexOf(':') + 1)
  parser.on('error', (error) => {
    throw new StrangeWorkbook(error.message.replace(/^\d+:\d+: /, ''))
  })
  parser.on('doctype', () => {
    throw new StrangeWorkbook('it has a document type declaration')
  })
  parser.on('opentag', ({ name, attributes }) =>
    handlers.open?.({ name: bare(name), attributes: attributes as Record<string, string> }),
  )
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  parser.on('closetag', ({ name }) => handlers.close?.(bare(name)))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of stream) {
    parser.write(decoder.decode(piece, { stream: true }))
    yield
  }
  parser.write(decoder.decode())
  parser.close()
  yield
}

async function whole(stream: Pieces | null, handlers: Handlers): Promise<void> {
  if (stream === null) return
  for await (const _ of parse(stream, handlers));
}

/** The sheets of a workbook in its own order, each with the part that holds it. */
export async function sheetsOf(open: Open): Promise<{ name: string; part: string; hidden: boolean }[]> {
  const targets = new Map<string, string>()
  await whole(await open('xl/_rels/workbook.xml.rels'), {
    open: ({ name, attributes: { Id, Target } }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    },
  })
  const sheets: { name: string; part: string; hidden: boolean }[] = []
  await whole(await open('xl/workbook.xml'), {
    open: ({ name, attributes }) => {
      if (name !== 'sheet') return
      const at = `xl/worksheets/sheet${sheets.length + 1}.xml`
      const [, id = ''] = Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? []
      sheets.push({
        name: attributes.name ?? '',
        part: targets.get(id) ?? at,
        hidden: attributes.state === 'hidden' || attributes.state === 'veryHidden',
      })
    },
  })
  return sheets
}

/** Gathers a text out of its runs: what is raised or lowered stays so, and how it is spoken is left out. */
class Text {
  #text = ''
  #within = false
  #spoken = false
  #raised: 'superscript' | 'subscript' | null = null

  open({ name, attributes: { val } }: Tag): void {
    if (name === 'rPh') this.#spoken = true
    else if (name === 'r') this.#raised = null
    else if (name === 'vertAlign') this.#raised = val === 'superscript' || val === 'subscript' ? val : null
    else if (name === 't') this.#within = true
  }

  text(text: string): void {
    if (!this.#within || this.#spoken) return
    this.#text += this.#raised === null ? text : raised(text, this.#raised)
  }

  close(name: string): void {
    if (name === 'rPh') this.#spoken = false
    else if (name === 't') this.#within = false
    else if (name === 'r') this.#raised = null
  }

  take(): string {
    const text = this.#text
    this.#text = ''
    this.#raised = null
    return text
  }
}

/** Digits as a raised or lowered run shows them, so that `24` with a raised `2` is not 242. */
const raised = (text: string, how: 'superscript' | 'subscript') =>
  text.replace(/\d/g, (digit) => (how === 'superscript' ? '⁰¹²³⁴⁵⁶⁷⁸⁹' : '₀₁₂₃₄₅₆₇₈₉').charAt(Number(digit)))

/** The texts that cells share, by their places. */
export async function sharedTexts(open: Open): Promise<string[]> {
  const texts: string[] = []
  const text = new Text()
  await whole(await open('xl/sharedStrings.xml'), {
    open: (tag) => text.open(tag),
    text: (piece) => text.text(piece),
    close: (name) => {
      text.close(name)
      if (name === 'si') texts.push(text.take())
    },
  })
  return texts
}

/** What the formats of cells make of a number, by the places that cells name. */
export async function formatsOf(open: Open): Promise<('number' | 'percent' | 'day')[]> {
  const codes = new Map<number, string>()
  const formats: ('number' | 'percent' | 'day')[] = []
  let within = false
  await whole(await open('xl/styles.xml'), {
    open: ({ name, attributes }) => {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      if (name === 'cellXfs') within = true
      if (name === 'xf' && within) formats.push(shownBy(Number(attributes.numFmtId ?? 0), codes))
    },
    close: (name) => {
      if (name === 'cellXfs') within = false
    },
  })
  return formats
}

/** Formats without a code of their own: 9 and 10 are per cent; 14 to 22, 27 to 36, 45 to 47 and 50 to 58 days and times. */
function shownBy(id: number, codes: ReadonlyMap<number, string>): 'number' | 'percent' | 'day' {
  const code = codes.get(id)
  if (code === undefined) {
    if (id === 9 || id === 10) return 'percent'
    const days =
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
    return days ? 'day' : 'number'
  }
  // Without what is shown as it stands, colours and conditions, and the word for any number.
  const bare = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .replace(/general/gi, '')
  if (/[dmyhs]/i.test(bare)) return 'day'
  return bare.includes('%') ? 'percent' : 'number'
}

/** The rows of a sheet in their order. */
export async function* rowsIn(
  stream: Pieces,
  texts: readonly string[],
  formats: readonly ('number' | 'percent' | 'day')[],
): AsyncGenerator<SheetRow> {
  const ready: SheetRow[] = []
  const text = new Text()
  let row: SheetRow | null = null
  let last = 0
  let cell: { column: number; type: string; style: number; formula: boolean; value: string | null } | null =
    null
  let within = false
  const parts = parse(stream, {
    open: (tag) => {
      const { name, attributes } = tag
      if (name === 'row') {
        row = { line: attributes.r === undefined ? last + 1 : Number(attributes.r), cells: new Map() }
        if (!Number.isSafeInteger(row.line) || row.line <= last)
          throw new StrangeWorkbook('its rows do not stand in their order')
        last = row.line
      } else if (name === 'c' && row !== null) {
        const column = columnOf(attributes.r)
        if (column === null) throw new StrangeWorkbook('its cells do not say in which column they stand')
        if (row.cells.has(column)) throw new StrangeWorkbook('two of its cells stand in the same place')
        cell = {
          column,
          type: attributes.t ?? 'n',
          style: Number(attributes.s ?? 0),
          formula: false,
          value: null,
        }
        text.take()
      } else if (cell !== null) {
        if (name === 'f') cell.formula = true
        else if (name === 'v') {
          within = true
          cell.value = ''
        } else text.open(tag)
      }
    },
    text: (piece) => {
      if (cell === null) return
      if (within) cell.value += piece
      else text.text(piece)
    },
    close: (name) => {
      if (name === 'v') within = false
      else if (name === 'c') {
        const held = cell === null ? null : heldIn(cell, text.take(), texts, formats)
        if (held !== null) row?.cells.set(cell!.column, held)
        cell = null
      } else if (name === 'row') {
        if (row !== null) ready.push(row)
        row = null
      } else if (cell !== null) text.close(name)
    },
  })
  for await (const _ of parts) yield* ready.splice(0)
}

function heldIn(
  { type, style, formula, value }: { type: string; style: number; formula: boolean; value: string | null },
  inline: string,
  texts: readonly string[],
  formats: readonly ('number' | 'percent' | 'day')[],
): Held | null {
  if (formula) return { formula: true }
  if (type === 'inlineStr') return { text: inline }
  if (value === null) return null
  const bare = value.trim()
  switch (type) {
    case 's': {
      const shared = /^\d+$/.test(bare) ? texts[Number(bare)] : undefined
      return shared === undefined ? { error: 'of a text that is not there' } : { text: shared }
    }
    case 'str':
      return { text: value }
    case 'd':
      return { text: bare }
    case 'b':
      return bare === '0' || bare === '1' ? { truth: bare === '1' } : { error: bare.slice(0, 20) }
    case 'e':
      return { error: bare.slice(0, 20) }
    default:
      if (bare === '') return null
      return /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(bare)
        ? { number: bare, shown: formats[style] ?? 'number' }
        : { error: bare.slice(0, 20) }
  }
}

/** The column of a cell: `C7` stands in the third. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  if (letters === undefined) return null
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column
}
