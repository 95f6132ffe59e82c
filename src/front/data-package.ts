import { factColumns, observationColumns, sourceColumns } from '../indicators/csv-tables.ts'
import type { Dataset, Series, Source } from '../indicators/schema.ts'
import { countryColumns } from './answers.ts'

/**
 * A Frictionless Data Package (specs.frictionlessdata.io): every table that can be
 * taken away as CSV, with the type of each column, where it comes from and its licence.
 * Paths are relative to `/data/`, where the package itself stands.
 */
export function dataPackage(series: Series[], datasets: Dataset[], sources: Source[]) {
  const known = new Map(sources.map((source) => [source.id, source]))
  const origin = (id: string) => {
    const source = known.get(id)
    if (!source) return { sources: [{ title: id }], licenses: [] }
    return {
      sources: [
        {
          title: `${source.publisher}, ${source.title}`,
          ...(source.url === null ? {} : { path: source.url }),
        },
      ],
      licenses: [{ name: licenceName(source.licence), title: source.licence }],
    }
  }
  const table = (
    name: string,
    title: string,
    description: string,
    source: string,
    fields: readonly object[],
  ) => ({
    name,
    path: `${name}.csv`,
    title,
    description,
    profile: 'tabular-data-resource',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    ...origin(source),
    schema: { fields, missingValues: [''] },
  })
  return {
    profile: 'data-package',
    name: 'tipping-point',
    title: 'TIPping Point: public figures',
    description:
      'An empty cell is not known, never zero; “missing” says why where a reason is recorded. A text cell that a spreadsheet would read as a formula (beginning with = + - @, a tab or a carriage return) has an apostrophe in front.',
    resources: [
      table(
        'countries',
        'Countries',
        'Every country with its newest tier and where each method puts it.',
        'us-tip-report',
        countryColumns,
      ),
      table(
        'sources',
        'Sources',
        'Where the figures come from, with coverage, gaps and licence.',
        'us-tip-report',
        sourceColumns,
      ),
      ...series.map(({ id, title, unit, note, source }) =>
        table(id, title.en, [unit.en, note?.en].filter(Boolean).join('. '), source, observationColumns),
      ),
      ...datasets.map(({ id, title, note, source }) =>
        table(id, title.en, note?.en ?? title.en, source, factColumns),
      ),
    ],
  }
}

/** A licence as Open Definition and SPDX name it; our own word where they have none. */
function licenceName(licence: string): string {
  const text = licence.toLowerCase()
  if (text.includes('cc by 4.0') || text.includes('cc-by 4.0')) return 'CC-BY-4.0'
  if (text.includes('cc by 3.0')) return 'CC-BY-3.0-IGO'
  if (text.includes('cc0')) return 'CC0-1.0'
  if (text.startsWith('mit')) return 'MIT'
  if (text.includes('public domain')) return 'other-pd'
  return 'other-open'
}
