import type { Estimate } from '../estimators/estimate.ts'
import type { Language } from '../ui/language.ts'
import { withoutRespondents } from './estimates/without-respondents.ts'
import { sayFinding } from './say-finding.ts'

/**
 * One estimate as `tp prevalence … --json` prints it; stable.
 * Nothing in it is of single respondents, since what is printed may be sent to be kept.
 * `high: null` means that there is no upper limit. `findings` are the reason and the warnings again, as codes with values.
 */
export function estimateJson(given: Estimate, language: Language, label?: string) {
  const estimate = withoutRespondents(given)
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
