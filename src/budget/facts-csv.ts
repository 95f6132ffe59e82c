import { guardedCsvLine } from '../indicators/csv-text.ts'
import { factColumns, writtenValue } from './read-facts.ts'
import type { Fact } from './schema.ts'

/** Facts as a file that can be read again: the columns of an import, one row a fact. */
export function factsCsv(facts: readonly Fact[]): string {
  return [
    [...factColumns],
    ...facts.map((fact) => [
      fact.line,
      fact.agency,
      fact.program,
      fact.fiscalYear,
      fact.through === fact.fiscalYear ? null : fact.through,
      fact.stage,
      writtenValue(fact.value),
      fact.kind,
      fact.sure,
      fact.note,
      fact.source,
    ]),
  ]
    .map(guardedCsvLine)
    .join('')
}
