import { createRequire } from 'node:module'

// Asked for as the CommonJS it is: `import` would first search it for its exports, which takes longer than to run it.
const { SaxesParser } = createRequire(import.meta.url)('saxes') as typeof import('saxes')

/*
 * Reads IATI files of any size as a stream, one activity or organisation at a time.
 *
 * Nothing outside the file is ever fetched: a document type declaration, the door through which
 * entity bombs and external entities come, is refused before it is looked into. What one record may
 * cost is bounded, so that a hostile file ends in a sentence and not in a full memory.
 */

/** One XML element. Names and attributes are as written, prefix included; `line` is where its tag begins. */
export type Element = {
  name: string
  attributes: Record<string, string>
  line: number
  children: Element[]
  /** The element’s own text, CDATA included, without that of its children. */
  text: string
}

export type XmlSource = AsyncIterable<Uint8Array> | Uint8Array

/** What makes a file unreadable, by the name its words are found under. */
export type XmlFault =
  | 'empty'
  | 'doctype'
  | 'entity'
  | 'encoding'
  | 'bytes'
  | 'character'
  | 'tags'
  | 'cut'
  | 'twice'
  | 'outside'
  | 'syntax'
  | 'deep'
  | 'long'
  | 'large'

/** The bytes are no XML that is read here. `line` is where it was noticed, `detail` the name or value at fault. */
export class UnreadableXml extends Error {
  readonly fault: XmlFault
  readonly line: number
  readonly detail: string

  constructor(fault: XmlFault, line: number, detail = '') {
    super(`Line ${line}: the file cannot be read as XML (${fault}${detail === '' ? '' : `: ${detail}`})`)
    this.fault = fault
    this.line = line
    this.detail = detail
  }
}

/** Bounds that no honest file meets. Depth and length of one value are those of common XML readers. */
export const bounds = {
  /** Elements within one another. */
  depth: 256,
  /** Characters of one tag, text, comment or other token. */
  token: 10_000_000,
  /** Elements of one record. */
  nodes: 1_000_000,
  /** Characters of one record, as it is written. */
  characters: 64_000_000,
}

/**
 * Attributes by name, with nothing inherited, so that no name in a file means anything else. Made by a
 * constructor they take a quarter of the memory of a bare object without a prototype.
 */
const Attributes = function Attributes() {} as unknown as new () => Record<string, string>
Attributes.prototype = Object.freeze(Object.create(null))

/** How many bytes go through the parser at a time. */
const pieceBytes = 64 * 1024
/** Where an XML declaration has been read for certain. */
const headBytes = 512

export type RecordHandlers = {
  /** The outermost element as its tag is read, still without children. */
  onRoot: (root: Element) => void
  /** Each child of the outermost element when it is complete. */
  onRecord: (record: Element) => void
}

/**
 * Takes bytes in pieces of any size and hands out complete records. Throws `UnreadableXml`; after that,
 * or after a handler has thrown, it takes no more.
 */
export class RecordReader {
  /** The outermost element; its text grows as it is read, its children are handed out and not kept. */
  root: Element | null = null
  readonly #parser = new SaxesParser({ xmlns: false })
  readonly #handlers: RecordHandlers
  readonly #open: Element[] = []
  #head: Uint8Array | null = new Uint8Array(0)
  #decoder: TextDecoder | null = null
  #line = 1
  #nodes = 0
  /** Where in the file, in characters, the record begins. */
  #recordFrom = 0
  #sinceEvent = 0

