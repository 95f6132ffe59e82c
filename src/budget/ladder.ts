import {
  alwaysAsked,
  type Cents,
  type Fact,
  type Parts,
  type Stage,
  stagesOf,
  type Track,
  trackOf,
  tracks,
} from './schema.ts'

/** A step of a year: what was said at it, or that nothing is known of it. */
export type Rung = { stage: Stage; track: Track; fact: Fact | null }

/** The facts of a line that hold for a fiscal year. */
export const factsIn = (facts: readonly Fact[], line: string, year: number): Fact[] =>
  facts.filter((fact) => fact.line === line && fact.fiscalYear <= year && year <= fact.through)

/** Fiscal years of which something is known of a line, the newest first. */
export function yearsOf(facts: readonly Fact[], line: string): number[] {
  const years = new Set<number>()
  for (const fact of facts)
    if (fact.line === line) for (let year = fact.fiscalYear; year <= fact.through; year++) years.add(year)
  return [...years].sort((a, b) => b - a)
}

/**
 * A line in a year, step by step in the order in which they come, each track apart: what may be appropriated, what was
 * asked and given, what was promised to somebody, what was paid. Steps of which nothing is known stand there too, where
 * the line is appropriated at all.
 */
export function ladderOf(facts: readonly Fact[], line: string, year: number): Rung[] {
  const here = factsIn(facts, line, year)
  const appropriated = facts.some((fact) => fact.line === line && trackOf(fact.stage) === 'appropriation')
  return tracks.flatMap((track) =>
    stagesOf[track].flatMap((stage: Stage): Rung[] => {
      const said = here.filter((fact) => fact.stage === stage)
      if (said.length > 0) return said.map((fact) => ({ stage, track, fact }))
      return appropriated && alwaysAsked.includes(stage) ? [{ stage, track, fact: null }] : []
    }),
  )
}

export type Gap =
  | { ask: Cents; askStage: Stage; given: Cents; gap: Cents; why: null }
  | {
      ask: Cents | null
      askStage: Stage | null
      given: Cents | null
      gap: null
      /** What is missing: an ask, an amount in it, or what was enacted. */
      why: 'no ask' | 'ask without amount' | 'nothing enacted known'
    }

/**
 * What was enacted less than was asked (less than nothing where more was given). The ask to Congress is taken before
 * the one to the budget office: it is the last word of those who ask. Only appropriations are compared with it.
 */
export function gapToAsk(rungs: readonly Rung[]): Gap {
  // A line may hold several programmes at one step: together they are what was asked or given, if each has an amount.
  const amount = (stage: Stage) => {
    const said = rungs.flatMap((rung) =>
      rung.stage === stage && rung.fact !== null ? [rung.fact.value] : [],
    )
    const sums = said.flatMap((value) => (value.is === 'amount' ? [value.minor] : []))
    return sums.length === 0 || sums.length < said.length ? null : sums.reduce((all, each) => all + each, 0)
  }
  const asks = ['advocacy_ask_congress', 'advocacy_ask_omb'] as const
  const askStage = asks.find((stage) => amount(stage) !== null) ?? null
  const ask = askStage === null ? null : amount(askStage)
  const given = amount('enacted')
  if (askStage === null || ask === null) {
    const said = rungs.some(({ stage, fact }) => fact !== null && asks.some((each) => each === stage))
    return { ask: null, askStage: null, given, gap: null, why: said ? 'ask without amount' : 'no ask' }
  }
  if (given === null) return { ask, askStage, given, gap: null, why: 'nothing enacted known' }
  return { ask, askStage, given, gap: ask - given, why: null }
}

export type PartsOfYear = {
  whole: Fact
  parts: Fact[]
  sum: Cents
  /** What the printed total has beyond its printed parts; less than nothing where the parts exceed it. */
  missing: Cents
}

/** The parts of a line in a year beside its printed total; null where either has no amount. They need not agree. */
export function partsIn(facts: readonly Fact[], parts: Parts, year: number): PartsOfYear | null {
  const whole = factsIn(facts, parts.whole, year).find(({ stage }) => stage === parts.stage)
  if (whole?.value.is !== 'amount') return null
  const found = parts.parts.flatMap((line) =>
    factsIn(facts, line, year).filter(
      ({ stage, value }) => stage === parts.partStage && value.is === 'amount',
    ),
  )
  if (found.length === 0) return null
  const sum = found.reduce((all, { value }) => all + (value.is === 'amount' ? value.minor : 0), 0)
  return { whole, parts: found, sum, missing: whole.value.minor - sum }
}
