import type { Findings } from './findings.ts'

/** Of which type a value of a finding is, as it can be tried at run time; an array lists all it may be. */
export type ValueKind<Value> = [Value] extends [number | string]
  ? number extends Value
    ? 'number'
    : string extends Value
      ? 'text'
      : readonly Value[]
  : [Value] extends [number | null]
    ? 'number or null'
    : [Value] extends [string[]]
      ? string extends Value[number]
        ? 'texts'
        : { each: readonly Value[number][] }
      : [Value] extends [string[][]]
        ? 'lists of texts'
        : [Value] extends [[number | null, number | null]]
          ? 'pair'
          : 'numbers'

/** The values of every finding, no more and no fewer: a new finding, or a new value of one, does not compile without it. */
export const findingValues: {
  [Code in keyof Findings]: { [Name in keyof Findings[Code]]: ValueKind<Findings[Code][Name]> }
} = {
  'too-few': {
    what: ['lists', 'cases', 'groups', 'clusters', 'periods', 'chains', 'resamples'],
    is: 'number',
    least: 'number',
  },
  'too-many': {
    what: ['lists', 'cases', 'groups', 'models', 'rows', 'replicates'],
    is: 'number',
    most: 'number',
  },
  'not-a-count': { row: 'number', column: 'text', text: 'text' },
  'rows-left-out': {
    why: [
      'degree-missing',
      'degree-zero',
      'outcome-missing',
      'answer-missing',
      'weight-missing',
      'frequency-missing',
    ],
    count: 'number',
    of: 'number',
  },
  'not-a-number-from': { row: 'number', column: 'text', text: 'text', least: 'number' },
  'id-missing': { row: 'number' },
  'id-twice': { row: 'number', earlier: 'number', id: 'text' },
  'unknown-recruiter': { row: 'number', id: 'text', recruiter: 'text' },
  'self-recruitment': { row: 'number', id: 'text' },
  'recruitment-cycle': { row: 'number', ids: 'texts' },
  'seeds-only': { cases: 'number' },
  'more-recruits-than-coupons': { count: 'number', coupons: 'number', first: 'text', recruits: 'number' },
  'degree-below-recruits': { count: 'number', of: 'number' },
  'degrees-heaped': { share: 'number', expected: 'number' },
  'weights-concentrated': { share: 'number', largest: 'number' },
  'group-unknown': { group: 'text', known: 'texts' },
  'one-outcome': { group: 'text', cases: 'number' },
  'group-never-recruits': { group: 'text' },
  'groups-apart': { from: 'texts', to: 'texts' },
  'population-missing': { method: 'text' },
  'population-below-sample': { population: 'number', sample: 'number' },
  'large-sampling-fraction': { share: 'number', above: 'number' },
  'not-converged': { last: 'number', moved: 'number', allowed: 'number' },
  'seeds-not-forgotten': { wavesNeeded: 'number or null', wavesReached: 'number' },
  'seeds-of-one-group': { group: 'text', seeds: 'number' },
  'trees-apart': { trees: 'number', low: 'number', high: 'number' },
  'strong-homophily': { homophily: 'number' },
  'uneven-recruitment': { most: 'text', least: 'text', ratio: 'number' },
  'resamples-elsewhere': { estimate: 'number', resampledMean: 'number', standardErrors: 'number' },
  'outside-own-interval': { levels: 'numbers' },
  'few-respondents': { is: 'number', least: 'number' },
  'resamples-failed': { failed: 'number', of: 'number' },
  'interval-needs-resamples': { level: 'number', is: 'number', least: 'number' },
  'too-little-branching': { places: 'number', least: 'number', fixed: 'number' },
  'interval-too-short': { kind: 'text' },
  'group-size-missing': { group: 'text' },
  'group-twice': { group: 'text' },
  'group-answers-missing': { group: 'text' },
  'group-above-population': { group: 'text', size: 'number', population: 'number' },
  'no-degrees': { cases: 'number' },
  'none-reported': { cases: 'number', group: 'text' },
  'reports-without-degrees': { reports: 'number', group: 'text' },
  'back-estimate-off': { group: 'text', known: 'number', estimate: 'number', ratio: 'number' },
  'formula-error-too-small': { formula: 'number', resampled: 'number', ratio: 'number' },
  'transmission-taken-as-complete': { method: 'text' },
  'answers-overdispersed': { group: 'text', index: 'number' },
  'reports-concentrated': { group: 'text', respondents: 'number', share: 'number' },
  'factor-out-of-range': { factor: 'text', value: 'number' },
  'factors-taken-as-exact': { factors: 'texts' },
  'hidden-group-known': { group: 'text' },
  'strata-of-one-unit': { count: 'number', of: 'number' },
  'averaged-shares-lean': { ratio: 'number' },
  'few-reports': { group: 'text', reports: 'number', least: 'number' },
  'answers-cut': { at: 'number', count: 'number', of: 'number' },
  'no-visibility': { cases: 'number' },
  'estimate-above-population': { estimate: 'number', population: 'number' },
  'limits-above-population': { levels: 'numbers', beyond: 'number', of: 'number', population: 'number' },
  'size-not-positive': { what: 'text', value: 'number' },
  'probability-out-of-range': { row: 'number', column: 'text', text: 'text' },
  'frequency-taken-as-one': { count: 'number', of: 'number' },
  'event-contradicted': { event: 'text', column: 'text', row: 'number' },
  'more-interviewed-than-counted': { event: 'text', interviewed: 'number', counted: 'number' },
  'weights-uneven': { effective: 'number', of: 'number' },
  'row-width': { row: 'number', is: 'number', expected: 'number' },
  'not-zero-or-one': { row: 'number', column: 'text', text: 'text' },
  'unseen-counted': { row: 'number', count: 'number' },
  'unseen-row-left-out': { row: 'number' },
  'history-twice': { row: 'number', first: 'number', lists: 'texts' },
  'list-without-name': { column: 'number' },
  'list-twice': { list: 'text' },
  'counts-like-a-list': { column: 'text' },
  'empty-list': { list: 'text' },
  'no-overlap': {},
  'all-overlap': {},
  'list-within-list': { inner: 'text', outer: 'text' },
  'model-not-read': { text: 'text', at: 'text' },
  'list-not-in-model': { list: 'text', text: 'text' },
  'missing-weights': { count: 'number', rows: 'numbers' },
  'missing-outcomes': { count: 'number', rows: 'numbers', shareOfWeight: 'number' },
  'not-a-weight': { row: 'number', value: 'number' },
  'not-a-size': { column: 'text', row: 'number', value: 'number' },
  'missing-design': { column: ['strata', 'clusters', 'fpc', 'wave', 'group'], row: 'number' },
  'sampling-fraction-varies': { stratum: 'text', row: 'number' },
  'stratum-below-sample': { stratum: 'text', population: 'number', sampled: 'number' },
  'cluster-in-several-strata': { count: 'number', clusters: 'texts' },
  'one-cluster-in-stratum': { strata: 'texts', choices: { each: ['centre', 'certainty', 'collapse'] } },
  'lonely-clusters-settled': { strata: 'texts', how: ['centre', 'certainty', 'collapse'] },
  'weights-against-population': { stratum: 'text', sumOfWeights: 'number', population: 'number' },
  'weights-not-expanded': { sumOfWeights: 'number', respondents: 'number' },
  'no-variation': { all: [0, 1], effectiveSize: 'number', limitIfClustersAlike: 'number or null' },
  'clusters-agree': { clusters: 'number' },
  'few-degrees-of-freedom': { degreesOfFreedom: 'number', least: 'number' },
  'out-of-range': { what: 'text', value: 'number', least: 'number', most: 'number or null' },
  'not-comparable': {
    what: [
      'unit',
      'stock-or-flow',
      'population',
      'definition',
      'codebook-version',
      'frame',
      'lists',
      'method',
      'reference-period',
    ],
    first: 'text',
    second: 'text',
  },
  'no-ratio': { wave: 'text', share: 'number' },
  'wave-without-estimate': { wave: 'text' },
  'trend-unchecked': { periods: 'number' },
  'trends-differ-before': { difference: 'number', p: 'number' },
  'few-clusters-in-group': { group: 'text', clusters: 'number', least: 'number' },
  'resamples-without-estimate': { wave: 'text', failed: 'number', of: 'number' },
  'poor-fit-before': { error: 'number', spread: 'number', most: 'number' },
  'few-places-to-compare': { places: 'number', smallestP: 'number' },
  'plan-assumes-independence': { lists: 'number' },
  'few-expected-cases': { expected: 'number', least: 'number' },
  'plan-passes-ends': { side: ['none', 'everybody'], share: 'number', halfWidth: 'number' },
  'few-clusters-planned': { clusters: 'number', least: 'number' },
  'few-expected-in-overlap': { expected: 'number', least: 'number' },
  'not-a-whole-count': { what: ['first', 'second', 'both'], value: 'text' },
  'both-above-list': { list: 'text', size: 'number', both: 'number' },
  'overlap-small': { first: 'text', second: 'text', overlap: 'number', least: 'number' },
  'independence-untestable': { first: 'text', second: 'text' },
  'interval-without-width': { kind: 'text' },
  'no-upper-limit': { kind: 'text', level: 'number' },
  'lower-bound': {},
  'bound-not-proved': { lists: 'number', provable: 'number' },
  'nobody-on-two': { ones: 'number' },
  'file-empty': {},
  'file-not-text': {},
  'file-without-rows': {},
  'quote-not-closed': { row: 'number' },
  'heading-of-numbers': { text: 'text' },
  'column-twice': { column: 'text' },
  'column-unknown': { column: 'text', known: 'texts' },
  'not-a-number': { row: 'number', column: 'text', text: 'text' },
  'same-table-twice': {},
  'size-varies-without-strata': { row: 'number' },
  'thousands-or-decimals': { row: 'number', column: 'text', text: 'text' },
  'mean-not-share': { others: 'number', least: 'number', most: 'number' },
  'not-yes-or-no': { row: 'number', column: 'text', text: 'text' },
  'setting-out-of-range': { setting: 'text', is: 'number', least: 'number', most: 'number' },
  'posterior-cut-off': { maxMissing: 'number', beyond: 'number or null' },
  'unseen-beyond-grid': { atLeast: 'number', most: 'number' },
  'several-peaks': { at: 'numbers', shares: 'numbers' },
  'chains-not-converged': {
    rHat: 'number',
    mostRHat: 'number',
    ess: 'number',
    leastEss: 'number',
    chains: 'number',
    iterations: 'number',
    apart: 'number or null',
  },
  'posterior-improper': {},
  'close-to-threshold': {
    lists: 'texts',
    statistic: 'number',
    threshold: 'number',
    monteCarloError: 'number',
  },
  'no-mle': { model: 'text' },
  'not-identifiable': { model: 'text' },
  'fit-not-converged': { model: 'text' },
  'nothing-left-to-test': { model: 'text' },
  'model-does-not-fit': { model: 'text', deviance: 'number', degreesOfFreedom: 'number', p: 'number' },
  'fit-not-judged': {
    model: 'text',
    deviance: 'number',
    degreesOfFreedom: 'number',
    below: 'number',
    of: 'number',
  },
  'high-order-model': { model: 'text', order: 'number' },
  'choice-not-repeated': {},
  'resamples-unbounded': { failed: 'number', of: 'number' },
  'resamples-one-sided': { below: 'number', of: 'number' },
  'one-less-leaves-none': { histories: 'lists of texts' },
  'one-less-moves-total': { low: 'number', high: 'number' },
  'few-together': { is: 'number', least: 'number' },
  'limit-on-last-resample': { level: 'number', side: ['low', 'high'] },
  'no-model-has-estimate': { models: 'number' },
  'good-models-disagree': { models: 'number', low: 'number', high: 'number' },
  'models-refused': { refused: 'number', of: 'number' },
  'depends-on-models-tried': { level: 'number', low: 'pair', high: 'pair' },
  'below-lower-bound': { label: 'text', estimate: 'number', bound: 'number' },
  'inconsistent-list': { list: 'text', truth: 'number', estimate: 'number' },
  'methods-disagree': { methods: 'number', low: 'number', high: 'number' },
}

