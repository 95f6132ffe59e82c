import { type Kysely, sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import { type Actor, operator, system } from '../house/actor.ts'
import type { Tables } from '../house/database.ts'
import { recordEvent } from '../house/history/record-event.ts'
import type { Dataset, Fact, Observation, Series, Source } from './schema.ts'
import type { ImportCounts } from './store.ts'

export type Trx = Transaction<Tables>

/** A figure on its way in, with the line of the file it stands on. */
export type Incoming = Omit<Observation, 'id' | 'run'> & { line: number }

/** How many rows go to the database in one statement. */
export const BATCH = 5000

/**
 * Puts figures aside for comparison. They are seen by nobody: the comparison, the
 * writing and the emptying happen in the same transaction.
 */
export async function stage(trx: Trx, run: string, rows: Incoming[]): Promise<void> {
  if (rows.length === 0) return
  const moment = Date.now()
  const column = <Value>(read: (row: Incoming) => Value) => rows.map(read)
  await sql`
    insert into staged_observations (run, line, id, iso3, year, indicator, value, code, missing, standard_error,
      published, revised, basis, source, note)
    select ${run}::uuid, r.* from unnest(
      ${column((row) => row.line)}::int[], ${rows.map(() => v7({ msecs: moment }))}::uuid[],
      ${column((row) => row.iso3)}::text[], ${column((row) => row.year)}::int[],
      ${column((row) => row.indicator)}::text[], ${column((row) => row.value)}::float8[],
      ${column((row) => row.code)}::text[], ${column((row) => row.missing)}::text[],
      ${column((row) => row.standardError)}::float8[], ${column((row) => row.published)}::text[],
      ${column((row) => row.revised)}::text[], ${column((row) => row.basis)}::text[],
      ${column((row) => row.source)}::text[], ${column((row) => row.note)}::text[]
    ) as r`.execute(trx)
}

export type Duplicate = { indicator: string; iso3: string; year: number; lines: number[] }

/** Figures that the staged rows give more than once, with their lines; at most `most` of them. */
export async function duplicates(trx: Trx, run: string, most = 20): Promise<Duplicate[]> {
  const { rows } = await sql<Duplicate>`
    select indicator, iso3, year, array_agg(line order by line) as lines
    from staged_observations where run = ${run}
    group by indicator, iso3, year having count(*) > 1
    order by min(line) limit ${most}`.execute(trx)
  return rows
}

/**
 * Whose turn it is to change the data: waits for the others and then sees what they
 * wrote. A row lock, since advisory locks are not everywhere.
 */
export async function takeTurn(trx: Trx): Promise<void> {
  await sql`select version from data_version for update`.execute(trx)
}

/**
 * What an import may take away. `nothing`: absent rows stay. `series`: the file is the
 * whole of its series. `pack`: the pack is the whole of what earlier packs brought;
 * what a user imported himself stays in front of it.
 */
export type Reach = 'nothing' | 'series' | 'pack'

export type SampleRow = {
  change: 'added' | 'changed' | 'withdrawn'
  indicator: string
  iso3: string
  year: number
  before: string | null
  after: string | null
}

export type Comparison = {
  added: number
  changed: number
  withdrawn: number
  unchanged: number
  keptOwn: number
  sample: SampleRow[]
}

// A current figure is a user's own when a file brought it; to a file import that makes no difference.
const own = (reach: Reach) => (reach === 'pack' ? sql`(o.id is not null and b.kind = 'file')` : sql`false`)

// That a user brought it is no difference by itself: the same figure again changes nothing.
const isOther = sql`(s.value, s.code, s.missing, s.standard_error, s.published, s.revised,
    case when s.basis = 'imported here' then o.basis else s.basis end, s.source, s.note)
  is distinct from (o.value, o.code, o.missing, o.standard_error, o.published, o.revised, o.basis, o.source, o.note)`

const matched = (run: string, reach: Reach) => sql`
  select s.*, o.id as current_id, o.value as old_value, o.code as old_code, o.missing as old_missing,
    case when o.id is null then 'added' when ${own(reach)} then 'own' when ${isOther} then 'changed' else 'same' end as change
  from staged_observations s
  left join observations o on o.indicator = s.indicator and o.iso3 = s.iso3 and o.year = s.year
    and o.superseded_by is null
  left join import_runs b on b.id = o.run
  where s.run = ${run}`

// Every figure has a day on which it came out; the mark of a withdrawn one has none, so no vintage sees it.
const withdrawn = sql`(o.missing is not null and o.published is null)`

const gone = (run: string, reach: Reach) => sql`
  select o.* from observations o join import_runs b on b.id = o.run
  where o.superseded_by is null
    and ${reach === 'nothing' ? sql`false` : reach === 'pack' ? sql`b.kind = 'pack'` : sql`o.indicator in (select distinct indicator from staged_observations where run = ${run})`}
    and not ${withdrawn}
    and not exists (
      select 1 from staged_observations s
      where s.run = ${run} and s.indicator = o.indicator and s.iso3 = o.iso3 and s.year = o.year
    )`

/** How the staged figures differ from the current ones, with a few rows of each kind. */
export async function compare(trx: Trx, run: string, reach: Reach, sampleSize = 5): Promise<Comparison> {
  // Right after a large import nobody has counted the rows yet, and the two tables would be joined row by row.
  await sql`select refresh_statistics()`.execute(trx)
  const counts = await sql<{ change: string; n: number }>`
    select change, count(*) as n from (${matched(run, reach)}) m group by change`.execute(trx)
  const count = (change: string) => counts.rows.find((row) => row.change === change)?.n ?? 0
  const withdrawn = await countGone(trx, run, reach)

  const sample: SampleRow[] = []
  for (const change of ['added', 'changed'] as const) {
    if (count(change) === 0) continue
    const { rows } = await sql<Omit<SampleRow, 'change'>>`
      select indicator, iso3, year, coalesce(old_code, old_value::text, old_missing) as before,
        coalesce(code, value::text, missing) as after
      from (${matched(run, reach)}) m where change = ${change}
      order by indicator, iso3, year limit ${sampleSize}`.execute(trx)
    sample.push(...rows.map((row) => ({ change, ...row })))
  }
  if (withdrawn > 0) {
    const { rows } = await sql<Omit<SampleRow, 'change' | 'after'>>`
      select indicator, iso3, year, coalesce(code, value::text, missing) as before
      from (${gone(run, reach)}) g order by indicator, iso3, year limit ${sampleSize}`.execute(trx)
    sample.push(...rows.map((row) => ({ change: 'withdrawn' as const, ...row, after: null })))
  }
  return {
    added: count('added'),
    changed: count('changed'),
    withdrawn,
    unchanged: count('same'),
    keptOwn: count('own'),
    sample,
  }
}

/** How many current figures the staged ones lack, as far as the import reaches. */
export async function countGone(trx: Trx, run: string, reach: Reach): Promise<number> {
  if (reach === 'nothing') return 0
  const { rows } = await sql<{ n: number }>`select count(*) as n from (${gone(run, reach)}) g`.execute(trx)
  return rows[0]!.n
}

/**
 * Makes the staged figures current: what changed or went is marked with the run that
 * ended it and stays readable. The run itself must be recorded before.
 *
 * A figure of the pack that a user's file withdraws leaves a mark in its place, missing
 * for the reason `whyGone`: else the next reading of the pack would bring it back.
 */
export async function writeStaged(trx: Trx, run: string, reach: Reach, whyGone = ''): Promise<void> {
  const marks = reach === 'series' ? await packFiguresGone(trx, run) : []
  await sql`update observations set superseded_by = ${run}
    where id in (select g.id from (${gone(run, reach)}) g)`.execute(trx)
  await sql`update observations set superseded_by = ${run}
    where id in (select m.current_id from (${matched(run, reach)}) m where m.change = 'changed')`.execute(trx)
  // Sorting makes every look-up happen before the first row is written: else each would walk over the new ones.
  await sql`
    insert into observations (id, iso3, year, indicator, value, code, missing, standard_error, published, revised,
      basis, source, note, run)
    select s.id, s.iso3, s.year, s.indicator, s.value, s.code, s.missing, s.standard_error, s.published, s.revised,
      s.basis, s.source, s.note, s.run
    from staged_observations s
    where s.run = ${run} and not exists (
      select 1 from observations o
      where o.indicator = s.indicator and o.iso3 = s.iso3 and o.year = s.year and o.superseded_by is null
    )
    order by s.indicator, s.iso3, s.year`.execute(trx)
  await writeMarks(trx, run, marks, whyGone)
}

type Mark = { iso3: string; year: number; indicator: string; source: string }

async function packFiguresGone(trx: Trx, run: string): Promise<Mark[]> {
  const { rows } = await sql<Mark>`
    select g.iso3, g.year, g.indicator, g.source from (${gone(run, 'series')}) g
    where exists (
      select 1 from observations p join import_runs r on r.id = p.run
      where r.kind = 'pack' and p.indicator = g.indicator and p.iso3 = g.iso3 and p.year = g.year
    )`.execute(trx)
  return rows
}

async function writeMarks(trx: Trx, run: string, marks: Mark[], why: string): Promise<void> {
  if (marks.length === 0) return
  await sql`
    insert into observations (id, iso3, year, indicator, source, missing, note, run)
    select r.*, 'not published', ${why}::text, ${run}::uuid from unnest(
      ${marks.map(() => v7())}::uuid[], ${marks.map((mark) => mark.iso3)}::text[],
      ${marks.map((mark) => mark.year)}::int[], ${marks.map((mark) => mark.indicator)}::text[],
      ${marks.map((mark) => mark.source)}::text[]
    ) as r`.execute(trx)
}

/** Empties what was put aside. */
export async function clearStaged(trx: Trx, run: string): Promise<void> {
  await sql`delete from staged_observations where run = ${run}`.execute(trx)
}

export type RunRecord = {
  id: string
  kind: 'pack' | 'file'
  fileName: string
  sha256: string
  bytes: number
  who: string
  started: Date
  finished: Date
  counts: ImportCounts
}

/**
 * Keeps who brought which file when, and what it changed, with its event. Pages list the
 * runs: whoever records one raises the data version in the same transaction.
 */
export async function recordRun(
  trx: Trx,
  run: RunRecord,
  anythingChanged: boolean,
  // A file comes by command; what the program ships it reads by itself.
  actor: Actor = run.kind === 'pack' ? system : operator,
): Promise<void> {
  await trx
    .insertInto('import_runs')
    .values({
      id: run.id,
      kind: run.kind,
      file_name: run.fileName,
      sha256: run.sha256,
      bytes: run.bytes,
      who: run.who,
      started: run.started,
      finished: run.finished,
      state: anythingChanged ? 'applied' : 'unchanged',
      counts: JSON.stringify(run.counts),
    })
    .execute()
  const { kind, fileName, sha256, bytes, counts } = run
  await recordEvent(trx, {
    record: { kind: 'import-run', id: run.id },
    action: 'imported',
    before: null,
    after: { kind, fileName, sha256, bytes, counts: { ...counts } },
    actor,
    at: run.finished,
  })
}

type Named = { kind: 'source' | 'series' | 'dataset'; definition: Source | Series | Dataset }

/** Brings definitions up to date; answers how many were new or different. Needs the turn and the run's record. */
export async function writeDefinitions(trx: Trx, run: string, given: Named[]): Promise<number> {
  const current = new Map(
    (
      await trx
        .selectFrom('definitions')
        .select(['id', 'kind', 'name', 'definition'])
        .where('superseded_by', 'is', null)
        .execute()
    ).map((row) => [`${row.kind} ${row.name}`, row] as const),
  )
  let written = 0
  for (const { kind, definition } of given) {
    const old = current.get(`${kind} ${definition.id}`)
    if (old && canonical(old.definition) === canonical(definition)) continue
    if (old) {
      await trx.updateTable('definitions').set({ superseded_by: run }).where('id', '=', old.id).execute()
    }
    await trx
      .insertInto('definitions')
      .values({
        id: v7(),
        kind,
        name: definition.id,
        definition: JSON.stringify(definition),
        run,
        superseded_by: null,
      })
      .execute()
    written++
  }
  return written
}

/** JSON with its keys in order: the database keeps them in an order of its own. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

export type IncomingFact = Omit<Fact, 'id' | 'run'>
export type FactChanges = {
  added: IncomingFact[]
  changed: { id: string; fact: IncomingFact }[]
  withdrawn: string[]
}

/** How the pack's facts differ from the current ones that earlier packs brought. */
export async function compareFacts(trx: Kysely<Tables>, given: IncomingFact[]): Promise<FactChanges> {
  const current = new Map(
    (
      await trx
        .selectFrom('facts as f')
        .innerJoin('import_runs as r', 'r.id', 'f.run')
        .selectAll('f')
        .where('f.superseded_by', 'is', null)
        .where('r.kind', '=', 'pack')
        .execute()
    ).map((row) => [`${row.dataset}\n${row.iso3}\n${row.fact_key}`, row] as [string, typeof row]),
  )
  const changes: FactChanges = { added: [], changed: [], withdrawn: [] }
  for (const fact of given) {
    const key = `${fact.dataset}\n${fact.iso3}\n${fact.key}`
    const old = current.get(key)
    current.delete(key)
    if (!old) changes.added.push(fact)
    else {
      const before = canonical([
        old.from_day,
        old.to_day,
        old.when_said,
        old.fields,
        old.source,
        old.evidence,
        old.note,
      ])
      const after = canonical([
        fact.from,
        fact.to,
        fact.when,
        fact.fields,
        fact.source,
        fact.evidence,
        fact.note,
      ])
      if (before !== after) changes.changed.push({ id: old.id, fact })
    }
  }
  changes.withdrawn = [...current.values()].map((row) => row.id)
  return changes
}

export async function writeFacts(trx: Trx, run: string, changes: FactChanges): Promise<void> {
  const ended = [...changes.withdrawn, ...changes.changed.map((each) => each.id)]
  if (ended.length > 0) {
    await sql`update facts set superseded_by = ${run} where id in (select unnest(${ended}::uuid[]))`.execute(
      trx,
    )
  }
  const rows = [...changes.added, ...changes.changed.map((each) => each.fact)]
  if (rows.length === 0) return
  await sql`
    insert into facts (run, id, dataset, iso3, fact_key, from_day, to_day, when_said, fields, source, evidence, note)
    select ${run}::uuid, r.id, r.dataset, r.iso3, r.fact_key, r.from_day, r.to_day, r.when_said, r.fields::jsonb,
      r.source, r.evidence, r.note
    from unnest(
      ${rows.map(() => v7())}::uuid[], ${rows.map((row) => row.dataset)}::text[],
      ${rows.map((row) => row.iso3)}::text[], ${rows.map((row) => row.key)}::text[],
      ${rows.map((row) => row.from)}::text[], ${rows.map((row) => row.to)}::text[],
      ${rows.map((row) => row.when)}::text[], ${rows.map((row) => JSON.stringify(row.fields))}::text[],
      ${rows.map((row) => row.source)}::text[], ${rows.map((row) => row.evidence)}::text[],
      ${rows.map((row) => row.note)}::text[]
    ) as r(id, dataset, iso3, fact_key, from_day, to_day, when_said, fields, source, evidence, note)`.execute(
    trx,
  )
}
