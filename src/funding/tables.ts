import type { ColumnType } from 'kysely'
import type {
  Component,
  Condition,
  Contribution,
  Part,
  Party,
  PlanLine,
  Side,
  Tranche,
} from '../compacts/agreement.ts'
import '../compacts/tables.ts'

export const entryKinds = [
  'pledge',
  'commitment',
  'disbursement',
  'expenditure',
  'refund',
  'reversal',
] as const
export type EntryKind = (typeof entryKinds)[number]

/** Where money stands; `promise` and `plan` are what it comes from. */
export const stages = ['promise', 'pledged', 'plan', 'committed', 'held', 'spent'] as const
export type Stage = (typeof stages)[number]

/** What may be written about a condition. “Satisfied”, “not applicable” and a waiver close it. */
export const conditionActs = [
  'evidence',
  'satisfied',
  'not satisfied',
  'not applicable',
  'deferred',
  'waived',
] as const
export type ConditionAct = (typeof conditionActs)[number]

/**
 * Whether an act lets money go on somebody’s word, with nothing that shows that the condition holds: a waiver, and
 * that it does not apply. A signatory of the donor’s side gives it, with name and reason in public.
 */
export const letsGo = (act: ConditionAct) => act === 'waived' || act === 'not applicable'

/** Whether who wrote it answers for it by name in public: who lets a condition go, or puts it off. */
export const isNamed = (act: ConditionAct) => letsGo(act) || act === 'deferred'

/** What a signatory of the donor’s side may decide about a tranche, with name and reason in public. */
export const trancheActs = ['cancelled', 'deferred'] as const
export type TrancheAct = (typeof trancheActs)[number]

export const exceptionRules = [
  'over planned',
  'released over committed',
  'paid over released',
  'paid over committed',
  'spent over held',
  'over planned for line',
  'paid over planned for line',
  'paid over committed for line',
] as const
export type ExceptionRule = (typeof exceptionRules)[number]

/** Written as JSON text, read as the value. */
type Kept<Value> = ColumnType<Value, string, string>
/** Filled in by the database. */
type Filled<Value> = ColumnType<Value, never, never>

/** An element of the agreement in force, with the version it came with and the one that ended it. */
type Followed = { compact_id: string; version: number; ended_version: number | null }

