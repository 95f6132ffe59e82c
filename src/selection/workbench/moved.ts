/*
 * What became of a ranking: two results of the same countries laid side by side.
 */

/** One country as far as a comparison needs it. */
export type Standing = {
  unit: string
  standing: 'in' | 'out' | 'unknown'
  rank: number | null
  score: number | null
}

export type Climb = { unit: string; from: number; to: number }

export type Moved = {
  /** Nobody’s place, standing or list differs; scores may. */
  same: boolean
  /** Whether any score differs. */
  scoresDiffer: boolean
  /** On the shortlist now and not before, and the other way round. */
  entered: string[]
  left: string[]
  /** Passing every gate now and not before, and the other way round. */
  nowIn: string[]
  noLonger: string[]
  /** The largest moves up and down among those ranked both times; null when nobody moved that way. */
  climbs: Climb | null
  falls: Climb | null
  /** How many of those ranked both times have another place. */
  moved: number
  of: number
  /** Who is first, when it is somebody else; null when it is the same, or nobody. */
  first: { from: string | null; to: string | null } | null
  sizes: { from: number; to: number }
}

/** Two results side by side. Equal moves are told by the better place now, then by name. */
export function movedBetween(
  from: { units: readonly Standing[]; shortlist: number },
  to: { units: readonly Standing[]; shortlist: number },
): Moved {
  const before = new Map(from.units.map((unit) => [unit.unit, unit]))
  const after = new Map(to.units.map((unit) => [unit.unit, unit]))
  const listed = (units: readonly Standing[], size: number) =>
    new Set(units.flatMap(({ unit, rank }) => (rank !== null && rank <= size ? [unit] : [])))
  const wasListed = listed(from.units, from.shortlist)
  const isListed = listed(to.units, to.shortlist)
  const byRank = (units: readonly Standing[]) =>
    [...units].sort(
      (a, b) =>
        (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) ||
        (a.unit < b.unit ? -1 : 1),
    )
  const now = byRank(to.units)
  const then = byRank(from.units)

  const both: Climb[] = now.flatMap(({ unit, rank }) => {
    const was = before.get(unit)?.rank ?? null
    return rank === null || was === null ? [] : [{ unit, from: was, to: rank }]
  })
  const most = (by: (climb: Climb) => number): Climb | null => {
    let best: Climb | null = null
    for (const climb of both) if (by(climb) > (best === null ? 0 : by(best))) best = climb
    return best
  }
  const entered = now.flatMap(({ unit }) => (isListed.has(unit) && !wasListed.has(unit) ? [unit] : []))
  const left = then.flatMap(({ unit }) => (wasListed.has(unit) && !isListed.has(unit) ? [unit] : []))
  const nowIn = now.flatMap(({ unit, standing }) =>
    standing === 'in' && before.get(unit)?.standing !== 'in' ? [unit] : [],
  )
  const noLonger = then.flatMap(({ unit, standing }) =>
    standing === 'in' && after.get(unit)?.standing !== 'in' ? [unit] : [],
  )
  const moved = both.filter((climb) => climb.from !== climb.to).length
  const firstOf = (units: readonly Standing[]) => units.find(({ rank }) => rank === 1)?.unit ?? null
  const [wasFirst, isFirst] = [firstOf(then), firstOf(now)]
  const scoresDiffer = to.units.some(({ unit, score }) => (before.get(unit)?.score ?? null) !== score)
  const standings =
    nowIn.length + noLonger.length > 0 ||
    to.units.some(({ unit, standing }) => before.get(unit)?.standing !== standing)
  return {
    same: moved === 0 && entered.length + left.length === 0 && !standings,
    scoresDiffer,
    entered,
    left,
    nowIn,
    noLonger,
    climbs: most((climb) => climb.from - climb.to),
    falls: most((climb) => climb.to - climb.from),
    moved,
    of: both.length,
    first: wasFirst === isFirst ? null : { from: wasFirst, to: isFirst },
    sizes: { from: from.shortlist, to: to.shortlist },
  }
}
