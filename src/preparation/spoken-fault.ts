import { Fault, type FaultDetail } from '../house/errors.ts'
import type { Language } from '../ui/language.ts'

const kinds: Readonly<Record<number, string>> = {
  403: 'refused',
  404: 'not-found',
  409: 'conflict',
  422: 'unusable',
}

/** What a fault says in one language, and the field it is about where it is about one. */
export type Spoken = {
  status: 403 | 404 | 409 | 422
  place?: string | null | undefined
  title: string
  /** One sentence for each thing that stands in the way. */
  messages: readonly string[]
  remedy: string
  /** What else is wrong. */
  more?: readonly FaultDetail[]
}

/** A fault of a part of the room: thrown in English, and said in the reader’s language at the door by `in`. */
export abstract class SpokenFault<Name extends string> extends Fault {
  readonly fault: Name

  constructor(fault: Name, { status, place, title, messages, remedy, more = [] }: Spoken) {
    super(status, kinds[status] ?? 'conflict', title, [
      ...messages.map((message) => ({ ...(place == null ? {} : { place }), message, remedy })),
      ...more,
    ])
    this.fault = fault
  }

  abstract in(language: Language): SpokenFault<Name>
}
