import type { Findings } from '../estimators/findings.ts'
import { printable } from '../indicators/wording.ts'
import { between, formatList, formatNumber, type Language, speak } from '../ui/language.ts'
import type { en } from './words/en.ts'
import type { FindingWord } from './words/findings/keys.ts'
import { findingWords, words } from './words.ts'

/** How a value is written for a reader: text, or a number where the sentence chooses a plural by it. */
type Written<Value> = (value: Value, language: Language) => string | number

/** How each value of each finding is written. A new finding, or a new value of one, does not compile without it. */
type WrittenValues = {
  [Code in keyof Findings]: { [Name in keyof Findings[Code]]: Written<Findings[Code][Name]> }
}

/** Longer text from a file is cut: one cell must not fill a page. */
const MOST_LETTERS = 60
/** Of longer lists the rest is counted. */
const MOST_NAMED = 8

const saidOf = (word: FindingWord, language: Language, values?: { count: number }) =>
  speak(findingWords, language)(word, values)

const numeral =
  (options: Intl.NumberFormatOptions): Written<number> =>
  (value, language) =>
    Number.isNaN(value) ? saidOf('empty.number', language) : formatNumber(language, value, options)

/** A number that also chooses the plural; the sentence formats it. */
const plural = (value: number) => value
/** As it was given or counted. */
const exact: Written<number> = numeral({ maximumSignificantDigits: 12 })
/** A bound of what may be: a hair above 0 or below 1 is said as 0 or 1. */
const bound: Written<number> = (value, language) =>
  exact(Math.abs(value) < 2 ? Math.round(value * 1e8) / 1e8 : value, language)
/** An estimate, or another figure with doubt of its own. */
const estimate: Written<number> = numeral({ maximumSignificantDigits: 3 })
/** An estimate beside a limit that it passes: whole, so that both do not read alike. */
const whole: Written<number> = numeral({ maximumFractionDigits: 0 })
const ratio: Written<number> = numeral({ maximumSignificantDigits: 2 })
const level: Written<number> = numeral({ style: 'percent', maximumSignificantDigits: 4 })

/** A share or a probability: two digits, and one more beside 100 %. */
const share: Written<number> = (value, language) =>
  numeral({ style: 'percent', maximumSignificantDigits: value > 0.985 && value < 1 ? 3 : 2 })(value, language)

/** An assumed share. */
const assumedShare: Written<number> = numeral({ style: 'percent', maximumSignificantDigits: 2 })

/** A probability; one too small to be told from 0 is said as one in a million. */
const chanceOf: Written<number> = (value, language) =>
  numeral({ style: 'percent', maximumSignificantDigits: 2 })(Math.max(value, 1e-6), language)

/** The limit of a share, or of a number of people. */
const shareOrNumber: Written<number> = (value, language) =>
  (Math.abs(value) <= 1 ? share : estimate)(value, language)

/** How far apart, on whichever side. */
const distance: Written<number> = (value, language) => estimate(Math.abs(value), language)

const points: Written<number> = (value, language) => ratio(value * 100, language)

/** For `select`: “none”, or the value. */
const orNone =
  (write: Written<number>): Written<number | null> =>
  (value, language) =>
    value === null ? 'none' : write(value, language)

/** For `select`: the value itself. */
const choice = (value: string | number) => String(value)

