import { v7 } from 'uuid'
import { sha256hex } from '../estimators/digest.ts'
import type { Actor } from '../house/actor.ts'
import { bumpDataVersion } from '../house/data-version.ts'
import type { Db } from '../house/database.ts'
import { recordEvent } from '../house/history/record-event.ts'
import { transact } from '../house/transact.ts'
import { recordRun, takeTurn, writeDefinitions, writeFacts } from '../indicators/ingest.ts'
import type { Source } from '../indicators/schema.ts'
import type { FieldError } from '../ui/form.tsx'
import type { Say } from '../ui/language.ts'
import type { Gate, Methodology } from './schema.ts'
import type { words } from './words.ts'

/** A fact somebody holds that the house lacks: what was so in a country at a time, and where that is written. */
export type RecordedFact = {
  dataset: string
  unit: string
  status: string
  from: string
  to: string
  evidence: string
  /** Who says so, where it is not the evidence itself: an office, never a person, for it is public and stays. */
  saidBy: string | null
}

export const recordedSource: Source = {
  id: 'recorded-here',
  publisher: 'Recorded by users of this installation',
  title: 'Facts recorded by hand, each with its own evidence',
  url: null,
  licence: 'As the evidence named in each fact',
  attribution: null,
  retrieved: null,
  revised: null,
  coverage: 'Single facts that the reference pack lacks.',
  gaps: 'Not checked by anybody but whoever recorded it.',
  inPack: false,
}

const longest = { evidence: 1000, 'said-by': 120 }

/** The gate whose missing facts can be recorded, if the methodology has one. */
export function recordableGate(methodology: Methodology): Extract<Gate, { status: string }> | null {
  return methodology.gates.find((gate): gate is Extract<Gate, { status: string }> => 'status' in gate) ?? null
}

/** Checks a form; answers the fact, or every field that is wrong. */
export function readRecorded(
  gate: Extract<Gate, { status: string }>,
  units: string[],
  form: Record<string, string>,
  today: string,
  say: Say<keyof (typeof words)['en']>,
): { fact: RecordedFact } | { errors: FieldError[] } {
  const value = (name: string) => (form[name] ?? '').trim()
  const errors: FieldError[] = []
  const wrong = (field: string, message: string) => errors.push({ field, message })
  const statuses = [...gate.passes, ...gate.fails, ...(gate.undecided ?? [])]

  if (!units.includes(value('unit'))) wrong('unit', say('record.bad choice'))
  if (!statuses.includes(value('status'))) wrong('status', say('record.bad choice'))
  for (const field of ['from', 'to'] as const) {
    if (value(field) === '') wrong(field, say('record.required'))
    else if (!isDay(value(field)) || (field === 'from' && value(field) > today))
      wrong(field, say('record.bad day'))
  }
  if (isDay(value('from')) && isDay(value('to')) && value('to') < value('from'))
    wrong('to', say('record.order'))
  if (value('evidence') === '') wrong('evidence', say('record.required'))
  for (const field of ['evidence', 'said-by'] as const) {
    if (value(field).length > longest[field]) wrong(field, say('record.too long', { most: longest[field] }))
  }
  if (errors.length > 0) return { errors }
  return {
    fact: {
      dataset: gate.status,
      unit: value('unit'),
      status: value('status'),
      from: value('from'),
      to: value('to'),
      evidence: value('evidence'),
      saidBy: value('said-by') || null,
    },
  }
}

/** Whether a text is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  )
}

/** What the list of imports says: the event names the person, under their number. */
function recorder(actor: Actor): string {
  return actor.as === 'person' ? 'somebody signed in' : `${actor.as} of this installation`
}

/** Keeps a fact beside those of the pack. The same fact sent twice is kept once. */
export async function recordFact(db: Db, fact: RecordedFact, now: Date, actor: Actor): Promise<void> {
  const key = `recorded ${sha256hex(JSON.stringify([fact.status, fact.from, fact.to, fact.evidence])).slice(0, 16)}`
  await transact(db, async (trx) => {
    await takeTurn(trx)
    const known = await trx
      .selectFrom('facts')
      .select('id')
      .where('dataset', '=', fact.dataset)
      .where('iso3', '=', fact.unit)
      .where('fact_key', '=', key)
      .where('superseded_by', 'is', null)
      .executeTakeFirst()
    if (known) return
    const run = v7({ msecs: now.getTime() })
    const text = JSON.stringify(fact)
    const counts = {
      added: 0,
      changed: 0,
      withdrawn: 0,
      unchanged: 0,
      keptOwn: 0,
      factsAdded: 1,
      factsChanged: 0,
      factsWithdrawn: 0,
    }
    await recordRun(
      trx,
      {
        id: run,
        kind: 'file',
        fileName: 'recorded by hand',
        sha256: sha256hex(text),
        bytes: text.length,
        who: recorder(actor),
        started: now,
        finished: now,
        counts,
      },
      true,
      actor,
    )
    await recordEvent(trx, {
      record: { kind: 'fact', id: `${fact.dataset}/${fact.unit}/${key.replace('recorded ', '')}` },
      action: 'recorded',
      before: null,
      after: { ...fact, run },
      actor,
      at: now,
    })
    await writeDefinitions(trx, run, [{ kind: 'source', definition: recordedSource }])
    await writeFacts(trx, run, {
      added: [
        {
          dataset: fact.dataset,
          iso3: fact.unit,
          key,
          from: fact.from,
          to: fact.to,
          when: fact.from === fact.to ? fact.from : `${fact.from} – ${fact.to}`,
          fields: { status: fact.status },
          source: recordedSource.id,
          evidence: fact.evidence,
          note: fact.saidBy === null ? null : `Said by ${fact.saidBy}`,
        },
      ],
      changed: [],
      withdrawn: [],
    })
    await bumpDataVersion(trx)
  })
}
