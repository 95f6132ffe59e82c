import type { Agreement } from '../compacts/agreement.ts'
import { addDays, addMonths, type Due, dayOverEverywhere, roundsOf } from './periods.ts'
import { dueUnder, type Terms, yearInTexts } from './terms.ts'

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

/** What is said of something that is lacking. */
export type Note =
  /** It came after its day. */
  | 'late'
  /** The dialogue was held, or passed by, without a closed record. */
  | 'not closed'
  /** In a year none took place. */
  | 'no dialogue'
  /** The data was frozen after the day it was to be spoken of. */
  | 'frozen late'
  /** Nobody has said what became of it. */
  | 'not recorded'
  /** The compact is over, and nothing was reported before it was. */
  | 'never reported'

/** Key of an indicator, party, contribution or measure, or a day; its plan year or day; and what is said of it. */
export type Lacking = { key: string; detail: string | null; note: Note | null }

/** An answer with what it rests on: how many of how many, and which are lacking, by name. */
export type ScorecardAnswer = {
  question: Question
  answer: Verdict
  have: number
  of: number
  lacking: Lacking[]
  /** Where the evidence stands, after the address of the compact. */
  link: string
}

export type ScorecardFacts = {
  agreement: Agreement
  /** All texts that were in force; the present one alone where there is no other. */
  terms?: readonly Pick<Terms, 'from' | 'agreement' | 'ending'>[]
  now: Date
  /** First day in force; null where it is not known. */
  began?: string | null
  /** Day on which the compact was closed or terminated; null while it is not. */
  over?: string | null
  /** Reports that were sent: draft and returned ones are not among them. */
  sent: readonly { party: string; ends: string /** Moment of the first sending. */; at?: string | null }[]
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
    /** Day on which it was frozen. */
    frozenOn?: string | null
    discussed: readonly string[]
  }[]
  /** Sustainability measures that somebody recorded as met. */
  met: readonly { key: string; on: string }[]
  /** Measures of which somebody recorded that they were not met. */
  unmet?: readonly string[]
  /** Contributions with an entry in the ledger; null where the ledger was not asked. */
  contributionsWithEntries: readonly string[] | null
}

/** The scorecard of a compact. “Unknown” where nothing could have happened yet, or nobody asked. */
export function scorecard(facts: ScorecardFacts): ScorecardAnswer[] {
  return questions.map((question) => ({ question, ...answers[question](facts) }))
}

type Answer = Omit<ScorecardAnswer, 'question'>

