import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { NotFound, Unusable } from '../house/errors.ts'
import { projectRoot } from '../house/settings.ts'
import { nearest, readMethodology } from './methodology.ts'
import type { Methodology } from './schema.ts'

/** A methodology with the very text it was read from: the text is what an assessment keeps. */
export type Document = { methodology: Methodology; text: string; file: string }

/** The methodologies this house ships, in the order they are shown. */
export function shippedMethodologies(folder = path.join(projectRoot(), 'methodologies')): Document[] {
  const order = ['tipping-point', 'atest-2014', 'child-protection-compact', 'mcc-scorecard']
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length)
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readDocument(path.join(folder, file)))
    .sort(
      (a, b) =>
        place(a.methodology.methodology) - place(b.methodology.methodology) ||
        a.methodology.methodology.localeCompare(b.methodology.methodology),
    )
}

/** One shipped methodology by its id. Throws NotFound with the nearest names. */
export function shippedMethodology(id: string, folder?: string): Document {
  const all = shippedMethodologies(folder)
  const found = all.find(({ methodology }) => methodology.methodology === id)
  if (found) return found
  const ids = all.map(({ methodology }) => methodology.methodology)
  const near = nearest(id, ids)
  throw new NotFound(`There is no methodology “${id.slice(0, 80)}”`, [
    {
      message: `Known are ${ids.join(', ')}.`,
      ...(near.length > 0 ? { remedy: `Did you mean ${near.join(' or ')}?` } : {}),
    },
  ])
}

/** What `--methodology` names: a file when it looks like one, else a shipped methodology. */
export function methodologyNamed(name: string): Document {
  return /\.ya?ml$/i.test(name) || name.includes('/') || name.includes('\\')
    ? readDocument(name)
    : shippedMethodology(name)
}

function readDocument(file: string): Document {
  const text = readTextFile(file)
  return { methodology: parsed(text, path.basename(file)), text, file }
}

const parsedBefore = new Map<string, Methodology>()
const mostParsed = 64

/** A document’s text read once: pages ask for the same few again and again. Do not change what comes back. */
export function parsed(text: string, name: string): Methodology {
  const known = parsedBefore.get(text)
  if (known) return known
  const methodology = readMethodology(text, name)
  if (parsedBefore.size >= mostParsed) parsedBefore.clear()
  parsedBefore.set(text, methodology)
  return methodology
}

const mostBytes = 100_000_000

/**
 * A text file as UTF-8, with or without its mark at the beginning.
 *
 * @throws Unusable when it is not there, no file, or not UTF-8
 */
export function readTextFile(file: string): string {
  const shown = path.basename(file)
  let bytes: Buffer
  try {
    const about = statSync(file)
    if (about.isDirectory())
      throw new Unusable(`${shown} is a folder`, [
        { place: file, message: 'A file is needed.', remedy: 'Name a file in it.' },
      ])
    if (about.size > mostBytes)
      throw new Unusable(`${shown} is too large`, [
        { place: file, message: `${about.size} bytes; at most ${mostBytes} are read at once.` },
      ])
    bytes = readFileSync(file)
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    const closed = error.code === 'EACCES' || error.code === 'EPERM'
    const gone = error.code === 'ENOENT' || error.code === 'ENOTDIR'
    const message = closed ? 'This user may not read it.' : gone ? 'There is no such file.' : error.message
    const remedy = closed ? 'Make it readable for this user.' : 'Check the path.'
    throw new Unusable(`${shown} cannot be read`, [{ place: file, message, remedy }])
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Unusable(`${shown} is not UTF-8 text`, [
      {
        place: file,
        message: 'It holds bytes that no UTF-8 text has.',
        remedy: 'Save it as UTF-8; spreadsheets offer “CSV UTF-8”.',
      },
    ])
  }
}
