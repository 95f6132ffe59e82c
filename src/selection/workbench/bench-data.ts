import type { Language } from '../../ui/language.ts'
import type { Methodology, Text } from '../schema.ts'
import type { Choices } from './choices.ts'
import type { ReadLink } from './link.ts'
import type { Standing } from './moved.ts'
import type { PackedInputs } from './packed.ts'
import type { FormFault } from './read-choices.ts'

/** All that the workbench is drawn from, on the server and in the browser. */
export type BenchData = {
  /** The document, its texts in the language of the page alone; the shortlist as long as the assessment’s. */
  methodology: Methodology
  inputs: PackedInputs
  seed: number
  asOf: string
  /** Runs for sensitivity ranges. */
  replicates: number
  /** The ranking as it was saved. */
  saved: Standing[]
  names: Record<string, string>
  codes: {
    /** gate → codes that could pass it, with what each is called */
    gates: Record<string, { code: string; name: string }[]>
    /** criterion → code → what it is called */
    leaves: Record<string, Record<string, string>>
  }
  /** criterion → what its values are of */
  axes: Record<string, string>
  /** Assessments of this very version on other days, the newest first. */
  days: { day: string; address: string }[]
  /** What the address asked for, and what of it was not understood. */
  choices: Choices
  faults: FormFault[]
  /** A link that the address brought for the server to read, where it does not simply open. */
  link: ReadLink
  /** Inputs of the other day that the address asked for, so that the plain form needs no script. */
  otherDay: { day: string; inputs: PackedInputs } | null
  addresses: { bench: string; version: string; assessment: string }
}

/** A document with its texts in one language only: what the browser carries. */
export function inOneLanguage(methodology: Methodology, language: Language): Methodology {
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    if ('en' in part && typeof part.en === 'string') {
      const text = part as Text
      return { en: text[language] ?? text.en }
    }
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, walk(value)]))
  }
  return walk(methodology) as Methodology
}
