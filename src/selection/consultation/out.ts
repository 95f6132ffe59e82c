import { Type } from 'typebox'
import { guardedCsvLine } from '../../indicators/csv-text.ts'
import type { Results } from './results.ts'
import { joinedBy, type Points, type Round, stateOf } from './schema.ts'

/* What is public of a consultation, for machines: the same as on its pages, kept back alike. */

const exactly = { additionalProperties: false }
const PointsShape = Type.Record(Type.String(), Type.Number())

export const RoundShape = Type.Object(
  {
    id: Type.String(),
    methodology: Type.String(),
    version: Type.Integer(),
    question: Type.String(),
    language: Type.String(),
    state: Type.String(),
    opens: Type.String(),
    closes: Type.String(),
    announced: Type.Union([Type.String(), Type.Null()]),
    calledOff: Type.Union([Type.Object({ at: Type.String(), why: Type.String() }, exactly), Type.Null()]),
    weighed: Type.String(),
    ways: Type.Array(Type.String()),
    membership: Type.String(),
    fewest: Type.Integer(),
    groups: Type.Array(
      Type.Object(
        {
          key: Type.String(),
          kind: Type.String(),
          name: Type.Union([Type.String(), Type.Null()]),
          share: Type.Number(),
        },
        exactly,
      ),
    ),
  },
  exactly,
)

export function roundJson(round: Round, at: Date) {
  const { id, methodology, version, question, language, level, ways, membership, fewest, groups } = round
  return {
    id,
    methodology,
    version,
    question,
    language,
    state: stateOf(round, at),
    opens: round.opens.toISOString(),
    closes: round.closes.toISOString(),
    announced: round.published?.toISOString() ?? null,
    calledOff:
      round.calledOff === null ? null : { at: round.calledOff.toISOString(), why: round.calledOffWhy ?? '' },
    weighed: level,
    ways,
    membership,
    fewest,
    groups,
  }
}

export const ResultsShape = Type.Object(
  {
    consultation: RoundShape,
    written: PointsShape,
    complete: Type.Boolean(),
    groups: Type.Array(
      Type.Object(
        {
          key: Type.String(),
          share: Type.Number(),
          shown: Type.Boolean(),
          answers: Type.Optional(Type.Integer()),
          onPaper: Type.Optional(
            Type.Union([Type.Integer(), Type.Null()], {
              description: 'How many came on paper; null where some did and how many is not told',
            }),
          ),
          joinedBy: Type.String(),
          spread: Type.Optional(
            Type.Record(
              Type.String(),
              Type.Object(
                { mean: Type.Number(), low: Type.Number(), median: Type.Number(), high: Type.Number() },
                exactly,
              ),
            ),
          ),
          comments: Type.Optional(Type.Array(Type.String())),
        },
        exactly,
      ),
    ),
    readings: Type.Array(Type.Object({ kind: Type.String(), points: PointsShape }, exactly)),
    without: Type.Array(
      Type.Object({ key: Type.String(), points: Type.Union([PointsShape, Type.Null()]) }, exactly),
    ),
  },
  exactly,
)

export function resultsJson(round: Round, at: Date, written: Points, results: Results) {
  const { complete, groups, readings, without } = results
  const told = groups.map((group) => ({ ...group, joinedBy: joinedBy(round, group.key) }))
  return { consultation: roundJson(round, at), written, complete, groups: told, readings, without }
}

/** One row for each group and part; of a group that is not shown one row that says so. Points of 100. */
export function resultsCsv(
  round: Pick<Round, 'membership' | 'groups'>,
  written: Points,
  { groups, readings }: Results,
): string {
  const head = [
    'what',
    'which',
    'share_percent',
    'answers',
    'on_paper',
    'part',
    'points',
    'lower_quartile',
    'median',
    'upper_quartile',
    'joined_by',
  ]
  const digits = (value: number) => Number(value.toFixed(6))
  const plain = (which: string, points: Points) =>
    Object.entries(points).map(([id, value]) => [
      'weights',
      which,
      null,
      null,
      null,
      id,
      digits(value),
      null,
      null,
      null,
      null,
    ])
  const rows = [
    ...groups.flatMap((group): (string | number | null)[][] =>
      group.shown
        ? Object.entries(group.spread).map(([id, { mean, low, median, high }]) => [
            'group',
            group.key,
            group.share,
            group.answers,
            group.onPaper ?? 'some',
            id,
            digits(mean),
            digits(low),
            digits(median),
            digits(high),
            joinedBy(round, group.key),
          ])
        : [
            [
              'group',
              group.key,
              group.share,
              'too few',
              'not told',
              null,
              null,
              null,
              null,
              null,
              joinedBy(round, group.key),
            ],
          ],
    ),
    ...plain('document', written),
    ...readings.flatMap(({ kind, points }) => plain(kind, points)),
  ]
  return [head, ...rows].map((row) => guardedCsvLine(row)).join('')
}