const answers: Record<Question, (facts: ScorecardFacts) => Answer> = {
  targets: ({ agreement, terms = [{ from: '', agreement }] }) => {
    const asked = agreement.indicators.flatMap((present) =>
      agreement.plan.years.flatMap(({ key: year, ends: last }) => {
        // A year that was over when an amendment took effect is judged by the text that was in force when it ended.
        const { judging } = yearInTexts(terms, { indicator: present.key, year })
        const { sheet, ends } = judging ?? { sheet: present, ends: last }
        const { key, targets, noTarget, retired } = sheet
        // No target is owed for a year in which an indicator was retired.
        if (retired !== undefined && retired.from <= ends) return []
        return [
          {
            key,
            set: targets.some((target) => target.year === year && Object.keys(target.cell).length === 0),
            reason: noTarget.some((each) => each.year === year),
            detail: year,
          },
        ]
      }),
    )
    return judged(
      asked,
      asked.filter(({ set, reason }) => !set && !reason),
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
  data: (facts) => {
    const { verified, over = null } = facts
    const due = dueByNow(facts)
    if (due.length === 0 && over !== null && verified.length === 0) return never
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
  'named before': (facts) => {
    const asked = facts.dialogues.filter(isPast(facts.now))
    if (asked.length === 0 && yearWithout(facts)) return none
    const late = asked.filter(
      ({ heldOn, fixedOn, indicators }) => fixedOn === null || fixedOn >= heldOn || indicators.length === 0,
    )
    return judged(
      asked,
      late.map(({ heldOn, fixedOn, held }) => ({
        key: heldOn,
        detail: fixedOn,
        note: held ? null : 'not closed',
      })),
      '/dialogues',
    )
  },
  discussed: (facts) => {
    const past = facts.dialogues.filter(isPast(facts.now))
    if (past.length === 0 && yearWithout(facts)) return none
    const asked = past.flatMap(
      ({
        heldOn,
        held,
        frozen,
        frozenOn = null,
        indicators,
        discussed,
      }): (Lacking & {
        done: boolean
      })[] => {
        const isLate = frozenOn !== null && frozenOn > addDays(heldOn, 1)
        const note: Note | null = !held ? 'not closed' : isLate ? 'frozen late' : null
        // A dialogue that names nothing speaks of nothing.
        if (indicators.length === 0) return [{ key: heldOn, detail: null, note, done: false }]
        return indicators.map((key) => ({
          key,
          detail: heldOn,
          note,
          done: held && frozen && !isLate && discussed.includes(key),
        }))
      },
    )
    return judged(
      asked,
      asked.filter(({ done }) => !done),
      '/dialogues',
    )
  },
  sustainability: ({ agreement, met, unmet = [], now }) => {
    const over = dayOverEverywhere(now)
    if (agreement.sustainability.length === 0)
      return { answer: 'no', have: 0, of: 0, lacking: [], link: '/promises' }
    const due = agreement.sustainability.filter(({ by }) => by <= over)
    const lacking = due.flatMap(({ key, by }): Lacking[] => {
      const done = met.find((each) => each.key === key)
      if (done !== undefined) return done.on <= by ? [] : [{ key, detail: by, note: 'late' }]
      return [{ key, detail: by, note: unmet.includes(key) ? null : 'not recorded' }]
    })
    const answer = judged(due, lacking, '/promises')
    // That nobody has said so does not mean that it was not met.
    const isOpen = lacking.length > 0 && lacking.every(({ note }) => note === 'not recorded')
    return isOpen ? { ...answer, answer: 'unknown' } : answer
  },
  'in time': (facts) => {
    const { sent, over = null } = facts
    const due = roundsOf(dueByNow(facts))
    if (due.length === 0 && over !== null && sent.length === 0) return never
    const lacking = due.flatMap((round): Lacking[] => {
      const found = sent.find((each) => each.party === round.party && each.ends === round.ends)
      if (found === undefined) return [{ key: round.party, detail: round.ends, note: null }]
      const isLate = found.at != null && round.due <= dayOverEverywhere(new Date(found.at))
      return isLate ? [{ key: round.party, detail: round.ends, note: 'late' }] : []
    })
    return judged(due, lacking, '/reports')
  },
}

const allDue = ({ agreement, terms }: ScorecardFacts): Due[] => dueUnder(terms ?? [{ from: '', agreement }])

/** What has fallen due. Once a compact is over nothing more comes in: then all that ended by that day has. */
function dueByNow(facts: ScorecardFacts): Due[] {
  const { over = null, now } = facts
  const today = dayOverEverywhere(now)
  return allDue(facts).filter(({ ends, due }) => (over === null ? due <= today : ends <= over))
}

const never: Answer = {
  answer: 'no',
  have: 0,
  of: 0,
  lacking: [{ key: '', detail: null, note: 'never reported' }],
  link: '/reports',
}

/** Its day is over: whether or not anybody wrote down what was said. */
const isPast = (now: Date) => {
  const over = dayOverEverywhere(now)
  return ({ heldOn, held }: ScorecardFacts['dialogues'][number]) => held || heldOn <= over
}

/** Whether a year has gone by since it began. */
const yearWithout = ({ began = null, now }: ScorecardFacts) =>
  began !== null && addMonths(began, 12) <= dayOverEverywhere(now)

const none: Answer = {
  answer: 'no',
  have: 0,
  of: 0,
  lacking: [{ key: '', detail: null, note: 'no dialogue' }],
  link: '/dialogues',
}

function judged(
  asked: readonly unknown[],
  lacking: readonly { key: string; detail: string | null; note?: Note | null }[],
  link: string,
): Answer {
  return {
    answer: asked.length === 0 ? 'unknown' : lacking.length === 0 ? 'yes' : 'no',
    have: asked.length - lacking.length,
    of: asked.length,
    lacking: lacking.map(({ key, detail, note = null }) => ({ key, detail, note })),
    link,
  }
}

function unique<Of extends { key: string; detail: string | null }>(all: Of[]): Of[] {
  return [...new Map(all.map((each) => [`${each.key} ${each.detail}`, each])).values()]
}