  constructor(handlers: RecordHandlers) {
    this.#handlers = handlers
    const parser = this.#parser
    const open = this.#open
    parser.on('error', (error) => {
      throw faultOf(error.message, parser.line)
    })
    parser.on('doctype', () => {
      throw new UnreadableXml('doctype', parser.line)
    })
    parser.on('opentagstart', () => {
      this.#line = parser.line
    })
    parser.on('opentag', (tag) => {
      const attributes: Record<string, string> = new Attributes()
      for (const key in tag.attributes) attributes[key] = tag.attributes[key]!
      const element: Element = { name: tag.name, attributes, line: this.#line, children: [], text: '' }
      this.#sinceEvent = 0
      const depth = open.length
      if (depth === 0) {
        this.root = element
        open.push(element)
        this.#handlers.onRoot(element)
        return
      }
      if (depth >= bounds.depth) throw new UnreadableXml('deep', this.#line, String(bounds.depth))
      if (depth > 1) open[depth - 1]!.children.push(element)
      open.push(element)
      this.#nodes += 1
      this.#assertSize()
    })
    const takeText = (text: string) => {
      this.#sinceEvent = 0
      const element = open[open.length - 1]
      if (element === undefined) return
      if (open.length === 1) {
        // Between records there is only white space, or a fault that needs no more than its first letters.
        if (element.text === '') element.text = text.trim().slice(0, 100)
        return
      }
      element.text = element.text === '' ? text : element.text + text
    }
    parser.on('text', takeText)
    parser.on('cdata', takeText)
    const pass = () => {
      this.#sinceEvent = 0
    }
    parser.on('comment', pass)
    parser.on('processinginstruction', pass)
    parser.on('closetag', () => {
      this.#sinceEvent = 0
      const element = open.pop()!
      if (open.length !== 1) return
      this.#nodes = 0
      this.#recordFrom = parser.position
      this.#handlers.onRecord(element)
    })
  }

  write(bytes: Uint8Array): void {
    if (this.#head !== null) {
      const head = new Uint8Array(this.#head.length + bytes.length)
      head.set(this.#head)
      head.set(bytes, this.#head.length)
      this.#head = head
      if (head.length < headBytes) return
      this.#begin()
      return
    }
    this.#take(bytes)
  }

  /** The last byte has been given. */
  end(): void {
    if (this.#head !== null) this.#begin()
    this.#feed(this.#decode(new Uint8Array(0), false))
    if (this.root === null && this.#open.length === 0 && this.#parser.position === 0)
      throw new UnreadableXml('empty', 1)
    this.#parser.close()
  }

  #begin(): void {
    const head = this.#head!
    this.#head = null
    this.#decoder = decoderFor(head)
    this.#take(head)
  }

  #take(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += pieceBytes)
      this.#feed(this.#decode(bytes.subarray(from, from + pieceBytes), true))
  }

  #decode(bytes: Uint8Array, stream: boolean): string {
    try {
      return this.#decoder!.decode(bytes, { stream })
    } catch {
      const { encoding } = this.#decoder!
      const readable = new TextDecoder(encoding).decode(bytes).split('\uFFFD')[0]!
      const line = this.#parser.line + (readable.match(/\r\n|\r|\n/g)?.length ?? 0)
      throw new UnreadableXml('bytes', line, encoding.toUpperCase())
    }
  }

  #feed(text: string): void {
    if (text === '') return
    this.#sinceEvent += text.length
    this.#parser.write(text)
    this.#assertSize()
    if (this.#sinceEvent > bounds.token) throw new UnreadableXml('long', this.#parser.line)
  }

  #assertSize(): void {
    if (this.#nodes > bounds.nodes || this.#parser.position - this.#recordFrom > bounds.characters)
      throw new UnreadableXml('large', this.#line)
  }
}

/**
 * The records of a file, one at a time: each complete `iati-activity` or `iati-organisation` directly under
 * the outermost element, which `onRoot` is given first. Other children of the root are passed over.
 *
 * Memory is bounded by the largest record. Throws `UnreadableXml`, possibly after some records.
 */
export async function* readActivities(
  source: XmlSource,
  options: { onRoot?: (root: Element) => void } = {},
): AsyncGenerator<Element, void, undefined> {
  const ready: Element[] = []
  const reader = new RecordReader({
    onRoot: (root) => options.onRoot?.(root),
    onRecord: (record) => {
      if (record.name === 'iati-activity' || record.name === 'iati-organisation') ready.push(record)
    },
  })
  for await (const piece of piecesOf(source)) {
    reader.write(piece)
    yield* ready.splice(0)
  }
  reader.end()
  yield* ready
}

/** The bytes in pieces small enough that the records of one fit in memory together. */
export async function* piecesOf(source: XmlSource): AsyncGenerator<Uint8Array, void, undefined> {
  const parts = source instanceof Uint8Array ? [source] : source
  for await (const part of parts)
    for (let from = 0; from < part.length; from += pieceBytes) yield part.subarray(from, from + pieceBytes)
}

/* ── which letters the bytes mean ─────────────────────────────────────────── */

/** UTF-8 and UTF-16 by their first bytes; else what the declaration says; else UTF-8. */
function decoderFor(head: Uint8Array): TextDecoder {
  const [a, b, c, d] = head
  if (a === 0xff && b === 0xfe) return strict('utf-16le')
  if (a === 0xfe && b === 0xff) return strict('utf-16be')
  if (a === 0x3c && b === 0 && c === 0x3f && d === 0) return strict('utf-16le')
  if (a === 0 && b === 0x3c && c === 0 && d === 0x3f) return strict('utf-16be')
  if (a === 0xef && b === 0xbb && c === 0xbf) return strict('utf-8')
  const declaration = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]*)["']/.exec(
    String.fromCharCode(...head.subarray(0, headBytes)),
  )
  const declared = declaration?.[1] ?? 'utf-8'
  // Whoever writes UTF-16 in a file that begins with single bytes has written UTF-8 after all.
  if (/^(utf-?16|ucs-?2|iso-10646)/i.test(declared)) return strict('utf-8')
  return strict(declared)
}

function strict(encoding: string): TextDecoder {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true })
    if (decoder.encoding === 'replacement') throw new RangeError(encoding)
    return decoder
  } catch {
    throw new UnreadableXml('encoding', 1, encoding.slice(0, 40))
  }
}

/* ── what the parser stumbled over ────────────────────────────────────────── */

function faultOf(message: string, line: number): UnreadableXml {
  const said = message.replace(/^\d+:\d+: /, '')
  const name = (/: (.{1,100})/s.exec(said)?.[1] ?? '').replace(/\.$/, '')
  if (said.startsWith('undefined entity')) return new UnreadableXml('entity', line)
  if (said.startsWith('duplicate attribute')) return new UnreadableXml('twice', line, name)
  if (said.startsWith('unclosed tag')) return new UnreadableXml('cut', line, name)
  if (said.startsWith('unexpected end')) return new UnreadableXml('cut', line)
  if (/^(unmatched closing tag|unexpected close tag|weird empty close tag)/.test(said))
    return new UnreadableXml('tags', line, name)
  if (/^document must contain|^text data outside|^documents may contain only one/.test(said))
    return new UnreadableXml('outside', line)
  if (said === 'disallowed character.') return new UnreadableXml('character', line)
  return new UnreadableXml('syntax', line)
}