declare module '../house/database.ts' {
  interface Tables {
    fund_compacts: {
      compact_id: string
      version: number
      currency: string
      entries: number
      acts: number
      /** What all entries come to without their signs. */
      turnover: ColumnType<number, number | undefined, number>
    }
    fund_parties: Followed & {
      key: string
      organisation_id: string | null
      side: Side | null
      part: Part
      content: Kept<Party>
    }
    fund_contributions: Followed & {
      key: string
      party: string
      kind: 'cash' | 'in-kind'
      minor: number
      currency: string
      content: Kept<Contribution>
    }
    fund_lines: Followed & {
      key: string
      contribution: string
      component: Component
      initiative: string | null
      objectives: Kept<string[]>
      year: string
      original_minor: number
      minor: number
      currency: string
      content: Kept<PlanLine>
    }
    fund_tranches: Followed & {
      key: string
      contribution: string
      minor: number
      currency: string
      planned: string
      content: Kept<Tranche>
    }
    fund_conditions: Followed & {
      tranche: string
      key: string
      kind: 'initial' | 'ongoing'
      verifier: string
      holds_minor: number | null
      /** Number of the act after which its words stood as they do. */
      since: number
      content: Kept<Condition>
    }
    awards: {
      id: string
      compact_id: string
      key: string
      number: string
      title: string
      parent: string | null
      contribution: string
      initiative: string | null
      recipient: string
      organisation_id: string | null
      instrument: 'grant' | 'cooperative-agreement' | 'contract' | 'government-budget'
      minor: number
      currency: string
      begins: string
      ends: string
      by: string
      entered_for: string
      at: Date
      state: 'entered' | 'agreed' | 'refused'
      answered_by: string | null
      answered_for: string | null
      answered_at: Date | null
      answer_reason: string | null
      /** The last day on which something could be committed or paid to it; null while it has not been ended. */
      ended_on: string | null
      ended_by: string | null
      ended_for: string | null
      ended_at: Date | null
      end_reason: string | null
    }
    money_drafts: Written & {
      kind: EntryKind
      exception: string | null
      import: string | null
      entered_by: string
      entered_for: string
      entered_at: Date
      state: 'entered' | 'approved' | 'refused'
      decided_by: string | null
      decided_for: string | null
      decided_at: Date | null
      reason: string | null
      entry_id: string | null
    }
    ledger_entries: Written & {
      number: number
      kind: EntryKind
      /** What it is added to: for a reversal the kind of what it reverses. */
      counts_as: Exclude<EntryKind, 'reversal'>
      /** Passed on between those who hold money: it neither leaves nor comes back to the contribution. */
      onward: boolean
      draft_id: string
      entered_by: string
      entered_for: string
      entered_at: Date
      approved_by: string
      approved_for: string
      approved_at: Date
    }
    ledger_postings: {
      entry_id: string
      position: number
      compact_id: string
      contribution: string
      stage: Stage
      /** Who holds the money; empty at all other stages. */
      holder: string
      minor: number
      currency: string
    }
    ledger_days: {
      compact_id: string
      contribution: string
      stage: Stage
      holder: string
      date: string
      minor: number
    }
    ledger_exceptions: {
      id: string
      compact_id: string
      rule: ExceptionRule
      entry_id: string | null
      release_id: string | null
      over_minor: number
      currency: string
      reason: string
      asked_by: string
      agreed_by: string
      at: Date
    }
    condition_determinations: {
      id: string
      compact_id: string
      number: number
      tranche: string
      condition: string
      act: ConditionAct
      reason: string | null
      until: string | null
      document: string | null
      url: string | null
      /** As what a waiver was given: “Ambassador”. */
      capacity: string | null
      version: number
      by: string
      by_for: string
      at: Date
      written: Filled<Date>
    }
    disbursement_packages: {
      id: string
      compact_id: string
      quarter: string
      tranche: string
      minor: number
      currency: string
      progress: string
      forecast: Kept<{ quarter: string; minor: number }[]>
      board: Kept<unknown>
      sent_by: string
      sent_for: string
      sent_at: Date
      request_id: string
      answered_by: string | null
      answered_for: string | null
      answered_at: Date | null
      answer: 'released' | 'refused' | null
      letter: string | null
    }
    tranche_decisions: {
      id: string
      compact_id: string
      number: number
      tranche: string
      act: TrancheAct
      /** Of a deferral: the day on which it can be let go again. */
      until: string | null
      /** Of a cancellation: what was not released, and never will be. */
      freed_minor: number | null
      currency: string
      reason: string
      capacity: string | null
      version: number
      by: string
      by_for: string
      at: Date
      written: Filled<Date>
    }
    tranche_requests: {
      id: string
      compact_id: string
      tranche: string
      minor: number
      note: string
      exception: string | null
      asked_by: string
      asked_for: string
      asked_at: Date
      state: 'open' | 'released' | 'refused'
      decided_by: string | null
      decided_for: string | null
      decided_at: Date | null
      reason: string | null
    }
    tranche_releases: {
      id: string
      compact_id: string
      number: number
      tranche: string
      minor: number
      currency: string
      request_id: string
      version: number
      asked_by: string
      released_by: string
      released_for: string
      at: Date
      reason: string | null
      written: Filled<Date>
    }
    exchange_rates: {
      id: string
      compact_id: string
      base: string
      quote: string
      date: string
      until: string
      rate: string
      source: string
      /** Why it takes the place of one that was agreed to. */
      reason: string | null
      by: string
      entered_for: string
      at: Date
    }
    exchange_rate_answers: {
      rate_id: string
      compact_id: string
      verdict: 'agreed' | 'refused'
      reason: string | null
      by: string
      answered_for: string
      at: Date
    }
  }
}

/** What an entry says, as a draft and in the ledger alike. */
type Written = {
  id: string
  compact_id: string
  date: string
  minor: number
  currency: string
  contribution: string
  line: string | null
  tranche: string | null
  award: string | null
  /** Key of a party, or `award:` and the key of an award. */
  provider: string
  receiver: string
  /** SHA-256 of a kept document. */
  document: string | null
  url: string | null
  note: string | null
  reverses: string | null
  written: Filled<Date>
}
