import type { ComponentType } from 'react'
import type { Estimate } from '../../estimators/estimate.ts'
import type { Run } from '../../estimators/numeric/run.ts'
import type { Language } from '../../ui/language.ts'
import type { KeptOverlapTable, KeptResult, Quantity } from '../estimates/kept.ts'
import type { TextTable } from '../text-table.ts'
import type { Sheet } from './sheet.ts'

/** What somebody may have in hand. */
export const pathKeys = ['lists', 'rds', 'nsum', 'survey', 'time-location', 'two-waves', 'two-lists'] as const
export type PathKey = (typeof pathKeys)[number]

/** Tables by slot, as read: identifying columns are no longer in them. Columns are named by their headings. */
export type Tables = { readonly [slot: string]: TextTable }
/** The same, as far as the page knows them. */
export type Sheets = { readonly [slot: string]: Sheet }

/** The half of a path that runs in the worker. Pure. Both halves share the types of settings and result. */
export type Computation<Settings extends object, Result> = {
  /**
   * From tables to a result: plain JSON (it crosses to the page), the digits of the command.
   * @throws WrongData where data or settings do not fit each other
   */
  compute(tables: Tables, settings: Settings): Run<Result>
}

/** A file that a path takes. */
export type Slot = { key: string; name: string; hint: string; optional?: boolean }

/** A published table that may be tried out, with where it stands. */
export type Example = {
  key: string
  name: string
  /** Where it was published. */
  source: { text: string; address?: string }
  /** CSV by slot. */
  texts: { [slot: string]: string }
}

/** One of the figures of a result that may be the one to be used. */
export type Choice = { key: string; name: string; estimate: Estimate }

/** A row of a CSV. */
export type Row = (string | number | null)[]

/** Every change is handed to `change`; nothing is computed before the button. */
export type Asking<Settings> = { sheets: Sheets; settings: Settings; change: (settings: Settings) => void }

/** The half of a path that the page shows; a module of its own, loaded when chosen. */
export type Path<Settings extends object, Result> = {
  slots(language: Language): Slot[]
  examples(language: Language): Example[]
  /** Settings to begin with: what the headings and cells suggest. */
  begin(sheets: Sheets): Settings
  /** What is still to be said before anything can be computed, in words; null when nothing is. */
  missing(sheets: Sheets, settings: Settings, language: Language): string | null
  /** The fields. */
  Ask: ComponentType<Asking<Settings>>
  /** One or more `<Section>`: words first, then pictures each with its table, then numbers. `chosen` is the key of the figure to be used. */
  Show: ComponentType<{ result: Result; settings: Settings; sheets: Sheets; chosen: string | null }>
  /** The command that computes the same from the same file. */
  command(settings: Settings, sheets: Sheets): string
  /** The figures to choose from; the first with an estimate is offered. */
  choices(result: Result, settings: Settings, language: Language): Choice[]
  /** For download: as the command prints with `--json`, and as rows of a CSV with a heading. */
  download(
    result: Result,
    settings: Settings,
    language: Language,
  ): {
    json: unknown
    rows: Row[]
    /** Other tables, each with its name in words and that of its file. */
    more?: { name: string; file: string; rows: Row[] }[]
  }
  /** What is kept when the figure `chosen` is saved. */
  kept(result: Result, settings: Settings, chosen: string, why: string): KeptResult
  /** In which quantity the figures are. */
  quantity(result: Result, settings: Settings): Quantity
  /** The overlap table, for those who choose to save it; null where the path has none. */
  overlapTable(result: Result): KeptOverlapTable | null
}
