import type { Estimate } from '../../estimators/estimate.ts'
import type { Io } from '../../house/command.ts'
import { printable } from '../../indicators/wording.ts'
import { between, formatNumber, type Language, speak } from '../../ui/language.ts'
import { precisionOf, rounded } from '../rounding.ts'
import { sayFinding } from '../say-finding.ts'
import type { en } from '../words/en.ts'
import { words } from '../words.ts'

/**
 * One estimate as `tp prevalence … --json` prints it; stable.
 * `high: null` means that there is no upper limit. `findings` are the reason and the warnings again, as codes with values.
 */
export function estimateJson(estimate: Estimate, language: Language, label?: string) {
  const { status, method, cases, intervals, model, diagnostics, warnings, seed, generator, resamples } =
    estimate
  return {
    ...(label === undefined ? {} : { label }),
    method,
    cases,
    status,
    ...(estimate.status === 'ok'
      ? { estimate: estimate.estimate, standardError: estimate.standardError ?? null }
      : { reason: sayFinding(estimate.reason, language) }),
    intervals,
    ...(model === undefined ? {} : { model }),
    diagnostics: withoutResamples(diagnostics),
    warnings: warnings.map((warning) => sayFinding(warning, language)),
    findings: [...(estimate.status === 'ok' ? [] : [estimate.reason]), ...warnings],
    ...(seed === undefined ? {} : { seed, generator }),
    ...(resamples === undefined ? {} : { resamples }),
  }
}

/** The totals of a thousand resamples are for a picture, not for a reader of JSON; the seed repeats them. */
function withoutResamples(diagnostics: Record<string, unknown>): Record<string, unknown> {
  const { bootstrap } = diagnostics
  if (typeof bootstrap !== 'object' || bootstrap === null || !('totals' in bootstrap)) return diagnostics
  const { totals: _, ...rest } = bootstrap
  return { ...diagnostics, bootstrap: rest }
}

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
export function answer(estimate: Estimate, json: boolean, io: Io): void {
  if (json) io.out(JSON.stringify(estimateJson(estimate, io.language), null, 2))
  else tellEstimate(estimate, io)
}
