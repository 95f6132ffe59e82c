import yauzl from 'yauzl'
import { hasControls, oneLine } from '../form-fields.ts'

/** What may be kept: its media type, and how a name of it ends. */
const kinds = {
  pdf: { type: 'application/pdf', endings: ['pdf'] },
  png: { type: 'image/png', endings: ['png'] },
  jpeg: { type: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['xlsx'] },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
  },
  csv: { type: 'text/csv; charset=utf-8', endings: ['csv'] },
  text: { type: 'text/plain; charset=utf-8', endings: ['txt'] },
} as const
export type DocumentKind = keyof typeof kinds

export const documentEndings: readonly string[] = Object.values(kinds).flatMap(({ endings }) => endings)

export const typeOf = (kind: DocumentKind): string => kinds[kind].type

/** Most parts a workbook or text may be packed of; ours have a few dozen. */
const MOST_PARTS = 5000
const LONGEST_NAME = 120

/**
 * What a file is, by its first bytes and by its name, which must agree; null for what is not
 * kept. Of an archive only the list of its parts is read, nothing is unpacked: however large
 * it would become, it stays as small as it came. One with programs in it is not kept.
 */
export async function documentKind(bytes: Buffer, name: string): Promise<DocumentKind | null> {
  const kind = await kindByBytes(bytes, endingOf(name))
  if (kind === null) return null
  const endings: readonly string[] = kinds[kind].endings
  return endings.includes(endingOf(name)) ? kind : null
}

async function kindByBytes(bytes: Buffer, ending: string): Promise<DocumentKind | null> {
  const begins = (...signature: number[]) => signature.every((byte, at) => bytes[at] === byte)
  if (begins(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf'
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (begins(0xff, 0xd8, 0xff)) return 'jpeg'
  if (begins(0x50, 0x4b, 0x03, 0x04)) return officeKind(bytes)
  if (!isText(bytes)) return null
  return ending === 'csv' ? 'csv' : 'text'
}

async function officeKind(bytes: Buffer): Promise<DocumentKind | null> {
  const parts = await partsOf(bytes)
  if (parts === null || !parts.has('[Content_Types].xml')) return null
  if ([...parts].some((part) => /vbaProject\.bin$|\/activeX\//i.test(part))) return null
  if (parts.has('xl/workbook.xml')) return 'xlsx'
  return parts.has('word/document.xml') ? 'docx' : null
}

/** Names of the parts of an archive, or null when it cannot be read or has too many. */
function partsOf(bytes: Buffer): Promise<Set<string> | null> {
  return new Promise((resolve) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error || zip === undefined || zip.entryCount > MOST_PARTS) {
        resolve(null)
        return
      }
      const names = new Set<string>()
      zip.on('entry', (entry: yauzl.Entry) => {
        names.add(entry.fileName)
        zip.readEntry()
      })
      zip.on('end', () => resolve(names))
      zip.on('error', () => resolve(null))
      zip.readEntry()
    })
  })
}

/** Whether bytes are text in UTF-8 without characters that belong into no text. */
function isText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return !/\p{Cc}/u.test(text.replace(/[\t\n\r\f]/g, ''))
  } catch {
    return false
  }
}

/**
 * The name of a file as it is kept and shown: the last part of a path, one line, without
 * characters that print nothing or turn the line round. The ending stays when it is cut.
 */
export function plainName(sent: string): string {
  const last = sent.split(/[/\\]/).at(-1) ?? ''
  const line = oneLine([...last].filter((letter) => !hasControls(letter)).join('')).replace(/["<>|:*?]/g, '_')
  const bare = line.replace(/^\.+/, '').trim()
  if (bare === '') return 'document'
  const letters = [...bare]
  if (letters.length <= LONGEST_NAME) return bare
  const ending = endingOf(bare)
  const rest = ending.length > 0 && ending.length <= 10 ? `.${ending}` : ''
  return `${letters.slice(0, LONGEST_NAME - rest.length).join('')}${rest}`
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
}
