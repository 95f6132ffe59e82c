import { createHash } from 'node:crypto'
import type { Agreement, Component, Money, Side, Text } from '../../compacts/agreement.ts'
import type { CompactKind, CompactState, EndingPart, Ground, RiskState } from '../../compacts/tables.ts'
import { canonicalJson } from '../../house/history/canonical.ts'
import type { PromiseKind, PromiseOutcome } from '../../monitoring/tables.ts'
import type { LineBelow } from '../below-money.ts'
import type { InitiativeStanding } from '../initiative-states.ts'
import type { ConditionAct, EntryKind, ExceptionRule, TrancheAct } from '../tables.ts'
import type { Column } from '../totals.ts'

/*
 * Everything public about one compact at one moment. Page, tables, workbook and IATI files are
 * pure functions of it, so that what they say agrees to the cent.
 *
 * The moment is a day: entries dated up to it, decisions and reports written down up to it, the
 * text that was in force on it; each as it is known when it is read. No id of a person is in it.
 */

/** An entry of the ledger. Names of fields stand in the order of the alphabet: see `canonicalPieces`. */
export type PublicEntry = {
  award: string | null
  contribution: string
  /** What it is added to: for a reversal the kind of what it reverses. */
  countsAs: Exclude<EntryKind, 'reversal'>
  currency: string
  /** The day the money moved or was promised. */
  date: string
  document: string | null
  kind: EntryKind
  line: string | null
  /** Minor units; below zero for what came back or was taken back. */
  minor: number
  note: string | null
  number: number
  /** Passed on between those who hold money: it neither leaves nor comes back to the contribution. */
  onward: boolean
  provider: string
  receiver: string
  /** Number of the entry it takes back. */
  reverses: number | null
  tranche: string | null
  url: string | null
}

/** Something written about a condition. */
export type PublicAct = {
  number: number
  /** `YYYY-MM-DD`. */
  on: string
  act: ConditionAct
  reason: string | null
  until: string | null
  document: string | null
  url: string | null
  /** Organisation for which it was done. */
  organisation: string | null
  /** Who waived it, said that it does not apply, or deferred it, and as what; null for other acts. */
  name: string | null
  capacity: string | null
}

export type ConditionState = Exclude<ConditionAct, 'evidence'> | 'none'

export type PublicCondition = {
  tranche: string
  key: string
  state: ConditionState
  /** Whether it keeps money back. */
  open: boolean
  /** Act that the state comes from. */
  decided: PublicAct | null
  acts: PublicAct[]
}

/** What a signatory of the donor’s side decided about a tranche. */
export type PublicDecision = {
  number: number
  on: string
  act: TrancheAct
  /** Of a deferral: the day from which on it can be let go again. */
  until: string | null
  /** Of a cancellation: what was not released, and never will be. */
  freed: Money | null
  reason: string
  organisation: string | null
  name: string | null
  capacity: string | null
}

export type PublicTranche = {
  key: string
  /** The decision that keeps it back on the day that is told of; null where none does. */
  stopped: PublicDecision | null
  decisions: PublicDecision[]
  amount: Money
  released: Money
  /** What its open conditions keep back of what is not released yet. */
  waits: Money
  releases: { number: number; on: string; minor: number; reason: string | null }[]
}

export type PublicAward = {
  key: string
  number: string
  title: string
  parent: string | null
  contribution: string
  initiative: string | null
  recipient: string
  instrument: 'grant' | 'cooperative-agreement' | 'contract' | 'government-budget'
  amount: Money
  begins: string
  ends: string
}

/** What the plan and the ledger come to; in each currency, and in the plan’s where every rate is there. */
export type Stage = Column
export type Amounts = { amounts: Money[]; total: Money | null; entries: number }
export type Total = {
  /** Null for what named no line of the plan. */
  component: Component | null
  /** Key of the plan year, of the line that was named. */
  year: string | null
} & Record<Stage, Amounts>

export type PublicMoney = {
  entries: PublicEntry[]
  awards: PublicAward[]
  /** Where each initiative of the text stands. */
  initiatives: InitiativeStanding[]
  tranches: PublicTranche[]
  conditions: PublicCondition[]
  exceptions: {
    rule: ExceptionRule
    entry: number | null
    release: number | null
    over: Money
    reason: string
    on: string
  }[]
  /** Lines for which an amendment plans less than stands in them already, with the reason the text gives. */
  linesBelow: LineBelow[]
  /** By component and year; those of a component, of a year and of all are sums of these. */
  totals: Total[]
}

