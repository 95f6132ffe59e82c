import { guardedCsvLine } from './csv-text.ts'
import type { Fact, Observation, Source } from './schema.ts'

/*
 * The tables that can be taken away as CSV: their columns, described as Frictionless
 * Table Schema does, and their lines. Text that a spreadsheet would read as a formula
 * is written with an apostrophe in front; numbers never are.
 */

type Column = { name: string; type: string; description?: string; format?: string; constraints?: object }

/** Columns of a table of figures, in the order of its cells. */
export const observationColumns = [
  { name: 'indicator', type: 'string', constraints: { required: true } },
  {
    name: 'iso3',
    type: 'string',
    description: 'ISO 3166-1 alpha-3; XKX for Kosovo',
    constraints: { required: true },
  },
  { name: 'year', type: 'integer', description: 'The year it describes', constraints: { required: true } },
  { name: 'value', type: 'number', description: 'Empty is not known, never zero' },
  { name: 'code', type: 'string', description: 'For series of codes, e.g. tiers' },
  { name: 'missing', type: 'string', description: 'Why there is no value, where a reason is recorded' },
  { name: 'standard_error', type: 'number' },
  {
    name: 'published',
    type: 'string',
    description: 'Day on which this year’s figure first became known, by table or rule',
  },
  {
    name: 'revised',
    type: 'string',
    description: 'Edition the figure is taken from: YYYY, YYYY-MM or YYYY-MM-DD',
  },
  { name: 'basis', type: 'string', description: 'On what it rests where it was not simply read' },
  { name: 'source', type: 'string', constraints: { required: true } },
  { name: 'note', type: 'string' },
] as const satisfies Column[]

/** Columns of a table of dated statements, in the order of its cells. */
export const factColumns = [
  { name: 'dataset', type: 'string', constraints: { required: true } },
  { name: 'iso3', type: 'string', constraints: { required: true } },
  { name: 'key', type: 'string' },
  { name: 'from', type: 'string', description: 'First day of the time it speaks of' },
  { name: 'to', type: 'string', description: 'Last day; 9999-12-31 is open' },
  { name: 'when', type: 'string', description: 'The time as its source words it' },
  { name: 'fields', type: 'object', description: 'What is stated, as JSON; null is not stated' },
  { name: 'source', type: 'string', constraints: { required: true } },
  { name: 'evidence', type: 'string' },
  { name: 'note', type: 'string' },
] as const satisfies Column[]

/** Columns of the table of sources, in the order of its cells. */
export const sourceColumns = [
  { name: 'id', type: 'string', constraints: { required: true } },
  { name: 'publisher', type: 'string' },
  { name: 'title', type: 'string' },
  { name: 'url', type: 'string' },
  { name: 'licence', type: 'string' },
  { name: 'attribution', type: 'string' },
  { name: 'retrieved', type: 'string' },
  { name: 'revised', type: 'string' },
  { name: 'coverage', type: 'string' },
  { name: 'gaps', type: 'string' },
  { name: 'in_pack', type: 'boolean' },
] as const satisfies Column[]

/** Figures as CSV, with their head. */
export function observationsCsv(observations: Observation[]): string {
  return csv(
    observationColumns,
    observations.map((one) => [
      one.indicator,
      one.iso3,
      one.year,
      one.value,
      one.code,
      one.missing,
      one.standardError,
      one.published,
      one.revised,
      one.basis,
      one.source,
      one.note,
    ]),
  )
}

/** Dated statements as CSV, with their head. */
export function factsCsv(facts: Fact[]): string {
  return csv(
    factColumns,
    facts.map((fact) => [
      fact.dataset,
      fact.iso3,
      fact.key,
      fact.from,
      fact.to,
      fact.when,
      JSON.stringify(fact.fields),
      fact.source,
      fact.evidence,
      fact.note,
    ]),
  )
}

/** Sources as CSV, with their head. */
export function sourcesCsv(sources: Source[]): string {
  return csv(
    sourceColumns,
    sources.map((source) => [
      source.id,
      source.publisher,
      source.title,
      source.url,
      source.licence,
      source.attribution,
      source.retrieved,
      source.revised,
      source.coverage,
      source.gaps,
      String(source.inPack),
    ]),
  )
}

function csv(columns: readonly Column[], rows: (string | number | null)[][]): string {
  const lines = [columns.map(({ name }) => name), ...rows]
  return lines.map(guardedCsvLine).join('')
}
