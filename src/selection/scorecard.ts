import {
  evaluateScorecard,
  type ScorecardRule,
  type Threshold,
  type Verdict,
} from '../estimators/scorecard.ts'
import type { Inputs, Outcome, Scorecard, ScorecardUnit } from './schema.ts'

/** Judges every unit on a card: which indicators beat the peers, which hurdles are cleared. */
export function judgeScorecard(card: Scorecard, units: string[], inputs: Inputs): ScorecardUnit[] {
  const indicators = card.baskets.flatMap((basket) => basket.indicators)
  const rule: ScorecardRule = {
    indicators: indicators.map(({ id, better, beat }) => ({
      id,
      direction: better === 'higher' ? 1 : -1,
      threshold: thresholdOf(beat),
    })),
    atLeast: card.passAtLeast,
    hurdles: card.hurdles.map(({ id, anyOf }) => ({ id, anyOf })),
    missing: card.withoutData,
  }
  const figureOf = (series: string, unit: string) => inputs.newest[series]?.[unit]?.value ?? null
  const peers = units.map((unit) => peerGroup(card, figureOf(card.peers.series, unit)))
  const values = Object.fromEntries(
    indicators.map(({ id, series }) => [id, units.map((unit) => figureOf(series, unit))]),
  )
  return evaluateScorecard(rule, { units, values, peers }).map((result) => ({
    group: result.peers,
    passed: result.passed,
    unknown: result.unknown,
    indicators: result.lines.map(({ indicator, value, threshold, passes }) => ({
      id: indicator,
      outcome: outcomeOf(passes),
      value,
      threshold,
    })),
    hurdles: Object.entries(result.hurdles).map(([id, cleared]) => ({ id, outcome: outcomeOf(cleared) })),
  }))
}

/** The group a unit's income puts it in; null when it is not known, or above every group. */
function peerGroup(card: Scorecard, income: number | null): string | null {
  if (income === null) return null
  return card.peers.groups.find(({ upTo }) => income <= upTo)?.id ?? null
}

function thresholdOf(beat: Scorecard['baskets'][number]['indicators'][number]['beat']): Threshold {
  if (beat === 'median') return { kind: 'peer-median' }
  if ('value' in beat) return { kind: 'absolute', at: beat.value }
  return { kind: 'lower-of-median-and', at: beat.lowerOfMedianAnd }
}

function outcomeOf(verdict: Verdict): Outcome {
  return verdict === null ? 'unknown' : verdict ? 'passed' : 'failed'
}
