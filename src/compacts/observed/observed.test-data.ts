import { readFileSync } from 'node:fs'
import path from 'node:path'
import Papa from 'papaparse'
import { v7 } from 'uuid'
import { parse } from 'yaml'
import type { Db } from '../../house/database.ts'
import { projectRoot } from '../../house/settings.ts'
import { packFolder } from '../../indicators/pack.ts'
import type { Fact } from '../../indicators/schema.ts'

/** The facts on compacts of the reference pack, as they stand in its file. */
export function factsOfPack(): Fact[] {
  const file = path.join(packFolder(projectRoot()), 'us-cpc', 'facts.csv')
  const rows = Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data
  return rows.map((row) => ({
    id: v7(),
    dataset: row.dataset ?? '',
    iso3: row.iso3 ?? '',
    key: row.key ?? '',
    from: row.from ?? '',
    to: row.to ?? '',
    when: row.when ?? '',
    fields: JSON.parse(row.fields ?? '{}'),
    source: 'us-cpc',
    evidence: row.evidence || null,
    note: row.note || null,
    run: '',
  }))
}

/** Puts them, and their source, into a database: a small part of the pack, fast. */
export async function loadCompacts(db: Db): Promise<void> {
  const run = v7()
  const at = new Date('2025-07-01T12:00:00Z')
  await db
    .insertInto('import_runs')
    .values({
      id: run,
      kind: 'pack',
      file_name: 'us-cpc',
      sha256: '0'.repeat(64),
      bytes: 0,
      who: 'test',
      started: at,
      finished: at,
      state: 'applied',
      counts: JSON.stringify({}),
    })
    .execute()
  const file = path.join(packFolder(projectRoot()), 'us-cpc', 'source.yaml')
  const { source } = parse(readFileSync(file, 'utf8'))
  await db
    .insertInto('definitions')
    .values({
      id: v7(),
      kind: 'source',
      name: 'us-cpc',
      definition: JSON.stringify(source),
      run,
      superseded_by: null,
    })
    .execute()
  await db
    .insertInto('facts')
    .values(
      factsOfPack().map((fact) => ({
        id: fact.id,
        dataset: fact.dataset,
        iso3: fact.iso3,
        fact_key: fact.key,
        from_day: fact.from,
        to_day: fact.to,
        when_said: fact.when,
        fields: JSON.stringify(fact.fields),
        source: fact.source,
        evidence: fact.evidence,
        note: fact.note,
        run,
        superseded_by: null,
      })),
    )
    .execute()
}
