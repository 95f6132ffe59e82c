import { PassThrough } from 'node:stream'
import { guardedCsvLine } from '../../indicators/csv-text.ts'
import { unitName } from '../sentences.ts'
import { memoJson } from './json.ts'
import { commandsOf, type Memo } from './memo.ts'

type Cell = string | number | null
type Sheet = { name: string; columns: string[]; rows: Cell[][] }

/** The countries of a memo, one row each: those chosen, then those left out though they rank within. */
export function countriesSheet(memo: Memo): Sheet {
  return {
    name: 'countries',
    columns: [
      'unit',
      'name',
      'chosen',
      'departure',
      'standing',
      'rank',
      'rank_low_5',
      'rank_high_95',
      'would_rank',
      'score',
      'score_low_5',
      'score_high_95',
      'share_in_shortlist',
      'reason',
      'justification',
    ],
    rows: memo.rows.map((row) => [
      row.unit,
      unitName('en', row.unit),
      row.chosen ? 'yes' : 'no',
      row.departure,
      row.standing,
      row.rank,
      row.rankRange?.[0] ?? null,
      row.rankRange?.[1] ?? null,
      row.wouldRank,
      rounded(row.score),
      rounded(row.scoreRange?.[0] ?? null),
      rounded(row.scoreRange?.[1] ?? null),
      rounded(row.inShortlist),
      row.reason === '' ? null : row.reason,
      row.justification === '' ? null : row.justification,
    ]),
  }
}

/** The countries of a memo as CSV; a text that a spreadsheet would run is marked as text. */
export function countriesCsv(memo: Memo): string {
  const { columns, rows } = countriesSheet(memo)
  return [columns, ...rows].map(guardedCsvLine).join('')
}

/** The memo as a workbook: what it is, the countries, dissent, conflicts, signatures. No cell is a formula. */
export async function memoWorkbook(memo: Memo): Promise<Buffer> {
  const told = memoJson(memo)
  const { assessmentOf: from } = told
  const text = (value: unknown): Cell => (typeof value === 'string' ? value : null)
  const sheets: Sheet[] = [
    {
      name: 'about',
      columns: ['what', 'value'],
      rows: [
        ['decision', told.id],
        ['title', told.title],
        ['version', told.version],
        ['state', told.state],
        ['published', told.published],
        ['supersedes', told.supersedes],
        ['why another version', told.why],
        ['summary', told.summary],
        ['counts as within', told.size],
        ['assessment', from.id],
        ['methodology', from.methodology],
        ['methodology version', from.version],
        ['known on', from.asOf],
        ['seed', from.seed],
        ['runs', from.replicates],
        ['digest of the result', from.resultDigest],
        ['sha256 of the text', told.hash],
        ['made again by', commandsOf(memo).list],
        ['ranks made again by', commandsOf(memo).ranks],
      ],
    },
    countriesSheet(memo),
    {
      name: 'dissent',
      columns: ['by', 'recorded by', 'text', 'day', 'on text', 'earlier text'],
      rows: told.dissent.map((each) => [
        each.by,
        each.recordedBy,
        each.text,
        each.day,
        each.onText,
        each.earlierText ? 'yes' : 'no',
      ]),
    },
    {
      name: 'conflicts',
      columns: ['name', 'part', 'conflict', 'day', 'on text', 'earlier text', 'replaced'],
      rows: [
        ...told.conflicts.map((each): Cell[] => [
          each.name,
          each.author ? 'author' : 'took part',
          each.conflict,
          each.day,
          each.onText,
          each.earlierText ? 'yes' : 'no',
          each.replaced,
        ]),
        ...told.signing
          .filter(({ signed }) => signed !== null)
          .map((each): Cell[] => [
            each.name,
            each.role,
            text(each.conflict),
            each.signed,
            told.hash,
            'no',
            each.replaced,
          ]),
      ],
    },
    {
      name: 'signatures',
      columns: ['role', 'organisation', 'signed', 'name'],
      rows: told.signing.map(({ role, organisation, signed, name }) => [role, organisation, signed, name]),
    },
    {
      name: 'sources',
      columns: ['id', 'publisher', 'title', 'licence'],
      rows: told.sources.map(({ id, publisher, title, licence }) => [id, publisher, title, licence]),
    },
  ]
  return workbook(sheets, new Date(memo.decision.made))
}

async function workbook(sheets: readonly Sheet[], moment: Date): Promise<Buffer> {
  const stream = new PassThrough()
  const pieces: Buffer[] = []
  stream.on('data', (piece: Buffer) => pieces.push(piece))
  // Large, and few commands write a workbook.
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false })
  // The same memo makes the same workbook.
  book.created = moment
  book.modified = moment
  for (const { name, columns, rows } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRow(columns).commit()
    for (const row of rows) sheet.addRow(row).commit()
    sheet.commit()
  }
  await book.commit()
  return Buffer.concat(pieces)
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(12))
}
