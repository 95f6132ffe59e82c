/** Text in each language of the house; English is always there, the others fall back to it. */
export type Text = { en: string; fr?: string; es?: string; pt?: string }

/**
 * Where figures come from: one publisher's body of data in one edition.
 * `revised` is the day, month or year of the edition the figures are taken from, as
 * `YYYY-MM-DD`, `YYYY-MM` or `YYYY`: it is compared with days and written by language.
 */
export type Source = {
  id: string
  publisher: string
  title: string
  url: string | null
  licence: string
  /** What the licence asks to be printed, or null. */
  attribution: string | null
  retrieved: string | null
  revised: string | null
  coverage: string
  gaps: string
  /** `true` when the reference pack carries it; `false` for what a user imported. */
  inPack: boolean
}

/**
 * When a figure for a year first became known: a table of known days, or a rule
 * that the page shows as a rule (never as a seen fact).
 */
export type ReleaseRule =
  | { kind: 'table'; basis: string; days: Record<string, { day: string; certainty: string }> }
  | { kind: 'offset'; basis: string; years: number; monthDay: string }

/** One kind of figure, by country and year. */
export type Series = {
  id: string
  source: string
  title: Text
  unit: Text
  /** Other ways in which files write the unit, e.g. "0..100" for "0 to 100". */
  unitSpellings?: string[]
  /** `number` is measured, `code` is one of an ordered list of codes. */
  kind: 'number' | 'code'
  codes: string[] | null
  /** 1 = more is better, -1 = less is better, 0 = neither by itself. */
  direction: 1 | -1 | 0
  /** Least and greatest value that can be right, in the series' unit; outside it an import is refused. */
  range: { min: number | null; max: number | null } | null
  release: ReleaseRule
  /** Edition of this series where it differs from its source's: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; doubts go into the note. */
  revised: string | null
  note: Text | null
}

/** How much of a list was seen: only in a complete one does absence mean "not listed". */
export const completenesses = ['complete', 'probably complete', 'partial'] as const
export type Completeness = (typeof completenesses)[number]

/** One kind of facts, e.g. child-soldier lists, with what is known of each of its editions. */
export type Dataset = {
  id: string
  source: string
  title: Text
  note: Text | null
  editions: Edition[]
}

/** One list or count of a dataset: `from`/`to` is the time in which it is the newest (inclusive days). */
export type Edition = {
  key: string
  from: string
  to: string
  completeness: Completeness
  /** How many entries the source says the whole list has, or null. */
  size: number | null
  note: string | null
}

/** A figure that is not simply read off its publication says on what it rests. */
export const bases = [
  'by elimination',
  'one transcription',
  'inferred',
  'conflicting copies',
  // A user’s own figure in a series of the pack: the series’ publisher did not say it here.
  'imported here',
] as const
export type Basis = (typeof bases)[number]

/** The last day of a time whose end is not known or has not come. */
export const openEnd = '9999-12-31'

/** Why a figure is missing. Never zero, never "no". */
export const missingReasons = [
  'not published',
  'not applicable',
  'not yet imported',
  'suppressed',
  'not yet released',
] as const
export type MissingReason = (typeof missingReasons)[number]

/**
 * One figure for one country and year. `published` is the day this year's figure
 * first became known (by table or rule), `revised` the edition it is taken from:
 * when `revised` is later than the day asked about, pages say "values as revised
 * in …", never "as known then".
 */
export type Observation = {
  id: string
  iso3: string
  year: number
  indicator: string
  value: number | null
  code: string | null
  missing: MissingReason | null
  standardError: number | null
  published: string | null
  revised: string | null
  source: string
  /** On what the figure rests where it was not simply read off its publication; null otherwise. */
  basis: Basis | null
  note: string | null
  /** The import run that brought it. */
  run: string
}

/**
 * A dated statement on a country that is not a yearly figure: listed as a
 * child-soldier state, a USAID mission, a grant, a compact, a good.
 * `from`/`to` bracket the time it speaks of (both inclusive, `YYYY-MM-DD`).
 */
export type Fact = {
  id: string
  dataset: string
  iso3: string
  /** What tells facts of one country and dataset apart, e.g. the good, or status and day. */
  key: string
  from: string
  to: string
  /** The time as the source words it, e.g. "2014-2017". */
  when: string
  fields: Record<string, string | number | boolean | null>
  source: string
  /** Where it was read: the page, memo or press text. */
  evidence: string | null
  note: string | null
  run: string
}
