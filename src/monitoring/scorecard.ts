import type { Agreement } from '../compacts/agreement.ts'
import { dayOverEverywhere, everythingDue, roundsOf } from './periods.ts'

/*
 * What the U.S. Government Accountability Office asked of child protection compacts in
 * GAO-23-105390 (April 2023), and what it found missing in earlier reports, as questions that the
 * records answer by themselves.
 */

export const questions = [
  'targets',
  'baselines',
  'data',
  'contributions',
  'named before',
  'discussed',
  'sustainability',
  'in time',
] as const
export type Question = (typeof questions)[number]

export type Verdict = 'yes' | 'no' | 'unknown'

/** An answer with what it rests on: how many of how many, and which are lacking, by name. */
export type ScorecardAnswer = {
  question: Question
  answer: Verdict
  have: number
  of: number
  lacking: { key: string; detail: string | null }[]
  /** Where the evidence stands, after the address of the compact. */
  link: string
}

export type ScorecardFacts = {
  agreement: Agreement
  now: Date
  /** Reports that were sent: draft and returned ones are not among them. */
  sent: readonly { party: string; ends: string }[]
  /** Indicator and end of each period with a verified value of any reporter. */
  verified: readonly { indicator: string; ends: string }[]
  dialogues: readonly {
    id: string
    heldOn: string
    held: boolean
    /** Day on which its indicators were fixed; null while they are not. */
    fixedOn: string | null
    indicators: readonly string[]
    /** Whether the data was frozen, and for which indicators the record says what was said of them. */
    frozen: boolean
    discussed: readonly string[]
  }[]
  /** Sustainability measures that somebody recorded as met. */
  met: readonly { key: string; on: string }[]
  /** Contributions with an entry in the ledger; null where the ledger was not asked. */
  contributionsWithEntries: readonly string[] | null
}

/** The scorecard of a compact. “Unknown” where nothing could have happened yet, or nobody asked. */
export function scorecard(facts: ScorecardFacts): ScorecardAnswer[] {
  return questions.map((question) => ({ question, ...answers[question](facts) }))
}

type Answer = Omit<ScorecardAnswer, 'question'>

const answers: Record<Question, (facts: ScorecardFacts) => Answer> = {
  targets: ({ agreement }) => {
    const asked = agreement.indicators.flatMap(({ key, targets, noTarget }) =>
      agreement.plan.years.map((year) => ({
        key,
        set: targets.some((target) => target.year === year.key && Object.keys(target.cell).length === 0),
        detail: noTarget.some((each) => each.year === year.key) ? `${year.key}, reason` : year.key,
      })),
    )
    return judged(
      asked,
      asked.filter(({ set }) => !set),
      '/results',
    )
  },
  baselines: ({ agreement }) => {
    const asked = agreement.indicators.map(({ key, baseline }) => ({
      key,
      measured: baseline !== null && 'value' in baseline,
      detail: baseline !== null && 'due' in baseline ? baseline.due : null,
    }))
    return judged(
      asked,
      asked.filter(({ measured }) => !measured),
      '/results',
    )
  },
  data: ({ agreement, verified, now }) => {
    const over = dayOverEverywhere(now)
    const due = everythingDue(agreement).filter((item) => item.due <= over)
    const asked = unique(due.map(({ indicator, ends }) => ({ key: indicator, detail: ends })))
    const lacking = asked.filter(
      ({ key, detail }) => !verified.some((each) => each.indicator === key && each.ends === detail),
    )
    return judged(asked, lacking, '/results')
  },
  contributions: ({ agreement, contributionsWithEntries }) => {
    const asked = agreement.plan.contributions.map(({ key }) => ({ key, detail: null }))
    if (contributionsWithEntries === null) return { ...judged(asked, asked, '/money'), answer: 'unknown' }
    return judged(
      asked,
      asked.filter(({ key }) => !contributionsWithEntries.includes(key)),
      '/money',
    )
  },
  'named before': ({ dialogues }) => {
    const asked = dialogues.filter(({ held }) => held)
    const late = asked.filter(
      ({ heldOn, fixedOn, indicators }) => fixedOn === null || fixedOn >= heldOn || indicators.length === 0,
    )
    return judged(
      asked,
      late.map(({ heldOn, fixedOn }) => ({ key: heldOn, detail: fixedOn })),
      '/dialogues',
    )
  },
  discussed: ({ dialogues }) => {
    const asked = dialogues
      .filter(({ held }) => held)
      .flatMap(({ heldOn, frozen, indicators, discussed }) =>
        indicators.map((key) => ({ key, detail: heldOn, done: frozen && discussed.includes(key) })),
      )
    return judged(
      asked,
      asked.filter(({ done }) => !done),
      '/dialogues',
    )
  },
  sustainability: ({ agreement, met, now }) => {
    const over = dayOverEverywhere(now)
    if (agreement.sustainability.length === 0)
      return { answer: 'no', have: 0, of: 0, lacking: [], link: '/promises' }
    const due = agreement.sustainability.filter(({ by }) => by <= over)
    const lacking = due.filter(({ key, by }) => !met.some((each) => each.key === key && each.on <= by))
    return judged(
      due,
      lacking.map(({ key, by }) => ({ key, detail: by })),
      '/promises',
    )
  },
  'in time': ({ agreement, sent, now }) => {
    const over = dayOverEverywhere(now)
    const due = roundsOf(everythingDue(agreement)).filter((round) => round.due <= over)
    const late = due.filter(
      ({ party, ends }) => !sent.some((each) => each.party === party && each.ends === ends),
    )
    return judged(
      due,
      late.map(({ party, ends }) => ({ key: party, detail: ends })),
      '/reports',
    )
  },
}

function judged(
  asked: readonly unknown[],
  lacking: readonly { key: string; detail: string | null }[],
  link: string,
): Answer {
  return {
    answer: asked.length === 0 ? 'unknown' : lacking.length === 0 ? 'yes' : 'no',
    have: asked.length - lacking.length,
    of: asked.length,
    lacking: lacking.map(({ key, detail }) => ({ key, detail })),
    link,
  }
}

function unique<Of extends { key: string; detail: string | null }>(all: Of[]): Of[] {
  return [...new Map(all.map((each) => [`${each.key} ${each.detail}`, each])).values()]
}
