import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Type from 'typebox'
import { Value } from 'typebox/value'
import { LineCounter, parseDocument } from 'yaml'
import { Unusable } from '../house/errors.ts'
import { completenesses, type Dataset, type Series, type Source } from './schema.ts'

/**
 * What a `source.yaml` says: the source's card, its series, its datasets with their
 * editions, what was checked, and – for a source that is not in the pack – what a
 * user should know of its terms before he brings a copy.
 */
export type Definition = {
  source: Source
  series: Series[]
  datasets: Dataset[]
  termsWarning: string | null
}

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Words = Type.Object(
  {
    en: Type.String({ minLength: 1 }),
    fr: Type.Optional(Type.String()),
    es: Type.Optional(Type.String()),
    pt: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
/** What an edition is known by: a year, a month or a day. Words such as “or later” belong in a note. */
const EditionDay = Type.String({ pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' })

const Release = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('table'),
      basis: Type.String(),
      days: Type.Record(Type.String(), Type.Object({ day: Day, certainty: Type.String() })),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('offset'),
      basis: Type.String(),
      years: Type.Integer({ minimum: 0, maximum: 20 }),
      monthDay: Type.String({ pattern: '^\\d{2}-\\d{2}$' }),
    },
    { additionalProperties: false },
  ),
])

const id = Type.String({ pattern: '^[a-z0-9][a-z0-9_-]{0,79}$' })

const SourceYaml = Type.Object(
  {
    source: Type.Object(
      {
        id,
        publisher: Type.String({ minLength: 1 }),
        title: Type.String({ minLength: 1 }),
        url: nullable(Type.String()),
        licence: Type.String({ minLength: 1 }),
        attribution: nullable(Type.String()),
        retrieved: nullable(Type.String()),
        revised: nullable(EditionDay),
        coverage: Type.String(),
        gaps: Type.String(),
      },
      { additionalProperties: false },
    ),
    termsWarning: Type.Optional(Type.String()),
    series: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id,
            title: Words,
            unit: Words,
            unitSpellings: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
            kind: Type.Union([Type.Literal('number'), Type.Literal('code')]),
            codes: Type.Optional(nullable(Type.Array(Type.String(), { minItems: 1 }))),
            direction: Type.Union([Type.Literal(1), Type.Literal(-1), Type.Literal(0)]),
            range: Type.Optional(
              nullable(Type.Object({ min: nullable(Type.Number()), max: nullable(Type.Number()) })),
            ),
            release: Release,
            revised: Type.Optional(nullable(EditionDay)),
            note: Type.Optional(nullable(Words)),
          },
          { additionalProperties: false },
        ),
      ),
    ),
    datasets: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id,
            title: Words,
            note: Type.Optional(nullable(Words)),
            editions: Type.Optional(
              Type.Array(
                Type.Object(
                  {
                    key: Type.String(),
                    from: Day,
                    to: Day,
                    completeness: Type.Union(completenesses.map((each) => Type.Literal(each))),
                    size: nullable(Type.Integer()),
                    note: nullable(Type.String()),
                  },
                  { additionalProperties: false },
                ),
              ),
            ),
          },
          { additionalProperties: false },
        ),
      ),
    ),
  },
  { additionalProperties: false },
)

/**
 * The definition in one `source.yaml`. Throws Unusable with file, line and remedy when
 * it is not YAML or lacks what a definition needs.
 */
export function readDefinition(file: string, inPack: boolean): Definition {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines })
  const broken = document.errors[0]
  if (broken) {
    throw new Unusable('A source definition is not valid YAML', [
      {
        place: `${file}:${broken.linePos?.[0].line ?? 1}`,
        message: broken.message.split('\n')[0]!,
        remedy: 'Mend the line; indentation is two spaces, texts with a colon need quotes.',
      },
    ])
  }
  const content: unknown = document.toJS()
  const faults = Value.Errors(SourceYaml, content)
  if (faults.length > 0 || !Value.Check(SourceYaml, content)) {
    throw new Unusable(
      'A source definition cannot be used',
      faults.slice(0, 10).map((fault) => ({
        place: `${file} ${fault.instancePath || '/'}`,
        message: fault.message,
        remedy: 'Compare with docs/methods/importing.md, “A source of your own”.',
      })),
    )
  }
  const source = content.source.id
  return {
    source: { ...content.source, inPack },
    termsWarning: content.termsWarning ?? null,
    series: (content.series ?? []).map((series) => ({
      ...series,
      source,
      codes: series.codes ?? null,
      range: series.range ?? null,
      revised: series.revised ?? null,
      note: words(series.note),
      title: text(series.title),
      unit: text(series.unit),
    })),
    datasets: (content.datasets ?? []).map((dataset) => ({
      ...dataset,
      source,
      title: text(dataset.title),
      note: words(dataset.note),
      editions: dataset.editions ?? [],
    })),
  }
}

type Words = { en: string; fr?: string | undefined; es?: string | undefined; pt?: string | undefined }

function text(given: Words): Series['title'] {
  const { en, fr, es, pt } = given
  return { en, ...(fr ? { fr } : {}), ...(es ? { es } : {}), ...(pt ? { pt } : {}) }
}

function words(given: Words | null | undefined): Series['note'] {
  return given ? text(given) : null
}

/** Definitions of sources that are not in the pack: a user brings a copy (`data-definitions/*.yaml`). */
export function readPresets(root: string): Definition[] {
  const folder = path.join(root, 'data-definitions')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readDefinition(path.join(folder, name), false))
}
