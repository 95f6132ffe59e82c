import { type Asked, emptyPart } from './asked.ts'
import { fieldsOf } from './forms.ts'
import { type NumeralFault, readNumeral } from './numerals.ts'
import type { CellField, TypedPart } from './reading.ts'
import type { SentPart } from './reporting.ts'
import type { DraftPart } from './store.ts'

/** Why a cell of a file is not taken; the others are those of a number that was typed. */
export type CellFault =
  | 'formula'
  | 'unknown row'
  | 'twice'
  | 'unmapped'
  | 'other period'
  | 'other place'
  /** A value is taken whole: another row of it was refused. */
  | 'part refused'
  /** Places, categories or days that a value needs are not there. */
  | 'parts missing'
  /** Several rows for what does not add up. */
  | 'no sum'
  /** A day where a number should be, as spreadsheets make of `3/4`. */
  | 'day'
  | NumeralFault

/** A value of a file with the place it belongs to. */
export type FileValue = { row: number; indicator: string; cell: string; field: CellField; text: string }

export type Refused = { row: number; text: string; fault: CellFault }

/** What a file would change in a draft. Blank leaves what is there. */
export type FileDiff = {
  changes: {
    indicator: string
    cell: string
    field: CellField
    now: string
    file: string
    act: 'add' | 'change'
  }[]
  /** Values that the file leaves as they are. */
  left: number
  refused: Refused[]
  /** The parts as they would be saved, with the revision they were laid beside. */
  parts: Record<string, SentPart>
  /** Version of the agreement the file was made under; null where it does not say. */
  madeUnder: number | null
}

/** Lays the values of a file beside a draft. Nothing is written; what cannot be taken is listed with its row. */
export function diffOf(
  asked: Asked,
  drafts: ReadonlyMap<string, DraftPart>,
  values: readonly FileValue[],
  refused: readonly Refused[],
  madeUnder: number | null,
): FileDiff {
  const diff: FileDiff = { changes: [], left: 0, refused: [...refused], parts: {}, madeUnder }
  const seen = new Set<string>()
  for (const { row, indicator, cell, field, text } of values) {
    const sheet = asked.indicators.get(indicator)?.sheet
    if (sheet === undefined || !fieldsOf(sheet).includes(field)) {
      diff.refused.push({ row, text, fault: 'unknown row' })
      continue
    }
    const key = `${indicator} ${cell} ${field}`
    if (seen.has(key)) {
      diff.refused.push({ row, text, fault: 'twice' })
      continue
    }
    seen.add(key)
    const read = readNumeral(text)
    if (sheet.measure !== 'yes-no' && 'fault' in read) {
      diff.refused.push({ row, text, fault: read.fault })
      continue
    }
    const draft = drafts.get(indicator)
    const stands: TypedPart = diff.parts[indicator]?.typed ?? draft?.typed ?? emptyPart
    const now = draft?.typed.cells[cell]?.[field] ?? ''
    if (now === text || (now !== '' && sameNumber(now, text))) {
      diff.left += 1
      continue
    }
    diff.changes.push({ indicator, cell, field, now, file: text, act: now === '' ? 'add' : 'change' })
    diff.parts[indicator] = {
      base: draft?.revision ?? 0,
      typed: { ...stands, cells: { ...stands.cells, [cell]: { ...stands.cells[cell], [field]: text } } },
    }
  }
  return diff
}

function sameNumber(one: string, other: string): boolean {
  const [a, b] = [readNumeral(one), readNumeral(other)]
  return 'decimal' in a && 'decimal' in b && a.decimal === b.decimal
}
