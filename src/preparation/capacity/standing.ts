import {
  type CapacityFunction,
  type CapacityMap,
  functionOf,
  functions,
  type Institution,
  type Level,
  type Reading,
  type Round,
  type Side,
  type Task,
  tasks,
} from './schema.ts'

/** What one side said last of a task of an institution. */
export type Said = Pick<Reading, 'level' | 'evidence' | 'address' | 'year'> & { round: Round }

/** A task of an institution, with what both sides say of it. Null: this side has said nothing yet. */
export type Cell = {
  institution: Institution
  task: Task
  outside: Said | null
  self: Said | null
  /** How many levels the country puts itself above the outside (below: negative); null where one is not known. */
  apart: number | null
  /** Of an institution that ended: whether it has been said since how far another one does the task. */
  takenOver: boolean
}

/** Two sides this far apart are a question to be asked before money is planned on either. */
export const FAR_APART = 2
/** At this level or below, a task is not done. */
export const LOW = 1

/**
 * Every task of every institution with what each side said of it last. The newer round holds, also where it says
 * that something is not known any more; rounds of one day hold in the order of their publication.
 */
export function cellsOf(map: CapacityMap): Cell[] {
  const rounds = new Map(map.rounds.map((round) => [round.id, round]))
  const newer = (a: Round, b: Round) =>
    a.day === b.day ? (a.closed ?? '') > (b.closed ?? '') : a.day > b.day
  const said = new Map<string, Said>()
  for (const { round: id, institution, task, level, evidence, address, year } of map.readings) {
    const round = rounds.get(id)
    if (round === undefined) continue
    const key = `${institution} ${task} ${round.side}`
    const held = said.get(key)
    if (held === undefined || newer(round, held.round))
      said.set(key, { level, evidence, address, year, round })
  }
  const saidOf = (institution: Institution, task: Task, side: Side) =>
    said.get(`${institution.id} ${task} ${side}`) ?? null
  return map.institutions.flatMap((institution) => {
    const of = (task: Task, side: Side) => saidOf(institution, task, side)
    const { ended } = institution
    return tasks.flatMap((task) => {
      const [outside, self] = [of(task, 'outside'), of(task, 'self')]
      // What was once assessed is shown, even where the task has since gone to another.
      const asked = ended === null && institution.tasks.includes(task)
      if (!asked && outside === null && self === null) return []
      // A country does not take back by its own word what was said from outside.
      const answers: readonly Side[] = outside === null ? ['outside', 'self'] : ['outside']
      const takenOver =
        ended !== null &&
        map.institutions.some(
          (other) =>
            other.ended === null &&
            other.tasks.includes(task) &&
            answers.some((side) => {
              const word = saidOf(other, task, side)
              return word !== null && word.level !== null && word.round.day >= ended.slice(0, 10)
            }),
        )
      return [{ institution, task, outside, self, apart: apart(outside, self), takenOver }]
    })
  })
}

function apart(outside: Said | null, self: Said | null): number | null {
  if (outside === null || self === null || outside.level === null || self.level === null) return null
  return self.level - outside.level
}

/**
 * Why something is a gap: it is not done (0 or 1, by either side), the two sides are two levels or more apart,
 * neither knows anything, or no institution has the task.
 */
export type Why = 'low' | 'apart' | 'unknown' | 'nobody'

export type CapacityGap = {
  component: CapacityFunction
  task: Task
  /** Null where no institution has the task. */
  institution: Pick<Institution, 'id' | 'name' | 'level' | 'place' | 'ended'> | null
  why: Why[]
  outside: Level | null
  self: Level | null
}

/** Why a task of an institution is a gap. Of one that ended, what was known to be missing stays so until it is taken over. */
export function whysOf({ institution, outside, self, apart, takenOver }: Cell): Why[] {
  if (takenOver) return []

  const known = [outside?.level, self?.level].filter((level) => level !== null && level !== undefined)
  return [
    ...(known.some((level) => level <= LOW) ? (['low'] as const) : []),
    ...(apart !== null && Math.abs(apart) >= FAR_APART ? (['apart'] as const) : []),
    ...(known.length === 0 && institution.ended === null ? (['unknown'] as const) : []),
  ]
}

/** What a country’s institutions lack, in the order of the components of a compact. */
export function gapsOf(map: CapacityMap): CapacityGap[] {
  const cells = cellsOf(map)
  const held = new Set(
    map.institutions.filter(({ ended }) => ended === null).flatMap((institution) => institution.tasks),
  )
  const found = cells.flatMap((cell): CapacityGap[] => {
    const why = whysOf(cell)
    if (why.length === 0) return []
    const { id, name, level, place, ended } = cell.institution
    return [
      {
        component: functionOf(cell.task),
        task: cell.task,
        institution: { id, name, level, place, ended },
        why,
        outside: cell.outside?.level ?? null,
        self: cell.self?.level ?? null,
      },
    ]
  })
  // Of a country without a map it is not known who has which task.
  const nobody =
    map.institutions.length === 0
      ? []
      : tasks
          .filter((task) => !held.has(task))
          .map(
            (task): CapacityGap => ({
              component: functionOf(task),
              task,
              institution: null,
              why: ['nobody'],
              outside: null,
              self: null,
            }),
          )
  const order = (gap: CapacityGap) => functions.indexOf(gap.component) * 100 + tasks.indexOf(gap.task)
  return [...found, ...nobody].sort((a, b) => order(a) - order(b))
}

/** How much of a map is known, for sentences. */
export function countsOf(cells: readonly Cell[]) {
  const known = (side: Side) => cells.filter((cell) => cell[side]?.level != null).length
  const why = cells.map(whysOf)
  return {
    tasks: cells.length,
    outside: known('outside'),
    self: known('self'),
    low: why.filter((each) => each.includes('low')).length,
    apart: why.filter((each) => each.includes('apart')).length,
    unknown: why.filter((each) => each.includes('unknown')).length,
  }
}
