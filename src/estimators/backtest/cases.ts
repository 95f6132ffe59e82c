/**
 * One unit in one year: what rankings said of it on that day, and what became of it.
 *
 * Years of one unit are not separate news: whoever rises in 2009 counts for the
 * lists of 2005 to 2008 alike. Everything here therefore resamples whole units.
 */
export type Case = {
  unit: string
  year: number
  /** The year in which it happened, or null when it is known not to have. */
  happened: number | null
  /** By name of the ranking: the larger, the sooner it is chosen; null where the ranking cannot place it. */
  scores: Readonly<Record<string, number | null>>
}

/** How often each unit is drawn, in the order of `unitsOf`; null counts each once. */
export type Draws = ArrayLike<number> | null

/** A case in a list: its unit by number, so that resampling is quick. */
export type Listed = { of: Case; unit: number; happened: boolean }

/** One year's cases in the order of one ranking, the best first, equals together. */
export type Ordered = { year: number; groups: Listed[][] }

/** Two scores closer than this are one: rounding alone could have separated them. */
const TOLERANCE = 1e-10

/** The units of the cases, each once, in the order in which they are numbered. */
export function unitsOf(cases: readonly Case[]): string[] {
  return [...new Set(cases.map(({ unit }) => unit))].sort()
}

/**
 * The cases that a ranking places, year by year, the best first, equals in one group.
 *
 * @param units who is numbered how; those of the cases unless told otherwise
 * @throws TypeError for a score that is not finite: what is not known is null
 */
export function inOrder(
  cases: readonly Case[],
  ranking: string,
  units: readonly string[] = unitsOf(cases),
): Ordered[] {
  const numberOf = new Map(units.map((unit, i) => [unit, i]))
  const byYear = new Map<number, { score: number; one: Case }[]>()
  for (const one of cases) {
    const score = one.scores[ranking] ?? null
    if (score === null) continue
    if (!Number.isFinite(score))
      throw new TypeError(`${ranking} gives ${one.unit} ${one.year} ${score}; what is not known is null`)
    const year = byYear.get(one.year) ?? []
    byYear.set(one.year, year)
    year.push({ score, one })
  }
  return [...byYear]
    .sort(([a], [b]) => a - b)
    .map(([year, placed]) => {
      placed.sort((a, b) => b.score - a.score || (a.one.unit < b.one.unit ? -1 : 1))
      const groups: Listed[][] = []
      let first = Number.POSITIVE_INFINITY
      for (const { score, one } of placed) {
        const listed = { of: one, unit: numberOf.get(one.unit)!, happened: one.happened !== null }
        const group = groups.at(-1)
        if (group && first - score <= TOLERANCE) group.push(listed)
        else {
          groups.push([listed])
          first = score
        }
      }
      return { year, groups }
    })
}

/** How often a case counts. */
export function weightOf({ unit }: { unit: number }, draws: Draws): number {
  return draws === null ? 1 : draws[unit]!
}

/** How many things happened: one unit’s rise counts once, however many years’ lists it counts for. */
export function eventsIn(cases: readonly Case[]): number {
  return new Set(cases.flatMap(({ unit, happened }) => (happened === null ? [] : [`${unit} ${happened}`])))
    .size
}