export type PublicValue = {
  value: string | null
  low: string | null
  high: string | null
  /** Confidence of the interval in per cent. */
  level: number | null
  /** Small: from 1 to just below `below`. Hidden: kept back so that a small one cannot be worked out. */
  shown: 'shown' | 'small' | 'hidden' | 'missing'
  below: number | null
  /** Why it is missing, in one word; null where it is not. */
  missing: string | null
}

export type PublicActual = PublicValue & {
  indicator: string
  /** Category per disaggregation; `{}` is the total. */
  cell: Record<string, string>
  begins: string
  ends: string
  /** Key of the plan year. */
  year: string
  /** How many of the reporters stand behind it. */
  counted: number
  of: number
  /** Reporters of it whose values nobody but their own organisation verified, since no other party could. */
  within: string[]
  /** Day on which it was published. */
  published: string
}

export type PublicChange = {
  indicator: string
  /** Last period with a value. */
  ends: string
  value: number
  low: number
  high: number
  level: number
  verdict: 'fell' | 'rose' | 'no change detectable' | 'unchanged'
  /** Whether both are full counts. */
  exact: boolean
  /** Whether baseline and latest were measured under the same definition. */
  sameDefinition: boolean
  /** Of at least the promised change; null where both are full counts or nothing was promised. */
  probability: number | null
}

/** What stands for an indicator as a whole: the figure to hold against baseline and target, and whether it is there. */
export type PublicLatest = PublicValue & {
  indicator: string
  /** Reporters of it whose values nobody but their own organisation verified, since no other party could. */
  within: string[]
  /** Last day of the stretch it is of. */
  ends: string
  /** Of a whole year where periods are added up, else of a period. */
  of: 'year' | 'period'
  /** Whether no reporter and no period of it is missing. */
  complete: boolean
  /** Whether it is at the target that is held against it, or beyond; null where that cannot be told. */
  reached: boolean | null
}

/** A report that is owed: its day is past and nobody has sent it, or it was sent back and not again. */
export type PublicOverdue = {
  /** Key of the party that owes it. */
  party: string
  /** Last day of the period it is about. */
  ends: string
  /** Last day on which it would have been in time. */
  due: string
}

/** What another text said of a target: null where it promised nothing; from the day on which it took effect. */
export type PublicRevision = { value: string | null; from: string }

/** A target as it stood when its year ended; of a year that still runs, as it stands. */
export type PublicTarget = {
  indicator: string
  year: string
  begins: string
  ends: string
  cell: Record<string, string>
  value: string
  rationale: Text
  /** Day of the text that set it so; empty where that is not known. */
  from: string
  /** What was promised before an amendment revised it, oldest first. */
  earlier: PublicRevision[]
  /** What texts say of it that took effect once its year was over, oldest first. */
  after: PublicRevision[]
  /** Whether the latest figure is held against it: the last of the total that is owed. */
  held: boolean
}

export type PublicResults = {
  actuals: PublicActual[]
  latest: PublicLatest[]
  changes: PublicChange[]
  /** Left out where no text has ever been in force: then the targets are those of the text. */
  targets?: PublicTarget[]
}

/** A benchmark, a responsibility or a measure that shall last, as it stood on the day that is told of. */
export type PublicPromise = {
  kind: PromiseKind
  key: string
  /** Day by which it was to be met; null where none was named. */
  by: string | null
  /** Met and waived count by the word of two parties, not met by that of one. */
  state: PromiseOutcome | 'overdue' | 'open'
  /** The day from which on that is so, as it was recorded; null where nothing counts. */
  on: string | null
  /** Why it is waived or was not met. */
  reason: string | null
  /** Who said so, and who confirmed it. */
  organisations: string[]
}

export type PublicObjection = {
  id: string
  /** Place in the text, such as `objectives/lake/text`. */
  place: string
  text: string
  /** What should stand there in its place; null where it was not said. */
  instead: string | null
  on: string
  organisation: string
  /** Name or alias they chose; null for the group alone. */
  by: string | null
  outcome: 'accepted' | 'partly' | 'declined' | null
  answer: string | null
  answeredOn: string | null
  answeredBy: string | null
}