/**
 * Findings about one row of a file or the text of a cell. They end a reading, stand beside no figure, and are neither
 * sent nor kept: what they quote may be somebody’s number or name.
 */
export const aboutOneRow: ReadonlySet<keyof Findings> = new Set([
  'not-a-count',
  'not-a-number-from',
  'id-missing',
  'id-twice',
  'unknown-recruiter',
  'self-recruitment',
  'recruitment-cycle',
  'probability-out-of-range',
  'not-zero-or-one',
  'not-a-number',
])

const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
const isText = (value: unknown) => typeof value === 'string'
const areAll = (value: unknown, is: (each: unknown) => boolean) => Array.isArray(value) && value.every(is)

/** Whether a value is of its type. */
function isOf(kind: unknown, value: unknown): boolean {
  if (Array.isArray(kind)) return kind.includes(value)
  if (typeof kind === 'object' && kind !== null && 'each' in kind)
    return areAll(value, (each) => (kind.each as unknown[]).includes(each))
  switch (kind) {
    case 'number':
      return isNumber(value)
    case 'number or null':
      return value === null || isNumber(value)
    case 'text':
      return isText(value)
    case 'numbers':
      return areAll(value, isNumber)
    case 'texts':
      return areAll(value, isText)
    case 'lists of texts':
      return areAll(value, (each) => areAll(each, isText))
    case 'pair':
      return areAll(value, (each) => each === null || isNumber(each)) && (value as unknown[]).length === 2
    default:
      return false
  }
}

/**
 * What of something that is said to be a finding is none of its values, lacks, or is of another type; `code` where the
 * code itself is unknown. Empty for a finding.
 */
export function notOfFinding(given: { code: string }): string[] {
  if (!Object.hasOwn(findingValues, given.code)) return ['code']
  const kinds = new Map(Object.entries(findingValues[given.code as keyof Findings]))
  return [
    ...Object.keys(given).filter((name) => name !== 'code' && !kinds.has(name)),
    ...[...kinds].flatMap(([name, kind]) => (isOf(kind, Reflect.get(given, name)) ? [] : [name])),
  ]
}
