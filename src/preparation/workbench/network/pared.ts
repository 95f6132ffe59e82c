import type { Estimate } from '../../../estimators/estimate.ts'
import type { RdsDiagnostics } from '../../../estimators/network/rds.ts'
import { withoutRespondents } from '../../estimates/without-respondents.ts'

/** Fewer people than this are not told apart in what is kept. */
const fewest = 10

/**
 * A recruited sample’s estimate as it may be kept: the sequence of respondents, from which each one’s answer could be
 * worked out, is left out, and so are figures of waves and trees of fewer than ten.
 */
export function paredRecruited(estimate: Estimate<RdsDiagnostics>): Estimate {
  const { sample } = estimate.diagnostics
  if (sample === undefined) return withoutRespondents(estimate as Estimate)
  return withoutRespondents({
    ...estimate,
    diagnostics: {
      ...estimate.diagnostics,
      sample: {
        ...sample,
        byWave: sample.byWave.map((wave) => (wave.respondents < fewest ? { ...wave, estimate: null } : wave)),
        trees: sample.trees.filter(({ respondents }) => respondents >= fewest),
      },
    },
  } as Estimate)
}

/** A survey’s estimate as it may be kept: of fewer than ten people with the outcome the number is not told. */
export function paredSurveyed(estimate: Estimate): Estimate {
  const { withOutcome } = estimate.diagnostics
  if (typeof withOutcome !== 'number' || withOutcome === 0 || withOutcome >= fewest) return estimate
  return { ...estimate, diagnostics: { ...estimate.diagnostics, withOutcome: null } }
}
