/*
 * What the institutions of a country can do against trafficking: the tasks there are, the levels, and the
 * shapes of what is said.
 */

/** What has to be done, by the parts that agreements are divided into. */
export const tasksOf = {
  prosecution: ['law', 'investigation', 'trial', 'redress'],
  protection: ['identification', 'referral', 'shelter', 'return'],
  prevention: ['awareness', 'labour', 'support', 'demand'],
  partnership: ['coordination', 'survivors', 'borders'],
  data: ['records', 'prevalence', 'evaluation'],
} as const

export const functions = ['prosecution', 'protection', 'prevention', 'partnership', 'data'] as const
/** The same names as the components of a compact. */
export type CapacityFunction = (typeof functions)[number]
export type Task = (typeof tasksOf)[CapacityFunction][number]

/** Every task, in the order of the functions. */
export const tasks: readonly Task[] = functions.flatMap((each): readonly Task[] => tasksOf[each])

export function isTask(text: string): text is Task {
  return (tasks as readonly string[]).includes(text)
}

export function functionOf(task: Task): CapacityFunction {
  const found = functions.find((each) => (tasksOf[each] as readonly string[]).includes(task))
  if (found === undefined) throw new RangeError(`${task} is a task of no function`)
  return found
}

/** 0 nothing there, 1 on paper, 2 begun, 3 working, 4 lasting. */
export const levels = [0, 1, 2, 3, 4] as const
export type Level = (typeof levels)[number]

/** Who says it: the country of itself, or somebody from outside. The two are never averaged. */
export const sides = ['outside', 'self'] as const
export type Side = (typeof sides)[number]

export const institutionKinds = [
  'ministry',
  'police',
  'prosecution',
  'court',
  'labour inspection',
  'social services',
  'border',
  'statistics',
  'coordination',
  'independent',
  'local',
  'civil society',
  'other',
] as const
export type InstitutionKind = (typeof institutionKinds)[number]

export type Institution = {
  id: string
  /** ISO 3166-1 alpha-3. */
  country: string
  name: string
  kind: InstitutionKind
  level: 'national' | 'subnational'
  /** Where, for one that is not for the whole country. */
  place: string | null
  /** What it is there to do. All else is not its task, which is neither a gap nor a 0. */
  tasks: Task[]
  version: number
  /** Moment it ended here; null while it is there. */
  ended: string | null
  endReason: string | null
  /** What it was called before, each until a moment; the oldest first. Rounds keep the name they were published with. */
  former: Former[]
}
export type Former = Pick<Institution, 'name' | 'level' | 'place'> & { until: string }
export type InstitutionValues = Pick<Institution, 'name' | 'kind' | 'level' | 'place' | 'tasks'>

export type Round = {
  id: string
  country: string
  side: Side
  /** Day the assessment speaks of. */
  day: string
  /** The government that says it of itself: an organisation of this house. */
  organisation: { id: string; name: string } | null
  /** Whose assessment it is, in words, where it is not an organisation of this house. */
  saidBy: string | null
  note: string | null
  state: 'draft' | 'published' | 'dropped'
  /** Raised with every change: who saves says which one was read. */
  revision: number
  /** Moment it was published or dropped. */
  closed: string | null
  reason: string | null
}

export type ReadingValues = {
  /** Null is “looked for, and not known”; it is never 0. */
  level: Level | null
  /** What the level rests on; without a level, why it is not known. */
  evidence: string
  /** Where that can be read. */
  address: string | null
  /** Year the evidence is from. */
  year: number | null
}
export type Reading = ReadingValues & { round: string; institution: string; task: Task }

/** All that is known of a country's institutions up to a day. */
export type CapacityMap = {
  country: string
  /** Rounds after this day are left out; null for all. */
  on: string | null
  institutions: Institution[]
  /** Published ones, the newest first. */
  rounds: Round[]
  readings: Reading[]
}
