import type { Language } from '../../ui/language.ts'
import type { Inputs, Methodology, Robustness } from '../schema.ts'
import { unitName } from '../sentences.ts'
import { gateCounts, type WhyNot } from './model.ts'
import type { Report } from './report.ts'
import { findings, nearMissSentence, noteSentence, whyNotSentence } from './say.ts'

/** The whole answer as data with its sentences; page, command and API say the same. */
export function robustnessJson(
  language: Language,
  methodology: Methodology & { robustness?: Robustness },
  inputs: Inputs,
  answer: { report: Report } | { why: WhyNot },
  asked: { assessment: string | null; replications: number; seed: number },
) {
  const common = { ...asked, label: 'sensitivity range' as const }
  if ('why' in answer)
    return {
      ...common,
      why: answer.why,
      sentences: [whyNotSentence(language, methodology, answer.why)],
      gates: gateCounts(methodology, inputs),
    }
  const { report } = answer
  return {
    ...report,
    ...common,
    doubted: methodology.robustness ?? null,
    sentences: [
      ...findings(language, methodology.robustness!, report),
      ...report.notes.map((note) => noteSentence(language, methodology, note)),
    ],
    nearMisses: report.nearMisses.map((miss) => ({
      ...miss,
      sentence: nearMissSentence(language, methodology, miss),
    })),
    units: report.units.map((unit) => ({ ...unit, name: unitName(language, unit.unit) })),
  }
}