/** A suspension, in whole or in part, with what has to be corrected before it ends. */
export type PublicSuspension = {
  whole: boolean
  /** Keys of objectives and initiatives; empty when the whole is suspended. */
  elements: string[]
  ground: Ground
  reason: string
  /** Which side suspended; null for neither. */
  side: Side | null
  began: string
  ended: string | null
  endReason: string | null
  corrections: { text: string; corrected: string | null }[]
}

/** An initiative or a contribution that was ended before its time. */
export type PublicPartEnd = {
  what: EndingPart
  key: string
  /** Its last day. */
  on: string
  reason: string
  side: Side | null
  /** The day on which that was decided. */
  decided: string
}

/** A risk of the text, as it was seen last by the day that is told of. */
export type PublicRisk = {
  key: string
  state: RiskState
  likelihood: number
  effect: number
  /** What was seen last, on which day and for whom; null while nobody has looked. */
  looked: { on: string; note: string; organisation: string | null } | null
}

export type PublicDocument = {
  hash: string
  name: string
  type: string
  size: number
  place: string
  on: string
}

export type Contents = {
  format: 1
  /** Last day that is told of, `YYYY-MM-DD`. */
  asOf: string
  compact: {
    id: string
    /** ISO 3166-1 alpha-3, or that of the example. */
    country: string
    example: boolean
    kind: CompactKind
    /** Null before its first step. */
    state: CompactState | null
    /** Since when it is in force. */
    begins: string | null
    ends: string | null
    /** The last day that was agreed on where it is closed down before `ends`; else null. */
    lastDay: string | null
  }
  /** The version in force, by number; null before entry into force. */
  version: number | null
  /** Its text; before entry into force that which waits to take effect, once it is signed; else null. */
  agreement: Agreement | null
  versions: { number: number; amendment: number; hash: string; takenEffect: string; signatures: number }[]
  steps: { on: string; from: CompactState | null; to: CompactState; reason: string | null }[]
  /** Every suspension that had begun, oldest first. */
  suspensions: PublicSuspension[]
  /** What was terminated in part, in the order in which it was decided. */
  partEnds: PublicPartEnd[]
  risks: PublicRisk[]
  money: PublicMoney | null
  results: PublicResults
  /** Reports that are overdue, the oldest first; of a compact that is over, those that never came. */
  overdue: PublicOverdue[]
  /** What was promised beside money and figures. Empty for what was put in from a public record. */
  promises: PublicPromise[]
  objections: PublicObjection[]
  documents: PublicDocument[]
}

export type Snapshot = Contents & {
  /** SHA-256 of the canonical JSON (RFC 8785) of everything else, in hexadecimal. */
  hash: string
}

/** Closes a snapshot: from then on it is told by its hash. */
export function sealed(contents: Contents): Snapshot {
  const hash = createHash('sha256')
  for (const piece of canonicalPieces(contents)) hash.update(piece)
  return { ...contents, hash: hash.digest('hex') }
}

const AT_ONCE = 500

/**
 * The canonical JSON (RFC 8785) of a snapshot without its hash, in pieces. Whoever has the whole
 * can hash it again.
 *
 * Entries are most of it. Their fields stand in the order of the alphabet already, and what comes
 * out of the database holds no half characters: so the quick writer says what the canonical one would.
 */
export function* canonicalPieces(snapshot: Contents | Snapshot): Generator<string> {
  const { hash: _, money, ...rest } = snapshot as Snapshot
  const whole = canonicalJson({ ...rest, money: null }, 'the snapshot')
  if (money === null) {
    yield whole
    return
  }
  const { entries, ...others } = money
  const inside = canonicalJson({ ...others, entries: [] }, 'the money')
  // `agreement` is the one field before it that could hold the same letters; strings cannot: their quotes are escaped.
  const [head, tail] = cut(whole, '"money":null')
  const [before, after] = cut(inside, '"entries":[]')
  yield `${head}"money":${before}"entries":[`
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const some = JSON.stringify(entries.slice(from, from + AT_ONCE)).slice(1, -1)
    yield from === 0 ? some : `,${some}`
  }
  yield `]${after}${tail}`
}

/** Around the last of these words: in both texts what follows is of our own making. */
function cut(text: string, words: string): [string, string] {
  const at = text.lastIndexOf(words)
  if (at < 0) throw new Error(`a snapshot without ${words}`)
  return [text.slice(0, at), text.slice(at + words.length)]
}
