import type { Estimate } from '../../../estimators/estimate.ts'
import type { NsumOptions } from '../../../estimators/network/nsum.ts'
import type { RdsMethod } from '../../../estimators/network/rds.ts'
import { type Language, speak } from '../../../ui/language.ts'
import { estimateJson } from '../../estimate-json.ts'
import { words } from '../../words.ts'
import type { Choice } from '../path.ts'
import { limitRows } from './parts.tsx'

/* The figures of a result as they are chosen from, downloaded and kept: each by its label. */

export type Labelled = { label: string; estimate: Estimate }
export type Named = Labelled & { name: string }

/** Figures that differ by their method, each named after it. */
export function namedByMethod(
  estimates: readonly { label: RdsMethod | NsumOptions['method'] | 'nsum-generalised'; estimate: Estimate }[],
  language: Language,
): Named[] {
  const say = speak(words, language)
  return estimates.map(({ label, estimate }) => ({ label, name: say(`method.${label}`), estimate }))
}

export function choicesOf(figures: readonly Named[]): Choice[] {
  return figures.map(({ label, name, estimate }) => ({ key: label, name, estimate }))
}

/** As the command prints them, and as rows of a CSV. */
export function downloadOf(figures: readonly Labelled[], language: Language) {
  return {
    json: figures.map(({ label, estimate }) => estimateJson(estimate, language, label)),
    rows: limitRows(figures),
  }
}

/** What is kept of them; where none has the label `chosen`, the first is the one to be used. */
export function keptFigures(figures: readonly Labelled[], chosen: string) {
  const place = figures.findIndex(({ label }) => label === chosen)
  return {
    estimates: figures.map(({ label, estimate }) => ({ label: label.slice(0, 200), estimate })),
    chosen: Math.max(0, place),
  }
}
