import type { AgreementPart, SectionName } from './agreement.ts'

/**
 * Steps that gaps are asked for. Besides the states there are: `frozen`, when a text is
 * closed for signature; `takes effect`, when an amendment does; `reinstated`, when a suspension ends.
 */
export const steps = [
  'proposed',
  'negotiating',
  'frozen',
  'signed',
  'in force',
  'takes effect',
  'suspended',
  'reinstated',
  'closing',
  'closed',
  'terminated',
] as const
export type Step = (typeof steps)[number]

/**
 * Everything that can be lacking before a step, with the values its sentence may name.
 * `language` is a BCP 47 tag, `side` is donor or partner, amounts are whole minor units of `currency`.
 */
export const gapCodes = {
  // text
  'text-missing': ['language'],
  'translation-missing': ['language'],
  'section-empty': ['section', 'language'],
  'section-no-sentence': ['section', 'language', 'least'],
  // keys and references
  'key-twice': ['key'],
  'key-reused': ['key', 'version'],
  'reference-unknown': ['key'],
  // parties
  'side-without-party': ['side'],
  'side-without-organisation': ['side'],
  'side-without-signature': ['side'],
  'party-without-organisation': ['party'],
  'party-not-admitted': ['party'],
  'party-side-differs': ['party'],
  'party-twice': ['party', 'other'],
  // term and choice
  'term-missing': [],
  'term-not-3-to-5': ['years'],
  'term-dates-disagree': ['years', 'begins', 'ends', 'expected'],
  'term-begins-past': ['begins', 'today'],
  'term-begins-moved': ['before', 'after'],
  'term-years-changed': ['before', 'after'],
  'term-shortened': ['before', 'after'],
  'choice-missing': [],
  // handed in by whoever knows the assessments
  'choice-unknown': ['assessment', 'country'],
  // A: objectives, with D: indicators
  'objectives-none': [],
  'objective-gone': ['objective'],
  'objective-without-outcome': ['objective'],
  'objective-without-initiative': ['objective'],
  'side-without-responsibility': ['side'],
  'benchmarks-none': [],
  'benchmark-outside-term': ['benchmark', 'day'],
  'initiative-without-objective': ['initiative'],
  'initiative-without-money': ['initiative'],
  'indicator-without-responsible': ['indicator'],
  'indicator-without-reporter': ['indicator'],
  'responsible-without-organisation': ['indicator', 'party'],
  'reporter-without-organisation': ['indicator', 'party'],
  'baseline-missing': ['indicator'],
  'baseline-due-past': ['indicator', 'due'],
  'baseline-without-interval': ['indicator'],
  'baseline-without-link': ['indicator'],
  'baseline-outside-interval': ['indicator'],
  'baseline-estimate-not-public': ['indicator'],
  'baseline-estimate-differs': ['indicator', 'says'],
  'count-small': ['indicator', 'least'],
  'target-missing': ['indicator', 'year'],
  'target-twice': ['indicator', 'year'],
  'target-and-reason': ['indicator', 'year'],
  'target-cell-unknown': ['indicator', 'year'],
  'target-parts-differ': ['indicator', 'year', 'parts', 'total'],
  'target-falls': ['indicator', 'year'],
  'indicator-gone': ['indicator'],
  'indicator-retired-early': ['indicator'],
  'indicator-retired-back': ['indicator', 'day', 'earliest'],
  'benchmark-measure-retired': ['benchmark', 'indicator', 'day'],
  'percentage-summed': ['indicator'],
  'aggregation-unfit': ['indicator'],
  // E: the plan
  'plan-years-none': [],
  'plan-year-too-long': ['year'],
  'plan-year-backwards': ['year'],
  'plan-year-gone': ['year', 'begins'],
  'plan-year-moved': ['year', 'begins', 'ends'],
  'plan-years-overlap': ['year', 'other'],
  'plan-years-apart': ['year', 'other'],
  'plan-years-short-of-term': ['ends'],
  'plan-years-late-for-term': ['begins'],
  'plan-years-too-few': ['years'],
  'side-without-contribution': ['side'],
  'contribution-not-positive': ['contribution'],
  'contribution-without-valuation': ['contribution'],
  'contribution-without-conditions': ['contribution', 'free', 'amount', 'currency'],
  'contribution-without-year-before': ['contribution'],
  'year-before-in-other-currency': ['contribution', 'currency', 'expected'],
  'year-before-negative': ['contribution'],
  'year-before-late': ['contribution', 'year'],
  'fiscal-year-impossible': ['side', 'day'],
  'line-in-other-currency': ['line', 'currency', 'expected'],
  'line-negative': ['line'],
  'line-revised-early': ['line'],
  'line-original-changed': ['line', 'before', 'after', 'currency'],
  'line-gone': ['line', 'amount', 'currency'],
  'line-moved': ['line'],
  'line-promised-late': ['line', 'amount', 'currency'],
  'lines-differ-from-contribution': ['contribution', 'lines', 'amount', 'currency'],
  'rate-missing': ['from', 'to'],
  'rate-not-positive': ['from', 'to'],
  'rate-twice': ['from', 'to', 'date'],
  'tranche-in-other-currency': ['tranche', 'currency', 'expected'],
  'tranche-not-positive': ['tranche'],
  'tranches-exceed-contribution': ['contribution', 'tranches', 'amount', 'currency'],
  'tranche-without-condition': ['tranche'],
  'tranche-outside-plan': ['tranche', 'day'],
  'tranche-outside-term': ['tranche', 'day'],
  'condition-holds-too-much': ['condition', 'tranche'],
  'condition-judged-by-bringer': ['condition'],
  'bringer-without-organisation': ['condition', 'party'],
  'verifier-without-organisation': ['condition', 'party'],
  'money-too-large': [],
  'currency-unknown': ['currency'],
  'day-impossible': ['day'],
  // F
  'sustainability-none': [],
  // documents
  'document-without-place': ['document'],
  // handed in by whoever knows the files
  'document-unknown': ['document'],
  // talk, freezing and signing
  'comment-blocking': ['comment'],
  'draft-none': [],
  'draft-unchanged': [],
  'not-frozen': [],
  'signature-missing': ['party'],
  // survivors (handed in by that room)
  'review-not-held': [],
  'review-outdated': ['group', 'parts'],
  'review-awaited': ['group'],
  'objection-unanswered': ['count'],
  'objection-not-taken-up': ['count'],
  // conditions to entry into force
  'entry-condition-open': ['entry', 'party'],
  // afterwards
  'correction-open': ['count'],
  'amendment-open': ['amendment'],
  'suspension-open': [],
  'lessons-none': [],
  // monitoring and funding (handed in by those rooms)
  'report-open': ['party', 'period'],
  'endline-missing': ['indicator'],
  'release-unpaid': ['tranche', 'amount', 'currency'],
  'money-undecided': ['count'],
  'line-below-money': ['line', 'amount', 'money', 'currency'],
  'in-use': ['element', 'why', 'amount', 'currency'],
} as const satisfies Record<string, readonly string[]>
export type GapCode = keyof typeof gapCodes

/** Something that is lacking before a step: where, of which section of the law, and what. */
export type Gap = {
  /** Path in the document, such as `indicators/girls-in-school/baseline`; the first word is the part, or `draft`, `parties`, `comments`, `signatures`, `review`, `reports`, `money`. */
  place: string
  section: SectionName | null
  code: GapCode
  values: Record<string, string | number>
}

/** Which section of the law a part of the document belongs to; null for what stands before and after them. */
export const sectionOfPart: Record<AgreementPart, SectionName | null> = {
  title: null,
  scope: null,
  parties: null,
  legalBasis: null,
  term: null,
  chosenBy: null,
  sections: null,
  objectives: 'A',
  responsibilities: 'B',
  initiatives: 'C',
  indicators: 'D',
  benchmarks: 'D',
  plan: 'E',
  tranches: 'E',
  entry: null,
  sustainability: 'F',
  risks: null,
  documents: null,
}
