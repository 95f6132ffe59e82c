import type { Methodology } from '../schema.ts'
import type { Assessment } from '../store.ts'
import type { DepartureKind } from './departures.ts'
import { type Gap, isSame } from './gaps.ts'
import type { Decision, Declaration, Dissent, Said, Signature, Signer } from './schema.ts'

/** One country of the memo: chosen, or left out though it ranks within. */
export type MemoRow = {
  unit: string
  chosen: boolean
  /** How it departs from the ranking; null when it does not. */
  departure: DepartureKind | null
  standing: 'in' | 'out' | 'unknown' | 'not assessed'
  rank: number | null
  /** The rank an unknown would take if what is not known were confirmed. */
  wouldRank: number | null
  /** 90 % sensitivity range of the rank, as the assessment has it; null where it was not drawn. */
  rankRange: [number, number] | null
  score: number | null
  scoreRange: [number, number] | null
  /** Share of runs, 0 to 1, in which it was among the first of the assessment. */
  inShortlist: number | null
  reason: string
  justification: string
}

/** All that a decision tells: page, PDF, tables, JSON and command are drawn from this alone. */
export type Memo = {
  decision: Decision
  assessment: Assessment
  methodology: Methodology
  rows: MemoRow[]
  /** How many of those chosen rank within. */
  taken: number
  gaps: Gap[]
  /** What the figures rest on, the most used first. */
  sources: { id: string; publisher: string; title: string; licence: string }[]
  dissents: Dissent[]
  declarations: Declaration[]
  /** Signatures of the text as it stands. */
  signatures: Signature[]
  /** Who must still sign it. */
  unsigned: Signer[]
  /** Names of the organisations that must sign. */
  organisations: ReadonlyMap<string, string>
  /** The version this one takes the place of, and the one that takes its place. */
  before: Pick<Decision, 'id' | 'version' | 'state'> | null
  after: Pick<Decision, 'id' | 'version' | 'state' | 'why'> | null
}

/** Everybody who must sign, with the signature where it was given. */
export function signingOf(memo: Memo): { signer: Signer; signature: Signature | null }[] {
  return memo.decision.signers.map((signer) => ({
    signer,
    signature: memo.signatures.find((each) => isSame(each, signer)) ?? null,
  }))
}

/**
 * What was said on conflicts, each marked with the day on which the same person declared anew. A signature declares too.
 * Nothing is taken out: an earlier word stands, and it is told that another holds.
 */
export function withReplaced(
  declarations: readonly Declaration[],
  signatures: readonly Signature[],
): { declarations: Declaration[]; signatures: Signature[] } {
  const place = ({ at, id }: Said) => `${at} ${id}`
  const all: Said[] = [...declarations, ...signatures].sort((a, b) => (place(a) < place(b) ? -1 : 1))
  const mark = <Each extends Said>(each: Each): Each => {
    const later = all.find((other) => other.person === each.person && place(other) > place(each))
    return { ...each, replaced: later?.at.slice(0, 10) ?? null }
  }
  return { declarations: declarations.map(mark), signatures: signatures.map(mark) }
}

/** The first letters of the text something was said on, where another text stands; null where it is that one. */
export const earlierText = (
  { decision }: Pick<Memo, 'decision'>,
  { hash }: { hash: string },
): string | null => (hash === decision.hash ? null : hash.slice(0, 8))

/** The commands that make what a memo shows again; `test` runs each as it is printed. */
export function commandsOf({ decision, assessment }: Memo) {
  return {
    list: `npx tp select decision show ${decision.id} --json`,
    ranks: `npx tp select assessment ${assessment.id} --json`,
    departures: `npx tp select decision export ${decision.id} --format csv`,
    text: `npx tp select decision export ${decision.id} --format text --out decision-${decision.id}.json`,
  }
}

/** Address of a decision, without language. */
export const decisionPath = (id: string, rest = '') => `/decisions/${id}${rest}`
