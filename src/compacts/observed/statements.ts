import {
  type Bound,
  bounds,
  type Stage,
  type StatementTopic,
  stages,
  statementTopics,
} from '../../indicators/compact-statements.ts'
import type { Fact } from '../../indicators/schema.ts'

/** One thing a source says of a compact. */
export type Statement = {
  /** Of the fact. */
  key: string
  topic: StatementTopic
  /** What part of the topic: statements on the same part can disagree. */
  part: string
  /** In the words of the source, or nearly; a day for `signed` and `ended`. */
  value: string
  amount: { minor: number; currency: string } | null
  /** How the source calls the money; null where it does not say. */
  stage: Stage | null
  bound: Bound | null
  /** Day, month or year it was so or said; null where the source does not say. */
  asOf: string | null
  source: string
  url: string | null
  note: string | null
}

/** Several statements on one thing that do not say the same. All stand; none is chosen. */
export type Difference = {
  topic: StatementTopic
  part: string
  /** Of the sums compared; null for days. Sums of different currencies are not compared. */
  currency: string | null
  statements: Statement[]
  /** A later statement gives less than an earlier one: so it cannot just have grown. */
  laterIsLess: boolean
}

/** A real compact as the public record shows it. */
export type ObservedCompact = {
  id: string
  /** ISO 3166-1 alpha-3. */
  country: string
  /** First, second … by day of signing. */
  order: number
  statements: Statement[]
  differences: Difference[]
  /** What no source that was read says. */
  unknown: StatementTopic[]
  /** Source of the reference pack that carries it. */
  source: string
}

/** What one would expect to find published of every compact. */
const expected = [
  'signed',
  'term',
  'donor-funding',
  'partner-contribution',
  'implementers',
  'status',
] as const satisfies StatementTopic[]

/** Observed compacts out of facts of the datasets `compact` and `compact_statement`, the oldest first. */
export function observedFrom(compacts: readonly Fact[], statements: readonly Fact[]): ObservedCompact[] {
  return compacts
    .map((fact) => {
      const own = statements
        .filter(({ fields }) => fields.compact === fact.key)
        .map(statementOf)
        .sort(inOrder)
      return {
        id: fact.key,
        country: fact.iso3,
        order: Number(fact.fields.order),
        statements: own,
        differences: differencesIn(own),
        unknown: expected.filter((topic) => !own.some((each) => each.topic === topic)),
        source: fact.source,
      }
    })
    .sort((one, other) => one.order - other.order)
}

/** What sources say differently of the same thing: sums in one currency, and days. */
export function differencesIn(statements: readonly Statement[]): Difference[] {
  const groups = new Map<string, Statement[]>()
  for (const statement of statements) {
    const comparable =
      statement.amount !== null || statement.topic === 'signed' || statement.topic === 'ended'
    // “Added” sums are several by nature.
    if (!comparable || statement.part === 'added') continue
    const name = [statement.topic, statement.part, statement.amount?.currency ?? ''].join('\n')
    groups.set(name, [...(groups.get(name) ?? []), statement])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined || new Set(group.map(thingSaid)).size < 2) return []
    return [
      {
        topic: first.topic,
        part: first.part,
        currency: first.amount?.currency ?? null,
        statements: group,
        laterIsLess: laterIsLess(group),
      },
    ]
  })
}

const thingSaid = ({ amount, value }: Statement) => (amount === null ? value : String(amount.minor))

function laterIsLess(group: readonly Statement[]): boolean {
  const dated = group
    .flatMap(({ asOf, amount }) => (asOf === null || amount === null ? [] : [{ asOf, minor: amount.minor }]))
    .sort((one, other) => (one.asOf < other.asOf ? -1 : 1))
  return dated.some(({ minor }, at) => dated.slice(0, at).some((earlier) => earlier.minor > minor))
}

function statementOf({ key, fields, evidence, note }: Fact): Statement {
  const { amountMinor, currency } = fields
  return {
    key,
    topic: oneOf(statementTopics, fields.topic) ?? 'status',
    part: String(fields.part),
    value: String(fields.value),
    amount:
      typeof amountMinor === 'number' && typeof currency === 'string'
        ? { minor: amountMinor, currency }
        : null,
    stage: oneOf(stages, fields.stage),
    bound: oneOf(bounds, fields.bound),
    asOf: typeof fields.asOf === 'string' ? fields.asOf : null,
    source: evidence ?? '',
    url: typeof fields.url === 'string' ? fields.url : null,
    note,
  }
}

function oneOf<Name extends string>(names: readonly Name[], value: unknown): Name | null {
  return names.find((name) => name === value) ?? null
}

/** By topic, then the oldest first; what has no day stands after what has. */
function inOrder(one: Statement, other: Statement): number {
  const topics = statementTopics.indexOf(one.topic) - statementTopics.indexOf(other.topic)
  if (topics !== 0) return topics
  const [a, b] = [one.asOf ?? '~', other.asOf ?? '~']
  return a < b ? -1 : a > b ? 1 : one.key < other.key ? -1 : 1
}