/** Text from a file or a person, on one line, in quotation marks, cut. */
function quoted(text: string, language: Language): string {
  const letters = [...printable(text.slice(0, 4 * MOST_LETTERS)).trim()]
  const shown =
    letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS).join('')}…` : letters.join('')
  if (language === 'en') return `“${shown}”`
  return language === 'fr' ? `«\u202f${shown}\u202f»` : `«${shown}»`
}

const text: Written<string> = (value, language) =>
  value.trim() === '' ? saidOf('empty.cell', language) : quoted(value, language)

const name: Written<string> = (value, language) =>
  value.trim() === '' ? saidOf('empty.name', language) : quoted(value, language)

/** One of a few known words; anything else is the text of somebody. */
const known =
  (group: string, otherwise: Written<string> = name): Written<string> =>
  (value, language) => {
    const word = `${group}.${value}`
    return Object.hasOwn(findingWords.en, word)
      ? saidOf(word as FindingWord, language)
      : otherwise(value, language)
  }

/** A column that a file may call otherwise, in quotation marks as one that it does name. */
const column: Written<string> = (value, language) => {
  const said = known('column', (own) => own)(value, language)
  return name(String(said), language)
}

/** The name of a method, of a row of the table of methods, or of a kind of interval. */
const named =
  (group: 'method' | 'specification' | 'kind'): Written<string> =>
  (value, language) => {
    const word = `${group}.${value}`
    return Object.hasOwn(words.en, word)
      ? speak(words, language)(word as keyof typeof en)
      : name(value, language)
  }

/** Several of them, with the rest counted where there are many. */
const several =
  <Value>(
    write: Written<Value>,
    join: (language: Language, items: string[]) => string = formatList,
  ): Written<readonly Value[]> =>
  (values, language) => {
    if (values.length === 0) return saidOf('empty.list', language)
    const items = values.slice(0, MOST_NAMED).map((value) => String(write(value, language)))
    const rest = values.length - items.length
    return join(language, rest > 0 ? [...items, saidOf('more', language, { count: rest })] : items)
  }

/** Items that have an “and” of their own. */
const apart = (language: Language, items: string[]) => items.join(between(language, ';'))

/** What was, and what it is now. */
const thenNow: Written<readonly (number | null)[]> = (values, language) =>
  values
    .map((value) => (value === null ? saidOf('empty.list', language) : estimate(value, language)))
    .join(' → ')

export const writtenValues: WrittenValues = {
  'too-few': { what: known('what'), is: exact, least: exact },
  'too-many': { what: known('what'), is: exact, most: exact },
  'not-a-count': { row: exact, column: name, text },

  'rows-left-out': { why: known('why'), count: plural, of: exact },
  'not-a-number-from': { row: exact, column, text, least: exact },
  'id-missing': { row: exact },
  'id-twice': { row: exact, earlier: exact, id: name },
  'unknown-recruiter': { row: exact, id: name, recruiter: name },
  'self-recruitment': { row: exact, id: name },
  'recruitment-cycle': { row: exact, ids: several(name) },
  'seeds-only': { cases: exact },
  'more-recruits-than-coupons': { count: plural, coupons: exact, first: name, recruits: exact },
  'degree-below-recruits': { count: plural, of: exact },
  'degrees-heaped': { share, expected: share },
  'weights-concentrated': { share, largest: share },
  'group-unknown': { group: name, known: several(name) },
  'one-outcome': { group: name, cases: exact },
  'group-never-recruits': { group: name },
  'groups-apart': { from: several(name), to: several(name) },
  'population-missing': { method: named('method') },
  'population-below-sample': { population: exact, sample: exact },
  'large-sampling-fraction': { share, above: share },
  'not-converged': { last: exact, moved: points, allowed: points },
  'seeds-not-forgotten': { wavesNeeded: orNone(exact), wavesReached: exact },
  'seeds-of-one-group': { group: name, seeds: exact },
  'trees-apart': { trees: exact, low: share, high: share },
  'strong-homophily': { homophily: ratio },
  'uneven-recruitment': { most: name, least: name, ratio },
  'resamples-elsewhere': { estimate: share, resampledMean: share, standardErrors: ratio },
  'outside-own-interval': { levels: several(level) },
  'few-respondents': { is: exact, least: exact },
  'resamples-failed': { failed: exact, of: exact },
  'interval-needs-resamples': { level, is: exact, least: exact },
  'too-little-branching': { places: exact, least: exact, fixed: share },
  'interval-too-short': { kind: known('bootstrap') },
  'group-size-missing': { group: name },
  'group-twice': { group: name },
  'group-answers-missing': { group: name },
  'group-above-population': { group: name, size: exact, population: exact },
  'no-degrees': { cases: exact },
  'none-reported': { cases: exact, group: name },
  'reports-without-degrees': { reports: exact, group: name },
  'back-estimate-off': { group: name, known: exact, estimate, ratio },
  'formula-error-too-small': { formula: estimate, resampled: estimate, ratio },
  'transmission-taken-as-complete': { method: named('method') },
  'answers-overdispersed': { group: name, index: ratio },
  'reports-concentrated': { group: name, respondents: share, share },
  'factor-out-of-range': { factor: known('factor'), value: exact },
  'factors-taken-as-exact': { factors: several(known('factor')) },
  'hidden-group-known': { group: name },
  'strata-of-one-unit': { count: exact, of: exact },
  'averaged-shares-lean': { ratio },
  'few-reports': { group: name, reports: exact, least: exact },
  'answers-cut': { at: exact, count: exact, of: exact },
  'no-visibility': { cases: exact },
  'estimate-above-population': { estimate: whole, population: exact },
  'limits-above-population': { levels: several(level), beyond: exact, of: exact, population: exact },
  'size-not-positive': { what: known('size'), value: exact },
  'probability-out-of-range': { row: exact, column, text },
  'frequency-taken-as-one': { count: exact, of: exact },
  'event-contradicted': { event: name, column, row: exact },
  'more-interviewed-than-counted': { event: name, interviewed: exact, counted: exact },
  'weights-uneven': { effective: estimate, of: exact },

  'row-width': { row: exact, is: plural, expected: exact },
  'not-zero-or-one': { row: exact, column: name, text },
  'unseen-counted': { row: exact, count: exact },
  'unseen-row-left-out': { row: exact },
  'history-twice': { row: exact, first: exact, lists: several(name) },
  'list-without-name': { column: exact },
  'counts-like-a-list': { column: name },
  'list-twice': { list: name },
  'empty-list': { list: name },
  'no-overlap': {},
  'all-overlap': {},
  'list-within-list': { inner: name, outer: name },
  'model-not-read': { text: name, at: text },
  'list-not-in-model': { list: name, text: name },

  'missing-weights': { count: plural, rows: several(exact) },
  'missing-outcomes': { count: plural, rows: several(exact), shareOfWeight: share },
  'not-a-weight': { row: exact, value: exact },
  'not-a-size': { column, row: exact, value: exact },
  'missing-design': { column: known('design'), row: exact },
  'sampling-fraction-varies': { stratum: name, row: exact },
  'stratum-below-sample': { stratum: name, population: exact, sampled: exact },
  'cluster-in-several-strata': { count: exact, clusters: several(name) },
  'one-cluster-in-stratum': { strata: several(name), choices: several(known('lonely'), apart) },
  'lonely-clusters-settled': { strata: several(name), how: known('lonely') },
  'weights-against-population': { stratum: name, sumOfWeights: estimate, population: estimate },
  'weights-not-expanded': { sumOfWeights: estimate, respondents: exact },
  'no-variation': {
    all: choice,
    effectiveSize: estimate,
    limitIfClustersAlike: orNone(shareOrNumber),
  },
  'clusters-agree': { clusters: exact },
  'few-degrees-of-freedom': { degreesOfFreedom: estimate, least: exact },
  'out-of-range': { what: known('quantity'), value: exact, least: bound, most: orNone(bound) },
  'not-comparable': {
    what: known('difference'),
    first: said,
    second: said,
  },
  'no-ratio': { wave: name, share },
  'wave-without-estimate': { wave: name },
  'trend-unchecked': { periods: plural },
  'trends-differ-before': { difference: distance, p: share },
  'few-clusters-in-group': { group: known('arm'), clusters: exact, least: exact },
  'resamples-without-estimate': { wave: name, failed: exact, of: exact },
  'poor-fit-before': { error: estimate, spread: estimate, most: ratio },
  'few-places-to-compare': { places: exact, smallestP: share },
  'plan-assumes-independence': { lists: exact },
  'few-expected-cases': { expected: estimate, least: exact },
  'plan-passes-ends': { side: choice, share: assumedShare, halfWidth: points },
  'few-clusters-planned': { clusters: exact, least: exact },
  'few-expected-in-overlap': { expected: estimate, least: exact },

  'not-a-whole-count': { what: known('list'), value: text },
  'both-above-list': { list: name, size: exact, both: exact },
  'overlap-small': { first: name, second: name, overlap: exact, least: exact },
  'independence-untestable': { first: name, second: name },
  'interval-without-width': { kind: named('kind') },
  'no-upper-limit': { kind: named('kind'), level },
  'lower-bound': {},
  'bound-not-proved': { lists: exact, provable: whole },
  'nobody-on-two': { ones: exact },

  'file-empty': {},
  'file-not-text': {},
  'file-without-rows': {},
  'quote-not-closed': { row: exact },
  'heading-of-numbers': { text },
  'column-twice': { column: name },
  'column-unknown': { column: name, known: several(name) },
  'not-a-number': { row: exact, column: name, text },
  'same-table-twice': {},
  'size-varies-without-strata': { row: exact },
  'thousands-or-decimals': { row: exact, column: name, text },
  'mean-not-share': { others: plural, least: exact, most: exact },
  'not-yes-or-no': { row: exact, column: name, text },

  'setting-out-of-range': { setting: known('setting'), is: exact, least: exact, most: exact },
  'posterior-cut-off': { maxMissing: exact, beyond: orNone(share) },
  'unseen-beyond-grid': { atLeast: estimate, most: exact },
  'several-peaks': { at: several(estimate), shares: several(share) },
  'chains-not-converged': {
    rHat: estimate,
    mostRHat: estimate,
    ess: estimate,
    leastEss: exact,
    chains: exact,
    iterations: exact,
    apart: orNone(estimate),
  },
  'posterior-improper': {},
  'close-to-threshold': {
    lists: several(name),
    statistic: estimate,
    threshold: estimate,
    monteCarloError: ratio,
  },

  'no-mle': { model: name },
  'not-identifiable': { model: name },
  'fit-not-converged': { model: name },
  'nothing-left-to-test': { model: name },
  'model-does-not-fit': { model: name, deviance: estimate, degreesOfFreedom: exact, p: chanceOf },
  'fit-not-judged': { model: name, deviance: estimate, degreesOfFreedom: exact, below: exact, of: exact },
  'high-order-model': { model: name, order: exact },
  'choice-not-repeated': {},
  'resamples-unbounded': { failed: exact, of: exact },
  'resamples-one-sided': { below: exact, of: exact },
  'one-less-leaves-none': { histories: several(several(name), apart) },
  'one-less-moves-total': { low: estimate, high: estimate },
  'few-together': { is: exact, least: exact },
  'limit-on-last-resample': { level, side: choice },

  'no-model-has-estimate': { models: exact },
  'good-models-disagree': { models: exact, low: estimate, high: estimate },
  'models-refused': { refused: exact, of: exact },
  'depends-on-models-tried': { level, low: thenNow, high: thenNow },

  'below-lower-bound': { label: named('specification'), estimate: whole, bound: whole },
  'inconsistent-list': { list: name, truth: exact, estimate },
  'methods-disagree': { methods: exact, low: estimate, high: estimate },
}

/** What one of two figures says of itself. */
function said(value: string, language: Language): string {
  if (value.trim() === '') return saidOf('said.none', language)
  return String(known('said', named('method'))(value, language))
}
