import { WrongUse } from '../../house/errors.ts'
import { isUuid } from '../../house/form-fields.ts'

/** Where a page of a list ended: opaque to whoever asks for the next. */
export function cursorOf({ sorted, id }: { sorted: string; id: string }): string {
  return Buffer.from(JSON.stringify([sorted, id]), 'utf8').toString('base64url')
}

/** Throws WrongUse for a cursor that none of our answers gave. */
export function readCursor(text: string | undefined): { name: string; id: string } | undefined {
  if (text === undefined || text === '') return undefined
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (Array.isArray(read) && read.length === 2 && typeof read[0] === 'string' && isUuid(read[1]))
      return { name: read[0], id: read[1] }
  } catch {
    // Told below, like every other that is not one.
  }
  throw new WrongUse('This is not where a page ended', [
    {
      place: 'after',
      message: 'It was not given by an answer of this list.',
      remedy: 'Take it from “next”.',
    },
  ])
}
