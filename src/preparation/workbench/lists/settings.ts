import type { Finding } from '../../../estimators/findings.ts'
import type { Specification, SpecificationLabel } from '../../../estimators/lists/specification.ts'

/**
 * How a table tells who is on which list:
 * - `overlap`: a row for each combination of lists, with how many people have it;
 * - `people`: a row for each person, with a column for each list;
 * - `entries`: a row for each time somebody stands on a list, with the person's code and the list's name.
 */
export type ListsForm = 'overlap' | 'people' | 'entries'

/** What a row of a table is, and which columns say it. */
export type RowSettings = {
  form: ListsForm
  /** Headings of the lists, of `overlap` and `people`. */
  lists: string[]
  /** Heading of the numbers of people, of `overlap`. */
  count: string
  /** Heading of the code by which rows are linked: of `entries`, and of `people` where one person may have several rows; '' for none. */
  code: string
  /** Heading of the lists’ names, of `entries`. */
  list: string
}

export type ListsSettings = RowSettings & {
  /** Which methods; long ones can be left out. */
  methods: SpecificationLabel[]
  /** As typed. */
  resamples: string
  seed: string
}

/** How rows became people. */
export type Linked = {
  rows: number
  people: number
  /** Rows without a code: nobody can say whose they are. They are left out. */
  withoutCode: number
  /** Rows that say again what another said. */
  again: number
  /** People on none of the lists: left out, since those whom no list found are what is being estimated. */
  onNoList: number
  /** Codes that differ from another in capitals, blanks or signs alone. They were taken as different people. */
  alike: number
}

export type ListsResult = {
  table: { lists: string[]; counts: number[] }
  linked: Linked | null
  /** What was odd in reading. */
  reading: Finding[]
  specification: Specification
}

/** The one table that a path of lists takes. */
export const SLOT = 'table'

/** A whole number as typed; null where it is none. */
export function wholeTyped(text: string, least: number, most: number): number | null {
  const value = /^\d{1,16}$/.test(text.trim()) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : null
}

const withPrior: readonly SpecificationLabel[] = ['dga', 'latent-class', 'threshold']

/**
 * Whether a method gives its figure out of its prior: it has one, and no model without a prior has an estimate from the
 * table.
 */
export function restsOnPrior(label: SpecificationLabel, { rows }: Specification): boolean {
  const without = rows.filter((row) => row.label !== 'chao' && !withPrior.includes(row.label))
  return (
    withPrior.includes(label) &&
    without.length > 0 &&
    without.every(({ estimate }) => estimate.status === 'no-estimate')
  )
}
