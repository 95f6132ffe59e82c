import { type SyntheticDiagnostics, syntheticControl } from '../../estimators/change/synthetic.ts'
import { type Estimate, WrongData } from '../../estimators/estimate.ts'
import { cellsOf, columnNamed, numbersOf, type TextTable } from '../text-table.ts'

/**
 * What a place would have seen without the programme, from a table of places by periods: names in the first column, then
 * one column for each period in order of time.
 *
 * @throws WrongData naming row and column, or the places there are
 */
export function estimateAgainstMix(
  table: TextTable,
  { treated, start }: { treated: string; start: string },
): Estimate<SyntheticDiagnostics> {
  const units = cellsOf(table, 0)
  units.forEach((unit, row) => {
    const earlier = units.indexOf(unit)
    if (earlier !== row)
      throw new WrongData({ code: 'id-twice', row: row + 1, earlier: earlier + 1, id: unit })
  })
  const periods = table.columns.slice(1)
  const columns = periods.map((_, period) => numbersOf(table, period + 1))
  return syntheticControl({
    units,
    periods,
    values: units.map((_, unit) => columns.map((column) => column[unit] ?? null)),
    treated,
    start: columnNamed(table, start) - 1,
  })
}
