import type { Cell, Inputs } from '../schema.ts'

/*
 * What a run looks at, small enough to travel inside a page: of each figure only what the computation asks. The
 * assessment itself keeps everything.
 */

/** value, code, why missing, year, standard error, weak ground; nulls at the end are left off. */
export type PackedCell = (number | string | null)[]
type PackedCells = Record<string, Record<string, PackedCell>>

export type PackedInputs = Omit<Inputs, 'newest' | 'earlier' | 'counts'> & {
  newest: PackedCells
  earlier: PackedCells
  counts: PackedCells
}

export function pack(inputs: Inputs): PackedInputs {
  return {
    ...inputs,
    newest: mapCells(inputs.newest, packCell),
    earlier: mapCells(inputs.earlier, packCell),
    counts: mapCells(inputs.counts, packCell),
    statuses: Object.fromEntries(
      Object.entries(inputs.statuses).map(([dataset, units]) => [
        dataset,
        Object.fromEntries(
          Object.entries(units).map(([unit, all]) => [
            unit,
            all.map((each) => ({ ...each, evidence: null, note: null })),
          ]),
        ),
      ]),
    ),
    lacking: [],
    proposals: [],
  }
}

export function unpack(packed: PackedInputs): Inputs {
  return {
    ...packed,
    newest: mapCells(packed.newest, unpackCell),
    earlier: mapCells(packed.earlier, unpackCell),
    counts: mapCells(packed.counts, unpackCell),
  }
}

function mapCells<From, To>(
  all: Record<string, Record<string, From>>,
  change: (cell: From) => To,
): Record<string, Record<string, To>> {
  return Object.fromEntries(
    Object.entries(all).map(([series, units]) => [
      series,
      Object.fromEntries(Object.entries(units).map(([unit, cell]) => [unit, change(cell)])),
    ]),
  )
}

function packCell({ value, code, missing, year, standardError, basis }: Cell): PackedCell {
  const all: PackedCell = [value, code, missing, year, standardError, basis]
  while (all.length > 0 && all.at(-1) === null) all.pop()
  return all
}

function unpackCell([value, code, missing, year, standardError, basis]: PackedCell): Cell {
  return {
    value: (value as number | undefined) ?? null,
    code: (code as string | undefined) ?? null,
    missing: (missing as string | undefined) ?? null,
    year: (year as number | undefined) ?? null,
    standardError: (standardError as number | undefined) ?? null,
    basis: (basis as string | undefined) ?? null,
    published: null,
    revised: null,
    source: null,
    note: null,
  }
}
