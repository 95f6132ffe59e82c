import type { Kysely } from 'kysely'
import type { Tables } from '../../house/database.ts'
import type { Keys } from '../../house/keys.ts'
import { listSources } from '../../indicators/store.ts'
import { parsed } from '../catalogue.ts'
import { sourcesOf } from '../groups.ts'
import { type Assessment, findAssessment, methodologyText } from '../store.ts'
import { type DepartureKind, departureOf, departures, within } from './departures.ts'
import { gaps, unsigned } from './gaps.ts'
import { type Memo, type MemoRow, withReplaced } from './memo.ts'
import type { Decision } from './schema.ts'
import {
  decisionOf,
  declarationsOf,
  dissentsOf,
  organisationNames,
  signaturesOf,
  successorOf,
} from './store.ts'

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
  const cards = new Map((await listSources(db)).map((source) => [source.id, source]))
  return {
    decision,
    assessment,
    methodology: parsed(text, `${assessment.methodology}.yaml`),
    rows: rowsOf(assessment, decision),
    taken: takenOf(assessment, decision),
    gaps: decision.state === 'draft' ? gaps(assessment.result, decision.content) : [],
    sources: sourcesOf(assessment.inputs).map((id) => {
      const { publisher = '–', title = '–', licence = '–' } = cards.get(id) ?? {}
      return { id, publisher, title, licence }
    }),
    dissents: await dissentsOf(db, keys, decision.id),
    ...withReplaced(
      await declarationsOf(db, keys, decision.id),
      given.filter(({ hash }) => hash === decision.hash),
    ),
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
