import { createHash } from 'node:crypto'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { FieldError } from '../../ui/form.tsx'
import { type Language, speak } from '../../ui/language.ts'
import { Fault } from '../errors.ts'
import { documentEndings, documentKind, plainName } from './types.ts'
import { words } from './words.ts'

/** Bytes of a file at most. */
export const LARGEST_FILE = 10 * 1024 * 1024
/** A form around it: its fields, and bytes of each. */
const MOST_FIELDS = 60
const LARGEST_FIELD = 100_000
/** All of a form with one file. What says that it is longer is refused before a byte of it is read. */
const LARGEST_FORM = LARGEST_FILE + 1024 * 1024

/** What can be wrong with a file. */
export type UploadFault = 'empty' | 'too large' | 'type'

/**
 * A file that came with a form. As JSON it is its hash: that is what the answer to a repeated
 * form is recognised by, and the bytes go nowhere but where they are kept.
 */
export class Upload {
  readonly name: string
  readonly bytes: Buffer
  readonly hash: string
  readonly fault: UploadFault | null

  private constructor(name: string, bytes: Buffer, fault: UploadFault | null) {
    this.name = name
    this.bytes = bytes
    this.hash = createHash('sha256').update(bytes).digest('hex')
    this.fault = fault
  }

  static async of(sentName: string, bytes: Buffer, cut = false): Promise<Upload> {
    const name = plainName(sentName)
    const fault = cut
      ? 'too large'
      : bytes.length === 0
        ? 'empty'
        : (await documentKind(bytes, name)) === null
          ? 'type'
          : null
    // Of what is not kept anyway nothing needs to stay in memory.
    return new Upload(name, fault === null ? bytes : Buffer.alloc(0), fault)
  }

  toJSON() {
    const { name, hash, fault } = this
    return { name, hash, fault }
  }
}

/** A file in the schema of a body. */
export const UploadField = Type.Unsafe<Upload>({ type: 'object', description: 'A file of at most 10 MB.' })

/**
 * Lets the routes of one room take forms with files (`multipart/form-data`). Call it in the
 * plugin of the room. Texts come as texts, repeated names as lists, files as `Upload`s, all in
 * `request.body`, so that schemas, keys and hidden fields work as with any other form.
 *
 * The body is read after the guard of the house has let the sender in: hooks of a room run
 * after those of the house, and nothing of a multipart body is read before. Whoever may not
 * send it is answered, and the connection throws the rest away as it comes.
 */
export async function takeUploads(http: FastifyInstance, { files = 1 } = {}): Promise<void> {
  await http.register(multipart, {
    limits: {
      fileSize: LARGEST_FILE,
      files,
      fields: MOST_FIELDS,
      fieldSize: LARGEST_FIELD,
      fieldNameSize: 200,
      parts: MOST_FIELDS + files,
      headerPairs: 20,
    },
    // A file that is too large is told beside its field, with the rest of the form.
    throwFileSizeLimit: false,
  })
  http.addHook('onRequest', async (request) => {
    if (!isForm(request)) return
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_FORM * files) throw tooLarge()
  })
  http.addHook('preValidation', async (request) => {
    if (request.isMultipart()) request.body = await readParts(request)
  })
}

/** The file of a form, or null when none was chosen. */
export function uploadIn(body: unknown, name: string): Upload | null {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return null
  const value: unknown = Reflect.get(body, name)
  return value instanceof Upload ? value : null
}

/** What is wrong with the file of a form, for `ErrorSummary` and the field; empty when nothing is. */
export function uploadErrors(
  body: unknown,
  name: string,
  language: Language,
  { required = false } = {},
): FieldError[] {
  const say = speak(words, language)
  const upload = uploadIn(body, name)
  if (upload === null) return required ? [{ field: name, message: say('fault.none') }] : []
  if (upload.fault === null) return []
  return [{ field: name, message: uploadMessage(upload.fault, language) }]
}

export function uploadMessage(fault: UploadFault, language: Language): string {
  return speak(words, language)(`fault.${fault}`, { endings: documentEndings.join(', ') })
}

type Parts = Record<string, string | Upload | (string | Upload)[]>

async function readParts(request: FastifyRequest): Promise<Parts> {
  const body: Parts = Object.create(null)
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer()
        // A field for a file in which none was chosen comes as a file without name and bytes.
        if (!part.filename && bytes.length === 0) continue
        add(body, part.fieldname, await Upload.of(part.filename ?? '', bytes, part.file.truncated))
        continue
      }
      if (part.valueTruncated || part.fieldnameTruncated) throw tooLarge()
      if (typeof part.value !== 'string') throw unreadable()
      add(body, part.fieldname, part.value)
    }
  } catch (error) {
    if (error instanceof Fault) throw error
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null
    throw status === 413 ? tooLarge() : unreadable()
  }
  return body
}

function add(body: Parts, name: string, value: string | Upload): void {
  const known = body[name]
  if (known === undefined) body[name] = value
  else if (Array.isArray(known)) known.push(value)
  else body[name] = [known, value]
}

function isForm(request: FastifyRequest): boolean {
  return String(request.headers['content-type'] ?? '').startsWith('multipart/form-data')
}

function tooLarge(): Fault {
  return new Fault(413, 'too-large', 'What was sent is too large', [
    {
      message: `A file has 10 MB at most, a form ${MOST_FIELDS} fields.`,
      remedy: 'Send a smaller file, or several one after the other.',
    },
  ])
}

function unreadable(): Fault {
  return new Fault(400, 'bad-request', 'The form cannot be read', [
    { message: 'It ends too early or its parts are put together wrongly.', remedy: 'Send it again.' },
  ])
}
