import { readFileSync } from 'node:fs'
import path from 'node:path'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import type { Kind, Version } from './tables.ts'

/*
 * The second opinion: libxml2 with the published schemas. Only tests lean on it.
 */

xmlRegisterFsInputProviders()
const validators = new Map<string, XsdValidator>()

function validator(folder: string, version: Version, kind: Kind): XsdValidator {
  const file = path.join(folder, 'schemas', version, `iati-${kind}-schema.xsd`)
  let known = validators.get(file)
  if (!known) {
    const schema = XmlDocument.fromBuffer(readFileSync(file), { url: file })
    known = XsdValidator.fromDoc(schema)
    validators.set(file, known)
  }
  return known
}

/** Every breach that libxml2 finds, in its own words; null where it cannot read the text as XML. */
export function libxml2Says(
  text: string | Uint8Array,
  folder: string,
  version: Version,
  kind: Kind,
): string[] | null {
  let document: XmlDocument
  try {
    document = typeof text === 'string' ? XmlDocument.fromString(text) : XmlDocument.fromBuffer(text)
  } catch {
    return null
  }
  try {
    validator(folder, version, kind).validate(document)
    return []
  } catch (error) {
    const details = (error as { details?: { line: number; message: string }[] }).details ?? []
    return details.map(({ line, message }) => `${line}: ${message.trim()}`)
  } finally {
    document.dispose()
  }
}
