import type { Estimate } from '../../estimators/estimate.ts'
import type { Io } from '../../house/command.ts'
import { printable } from '../../indicators/wording.ts'
import { between, formatNumber, type Language, speak } from '../../ui/language.ts'
import { estimateJson } from '../estimate-json.ts'
import { precisionOf, rounded } from '../rounding.ts'
import { sayFinding } from '../say-finding.ts'
import type { en } from '../words/en.ts'
import { words } from '../words.ts'
import { commandWords } from './said.ts'

/** One estimate in lines for a person: words, figure with its doubt, what is doubtful. */
export function tellEstimate(estimate: Estimate, io: Io, label?: string): void {
  const say = speak(words, io.language)
  const out = (line: string) => io.out(printable(line))
  const { cases, model, warnings } = estimate
  out(label ?? say(`method.${estimate.method}` as keyof typeof en))
  if (estimate.status === 'no-estimate')
    out(`  ${say('print.none', { reason: sayFinding(estimate.reason, io.language) })}`)
  else {
    const step = precisionOf(estimate.estimate, estimate.intervals)
    // Of a number of persons, those seen are certain.
    const shown = (value: number, to?: 'down' | 'up') =>
      formatNumber(io.language, rounded(value, step, to, cases), {
        maximumFractionDigits: Math.max(0, Math.round(-Math.log10(step))),
      })
    out(`  ${say('print.estimate', { estimate: shown(estimate.estimate) })}`)
    for (const { level, low, high, kind } of estimate.intervals) {
      const said = {
        level: formatNumber(io.language, level, { style: 'percent' }),
        low: shown(low, 'down'),
        kind: say(`kind.${kind}`),
      }
      out(
        `  ${high === null ? say('print.interval.open', said) : say('print.interval', { ...said, high: shown(high, 'up') })}`,
      )
    }
  }
  out(`  ${say('print.cases', { cases: formatNumber(io.language, cases) })}`)
  if (model) {
    out(`  ${say('print.model', { terms: model.terms.map((term) => term.join(' × ')).join(', ') })}`)
    const never = model.minusInfinity.map((term) => term.join(' × ')).join(', ')
    if (never !== '') out(`  ${say('print.minusInfinity', { pairs: never })}`)
  }
  if (estimate.seed !== undefined && estimate.resamples !== undefined)
    out(`  ${say('print.seed', { seed: estimate.seed, resamples: estimate.resamples })}`)
  if (warnings.length > 0) out(`  ${say('print.doubts')}${between(io.language, ':').trimEnd()}`)
  for (const warning of warnings) out(`  – ${sayFinding(warning, io.language)}`)
}

/** Prints one estimate as asked for. */
export function answer(estimate: Estimate, json: boolean, io: Io, label?: string): void {
  if (json) io.out(JSON.stringify(estimateJson(estimate, io.language), null, 2))
  else tellEstimate(estimate, io, label)
}

/** What a figure is a figure of, where the name of its method does not say so. */
export function labelOf(
  estimate: Estimate<unknown>,
  { outcome = '', language }: { outcome?: string; language: Language },
): string | undefined {
  const say = speak(commandWords, language)
  const mean = estimate.warnings.some(({ code }) => code === 'mean-not-share')
  switch (estimate.method) {
    case 'survey-mean':
      return mean ? say('label.mean', { outcome }) : say('label.share', { outcome })
    case 'change-two-waves':
      return say(mean ? 'label.change.mean' : 'label.change.share', { outcome })
    case 'change-did':
      return say(mean ? 'label.did.mean' : 'label.did.share', { outcome })
    case 'change-mse':
      return say('label.change.lists')
    default:
      return undefined
  }
}
