import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { Keys } from '../../house/keys.ts'
import { parsed } from '../catalogue.ts'
import type { Methodology } from '../schema.ts'
import { type Assessment, findAssessment, methodologyText } from '../store.ts'
import { type DepartureKind, departureOf, departures, within } from './departures.ts'
import { type Gap, gaps, isSame, unsigned } from './gaps.ts'
import type { Decision, Declaration, Dissent, Signature, Signer } from './schema.ts'
import {
  decisionOf,
  declarationsOf,
  dissentsOf,
  organisationNames,
  signaturesOf,
  successorOf,
} from './store.ts'

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

/** Puts the memo of one version together. Throws Fault 404. */
export async function memoOf(
  { db, keys }: { db: Kysely<Tables>; keys: Keys },
  decision: Decision,
): Promise<Memo> {
  const assessment = await findAssessment(db, decision.assessment)
  const text = await methodologyText(db, assessment.methodology, assessment.version)
  const given = await signaturesOf(db, keys, decision.id)
  const named = decision.signers.map(({ organisation }) => organisation)
  const after = await successorOf(db, decision.id)
  return {
    decision,
    assessment,
    methodology: parsed(text, `${assessment.methodology}.yaml`),
    rows: rowsOf(assessment, decision),
    taken: takenOf(assessment, decision),
    gaps: decision.state === 'draft' ? gaps(assessment.result, decision.content) : [],
    dissents: await dissentsOf(db, keys, decision.id),
    declarations: await declarationsOf(db, keys, decision.id),
    signatures: decision.hash === null ? [] : given.filter(({ hash }) => hash === decision.hash),
    unsigned: unsigned(decision.signers, given, decision.hash),
    organisations: await organisationNames(db, named),
    before: decision.supersedes === null ? null : await decisionOf(db, decision.supersedes),
    after,
  }
}

function takenOf({ result }: Assessment, { content }: Decision): number {
  const first = new Set(within(result, content.size).map(({ unit }) => unit))
  return content.chosen.filter(({ unit }) => first.has(unit)).length
}

function rowsOf({ result }: Assessment, { content }: Decision): MemoRow[] {
  const units = new Map(result.units.map((unit) => [unit.unit, unit]))
  const justified = new Map(content.justifications.map(({ unit, text }) => [unit, text]))
  const row = (unit: string, chosen: boolean, departure: DepartureKind | null, reason: string): MemoRow => {
    const found = units.get(unit)
    return {
      unit,
      chosen,
      departure,
      standing: found?.standing ?? 'not assessed',
      rank: found?.rank ?? null,
      wouldRank: found?.wouldRank ?? null,
      rankRange: found?.rankRange ?? null,
      score: found?.score ?? null,
      scoreRange: found?.scoreRange ?? null,
      inShortlist: found?.inShortlist ?? null,
      reason,
      justification: departure === null ? '' : (justified.get(unit) ?? ''),
    }
  }
  return [
    ...content.chosen.map(({ unit, reason }) =>
      row(unit, true, departureOf(units.get(unit), content.size), reason),
    ),
    ...departures(result, content)
      .filter(({ kind }) => kind === 'left out')
      .map(({ unit }) => row(unit, false, 'left out', '')),
  ]
}

/** Everybody who must sign, with the signature where it was given. */
export function signingOf(memo: Memo): { signer: Signer; signature: Signature | null }[] {
  return memo.decision.signers.map((signer) => ({
    signer,
    signature: memo.signatures.find((each) => isSame(each, signer)) ?? null,
  }))
}

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
