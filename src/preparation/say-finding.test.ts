import { compileMessage } from '@lingui/message-utils/compileMessage'
import { describe, expect, it } from 'vitest'
import type { Finding, Findings } from '../estimators/findings.ts'
import { languages } from '../ui/language.ts'
import { sayFinding } from './say-finding.ts'
import { findingWords } from './words.ts'

/** One or more of each finding; a new one does not compile without a sample. */
const samples: { [Code in keyof Findings]: [Findings[Code], ...Findings[Code][]] } = {
  'too-few': [
    { what: 'lists', is: 1, least: 2 },
    { what: 'resamples', is: 0, least: 40 },
    { what: 'cases', is: 0, least: 1 },
    { what: 'groups', is: 3, least: 4 },
    { what: 'clusters', is: 7, least: 10 },
    { what: 'periods', is: 4, least: 5 },
    { what: 'chains', is: 1, least: 2 },
  ],
  'too-many': [
    { what: 'models', is: 35_184_372_088_800, most: 50_000 },
    { what: 'cases', is: 4_000_000_001, most: 4_000_000_000 },
    { what: 'models', is: 1_000_000, most: 50_000 },
    { what: 'rows', is: 200_000, most: 100_000 },
    { what: 'replicates', is: 900, most: 500 },
  ],
  'not-a-count': [{ row: 3, column: 'police', text: '1,5' }],
  'rows-left-out': [
    { why: 'degree-missing', count: 1, of: 400 },
    { why: 'degree-zero', count: 12_345, of: 40_000 },
    { why: 'outcome-missing', count: 2, of: 400 },
    { why: 'answer-missing', count: 2, of: 400 },
    { why: 'weight-missing', count: 2, of: 400 },
    { why: 'frequency-missing', count: 2, of: 400 },
  ],
  'not-a-number-from': [{ row: 12, column: 'degree', text: 'many', least: 0 }],
  'id-missing': [{ row: 12 }],
  'id-twice': [{ row: 12, earlier: 3, id: 'A17' }],
  'unknown-recruiter': [{ row: 12, id: 'A17', recruiter: 'A99' }],
  'self-recruitment': [{ row: 12, id: 'A17' }],
  'recruitment-cycle': [{ row: 12, ids: ['A17', 'A18', 'A19'] }],
  'seeds-only': [{ cases: 40 }],
  'more-recruits-than-coupons': [
    { count: 1, coupons: 3, first: 'A17', recruits: 5 },
    { count: 4, coupons: 3, first: 'A17', recruits: 5 },
  ],
  'degree-below-recruits': [
    { count: 1, of: 400 },
    { count: 9, of: 400 },
  ],
  'degrees-heaped': [{ share: 0.6231, expected: 0.2 }],
  'weights-concentrated': [{ share: 0.05, largest: 0.312 }],
  'group-unknown': [{ group: 'yes', known: ['0', '1'] }],
  'one-outcome': [
    { group: '0', cases: 120 },
    { group: '', cases: 120 },
  ],
  'group-never-recruits': [{ group: 'camp' }],
  'groups-apart': [{ from: ['camp', 'town'], to: ['port'] }],
  'population-missing': [{ method: 'rds-ss' }],
  'population-below-sample': [{ population: 100, sample: 240 }],
  'large-sampling-fraction': [{ share: 0.123, above: 0.05 }],
  'not-converged': [{ last: 50, moved: 0.0417, allowed: 0.02 }],
  'seeds-not-forgotten': [
    { wavesNeeded: 9, wavesReached: 4 },
    { wavesNeeded: null, wavesReached: 4 },
  ],
  'seeds-of-one-group': [{ group: 'camp', seeds: 6 }],
  'trees-apart': [{ trees: 5, low: 0.11, high: 0.52 }],
  'strong-homophily': [{ homophily: 1.8342 }],
  'uneven-recruitment': [{ most: 'camp', least: 'town', ratio: 2.13 }],
  'resamples-elsewhere': [{ estimate: 0.312, resampledMean: 0.254, standardErrors: 1.43 }],
  'outside-own-interval': [{ levels: [0.8] }, { levels: [0.8, 0.95] }],
  'few-respondents': [{ is: 4, least: 30 }],
  'resamples-failed': [{ failed: 3, of: 1000 }],
  'interval-needs-resamples': [
    { level: 0.95, is: 1, least: 40 },
    { level: 0.8, is: 0, least: 20 },
  ],
  'too-little-branching': [
    { places: 0, least: 10, fixed: 1 },
    { places: 12, least: 10, fixed: 0.7123 },
  ],
  'interval-too-short': [{ kind: 'population' }, { kind: 'chain' }],
  'group-size-missing': [{ group: 'teachers' }],
  'group-twice': [{ group: 'teachers' }],
  'group-answers-missing': [{ group: 'teachers' }],
  'group-above-population': [{ group: 'teachers', size: 1_200_000, population: 1_000_000 }],
  'no-degrees': [{ cases: 400 }],
  'none-reported': [{ cases: 400, group: 'domestic workers held' }],
  'reports-without-degrees': [{ reports: 40, group: 'domestic workers held' }],
  'back-estimate-off': [{ group: 'teachers', known: 32_100, estimate: 81_234.567, ratio: 2.531 }],
  'formula-error-too-small': [{ formula: 1203.4, resampled: 3821.9, ratio: 3.176 }],
  'transmission-taken-as-complete': [{ method: 'nsum-mle' }],
  'answers-overdispersed': [{ group: 'teachers', index: 12.3456 }],
  'reports-concentrated': [{ group: 'teachers', respondents: 0.05, share: 0.612 }],
  'factor-out-of-range': [
    { factor: 'transmission', value: 1.2 },
    { factor: 'frameRatio', value: Number.NaN },
  ],
  'factors-taken-as-exact': [{ factors: ['transmission', 'degreeRatio', 'precision', 'frameRatio'] }],
  'hidden-group-known': [{ group: 'teachers' }],
  'strata-of-one-unit': [{ count: 2, of: 12 }],
  'averaged-shares-lean': [{ ratio: 1.341 }],
  'few-reports': [{ group: 'domestic workers held', reports: 7, least: 30 }],
  'answers-cut': [{ at: 30, count: 17, of: 12_000 }],
  'no-visibility': [{ cases: 60 }],
  'estimate-above-population': [{ estimate: 1_234_567.89, population: 1_000_000 }],
  'limits-above-population': [{ levels: [0.8, 0.95], beyond: 412, of: 1000, population: 6000 }],
  'size-not-positive': [
    { what: 'population', value: 0 },
    { what: 'frame', value: -3 },
    { what: 'teachers', value: 0 },
  ],
  'probability-out-of-range': [{ row: 4, column: 'eventProbability', text: '' }],
  'frequency-taken-as-one': [{ count: 12, of: 400 }],
  'event-contradicted': [
    { event: 'market, Monday', column: 'counted', row: 9 },
    { event: 'market, Monday', column: 'eventProbability', row: 9 },
  ],
  'more-interviewed-than-counted': [{ event: 'market, Monday', interviewed: 12, counted: 9 }],
  'weights-uneven': [{ effective: 87.654, of: 400 }],

  'row-width': [
    { row: 7, is: 1, expected: 5 },
    { row: 7, is: 6, expected: 5 },
  ],
  'not-zero-or-one': [{ row: 7, column: 'police', text: 'yes' }],
  'unseen-counted': [{ row: 7, count: 12 }],
  'unseen-row-left-out': [{ row: 7 }],
  'history-twice': [
    { row: 7, first: 3, lists: ['police', 'shelter'] },
    { row: 7, first: 3, lists: [] },
  ],
  'list-without-name': [{ column: 2 }],
  'counts-like-a-list': [{ column: 'police' }],
  'list-twice': [{ list: 'police' }],
  'empty-list': [{ list: 'police' }],
  'no-overlap': [{}],
  'all-overlap': [{}],
  'list-within-list': [{ inner: 'hotline', outer: 'police' }],
  'model-not-read': [
    { text: '[12,9]', at: '9' },
    { text: '[12,]', at: '' },
  ],
  'list-not-in-model': [{ list: 'police', text: '[12]' }],

  'missing-weights': [
    { count: 1, rows: [4] },
    { count: 12, rows: [4, 9, 17] },
  ],
  'missing-outcomes': [
    { count: 1, rows: [4], shareOfWeight: 0.002 },
    { count: 31, rows: [4, 9, 17], shareOfWeight: 0.0812 },
  ],
  'not-a-weight': [
    { row: 4, value: 0 },
    { row: 4, value: Number.NaN },
  ],
  'not-a-size': [{ column: 'fpc', row: 4, value: Number.POSITIVE_INFINITY }],
  'missing-design': [
    { column: 'strata', row: 4 },
    { column: 'clusters', row: 4 },
    { column: 'fpc', row: 4 },
    { column: 'wave', row: 4 },
    { column: 'group', row: 4 },
  ],
  'sampling-fraction-varies': [{ stratum: 'north', row: 17 }],
  'stratum-below-sample': [{ stratum: 'north', population: 12, sampled: 15 }],
  'cluster-in-several-strata': [{ count: 2, clusters: ['1', '2'] }],
  'one-cluster-in-stratum': [
    { strata: ['north', 'south'], choices: ['centre', 'certainty', 'collapse'] },
    { strata: ['north'], choices: ['centre'] },
  ],
  'lonely-clusters-settled': [
    { strata: ['north'], how: 'centre' },
    { strata: ['north'], how: 'certainty' },
    { strata: ['north', 'south'], how: 'collapse' },
  ],
  'weights-against-population': [{ stratum: 'north', sumOfWeights: 91_234.5, population: 120_000 }],
  'weights-not-expanded': [{ sumOfWeights: 400, respondents: 400 }],
  'no-variation': [
    { all: 0, effectiveSize: 312.4, limitIfClustersAlike: null },
    { all: 1, effectiveSize: 312.4, limitIfClustersAlike: 0.9054 },
    { all: 0, effectiveSize: 312.4, limitIfClustersAlike: 81_234.5 },
  ],
  'clusters-agree': [{ clusters: 12 }],
  'few-degrees-of-freedom': [{ degreesOfFreedom: 4, least: 10 }],
  'out-of-range': [
    { what: 'share', value: 1, least: 1e-9, most: 1 - 1e-9 },
    { what: 'divisor', value: 0, least: 0, most: null },
    { what: 'design effect', value: 1000, least: 0.1, most: 100 },
    { what: 'something new', value: 3, least: 0, most: 1 },
  ],
  'not-comparable': [
    { what: 'unit', first: 'person', second: 'household' },
    { what: 'stock-or-flow', first: 'stock', second: 'flow' },
    { what: 'population', first: 'adults', second: '' },
    { what: 'definition', first: 'forced labour', second: 'trafficking' },
    { what: 'codebook-version', first: '1', second: '2' },
    { what: 'frame', first: 'census 2010', second: 'census 2020' },
    { what: 'lists', first: 'a, b', second: 'a, b, c' },
    { what: 'method', first: 'rds-ii', second: 'rds-ss' },
    { what: 'reference-period', first: '12', second: '6' },
  ],
  'no-ratio': [{ wave: '2016', share: 0 }],
  'wave-without-estimate': [{ wave: '2016' }],
  'trend-unchecked': [{ periods: 1 }, { periods: 0 }],
  'trends-differ-before': [{ difference: -0.0213, p: 0.0321 }],
  'few-clusters-in-group': [
    { group: 'treated', clusters: 4, least: 6 },
    { group: 'compared', clusters: 4, least: 6 },
  ],
  'resamples-without-estimate': [{ wave: '2016', failed: 12, of: 1000 }],
  'poor-fit-before': [{ error: 0.0812, spread: 0.0121, most: 2 }],
  'few-places-to-compare': [{ places: 12, smallestP: 0.0769 }],
  'plan-assumes-independence': [{ lists: 3 }],
  'few-expected-cases': [{ expected: 4.3, least: 10 }],
  'plan-passes-ends': [
    { side: 'none', share: 0.01, halfWidth: 0.05 },
    { side: 'everybody', share: 0.99, halfWidth: 0.05 },
  ],
  'few-clusters-planned': [{ clusters: 12, least: 30 }],
  'few-expected-in-overlap': [{ expected: 3.3, least: 7 }],

  'not-a-whole-count': [
    { what: 'first', value: '6.5' },
    { what: 'second', value: '-1' },
    { what: 'both', value: '' },
  ],
  'both-above-list': [{ list: 'police', size: 4, both: 5 }],
  'overlap-small': [{ first: 'police', second: 'shelter', overlap: 3, least: 7 }],
  'independence-untestable': [{ first: 'police', second: 'shelter' }],
  'interval-without-width': [{ kind: 'log-normal' }],
  'no-upper-limit': [{ kind: 'hypergeometric', level: 0.95 }],
  'lower-bound': [{}],
  'bound-not-proved': [{ lists: 3, provable: 1143.2 }],
  'nobody-on-two': [{ ones: 31 }],

  'file-empty': [{}],
  'file-not-text': [{}],
  'file-without-rows': [{}],
  'quote-not-closed': [{ row: 3 }],
  'heading-of-numbers': [{ text: '30' }],
  'column-twice': [{ column: 'police' }],
  'column-unknown': [{ column: 'plice', known: ['police', 'shelter'] }],
  'not-a-number': [{ row: 3, column: 'age', text: 'old' }],
  'same-table-twice': [{}],
  'size-varies-without-strata': [{ row: 101 }],
  'thousands-or-decimals': [{ row: 3, column: 'weight', text: '1.500' }],
  'mean-not-share': [
    { others: 1, least: 2, most: 2 },
    { others: 23, least: -1.5, most: 365 },
  ],
  'not-yes-or-no': [{ row: 3, column: 'forced', text: '2' }],

  'setting-out-of-range': [
    { setting: 'chains', is: 1, least: 2, most: 64 },
    { setting: 'a new one', is: 1, least: 2, most: 64 },
  ],
  'posterior-cut-off': [
    { maxMissing: 1_000_000, beyond: 0.0123 },
    { maxMissing: 1_000_000, beyond: null },
  ],
  'unseen-beyond-grid': [{ atLeast: 871_234_567.8, most: 5_000_000 }],
  'several-peaks': [{ at: [2345.6, 91_234], shares: [0.71, 0.29] }],
  'chains-not-converged': [
    {
      rHat: 1.2345,
      mostRHat: 1.01,
      ess: 87.6,
      leastEss: 400,
      chains: 4,
      iterations: 20_000,
      apart: 3.97,
    },
    { rHat: Number.NaN, mostRHat: 1.01, ess: 0, leastEss: 400, chains: 4, iterations: 20_000, apart: null },
  ],
  'posterior-improper': [{}],
  'close-to-threshold': [
    { lists: ['police', 'shelter'], statistic: 1.98, threshold: 2, monteCarloError: 0.0312 },
  ],

  'no-mle': [{ model: '[police:shelter,hotline]' }],
  'not-identifiable': [{ model: '[police:shelter,hotline]' }],
  'fit-not-converged': [{ model: '[police:shelter,hotline]' }],
  'nothing-left-to-test': [{ model: '[police:shelter,hotline]' }],
  'model-does-not-fit': [
    { model: '[police,shelter,hotline]', deviance: 138.62, degreesOfFreedom: 3, p: 7.4e-30 },
    { model: '[police,shelter,hotline]', deviance: 12.34, degreesOfFreedom: 3, p: 0.0063 },
  ],
  'fit-not-judged': [
    { model: '[police,shelter,hotline]', deviance: 61.8, degreesOfFreedom: 25, below: 19, of: 31 },
  ],
  'high-order-model': [{ model: '[a:b:c:d]', order: 4 }],
  'choice-not-repeated': [{}],
  'resamples-unbounded': [{ failed: 12, of: 1000 }],
  'resamples-one-sided': [
    { below: 0, of: 1000 },
    { below: 1000, of: 1000 },
  ],
  'one-less-leaves-none': [{ histories: [['police', 'shelter'], ['hotline']] }],
  'one-less-moves-total': [{ low: 1987.6, high: 4321.9 }],
  'few-together': [{ is: 13, least: 20 }],
  'limit-on-last-resample': [
    { level: 0.95, side: 'low' },
    { level: 0.999, side: 'high' },
  ],

  'no-model-has-estimate': [{ models: 113 }],
  'good-models-disagree': [{ models: 7, low: 1987.6, high: 41_321.9 }],
  'models-refused': [{ refused: 40, of: 113 }],
  'depends-on-models-tried': [
    { level: 0.95, low: [1987.6, 1650.2], high: [4321.9, null] },
    { level: 0.8, low: [1987.6, 1650.2], high: [4321.9, 91_234.5] },
  ],

  'below-lower-bound': [{ label: 'stepwise-0.02', estimate: 1987.6, bound: 2345.6 }],
  'inconsistent-list': [{ list: 'police', truth: 1234, estimate: 2345.6 }],
  'methods-disagree': [{ methods: 8, low: 1987.6, high: 41_321.9 }],
}

const all: Finding[] = Object.entries(samples).flatMap(([code, values]) =>
  // The table above ties each code to its values; putting the two together again is beyond the types.
  values.map((value) => ({ code, ...value }) as Finding),
)

describe('A finding in words', () => {
  it.each(languages)('is a whole sentence with all its values: %s', (language) => {
    for (const finding of all) {
      const said = sayFinding(finding, language)
      const place = `${JSON.stringify(finding)}: ${said}`
      expect(said, place).not.toMatch(/[{}]|undefined|\bNaN\b|\bnull\b|\[object/)
      expect(said, place).not.toMatch(/“”|«[\s\u202f]*»|\(\s*\)|\s[,.]|\s{2}|: *[.;]/)
      // A number that was not written for a reader has all its digits in a row.
      expect(said, place).not.toMatch(/\d{5}|\d\.\d{10}/)
      expect(said, place).toMatch(/^[\p{Lu}«“\d].*[.)]$/u)
      expect(said.length, place).toBeLessThan(430)
    }
  })

  it('differs between findings, and between languages', () => {
    const english = all.map((finding) => sayFinding(finding, 'en'))
    for (const language of ['fr', 'es', 'pt'] as const)
      for (const [place, finding] of all.entries())
        expect(sayFinding(finding, language)).not.toBe(english[place])
    const firsts = Object.keys(samples).map((code) => english[all.findIndex((one) => one.code === code)])
    expect(new Set(firsts).size).toBe(firsts.length)
  })

  it('names only values that the finding has', () => {
    for (const [code, [first]] of Object.entries(samples)) {
      const message = findingWords.en[code as keyof Findings]
      const names = [...JSON.stringify(compileMessage(message)).matchAll(/\["(\w+)"/g)].map(
        ([, name]) => name,
      )
      for (const name of names) expect(Object.keys(first), code).toContain(name)
    }
  })

  it('rounds what has doubt of its own, and leaves what was counted', () => {
    const { known, ratio, estimate } = samples['back-estimate-off'][0]
    expect(sayFinding({ code: 'back-estimate-off', group: 'teachers', known, ratio, estimate }, 'en')).toBe(
      'The group “teachers” has 32,100 people; estimated from the other groups it would have 81,200 (2.5 times as many). The figure may be as far off.',
    )
    expect(sayFinding({ code: 'large-sampling-fraction', share: 0.123, above: 0.05 }, 'fr')).toMatch(/12\s%/)
    expect(sayFinding({ code: 'posterior-cut-off', maxMissing: 12_345, beyond: 0.01234 }, 'en')).toContain(
      'the probability of still more is 1.2%',
    )
  })

  it('quotes what comes from a file, on one line, harmless and cut', () => {
    const text = `\u001b[31mred\n${'x'.repeat(5000)}`
    const said = sayFinding({ code: 'not-a-count', row: 3, column: 'police', text }, 'en')
    expect(said).toContain(`holds “�[31mred ${'x'.repeat(51)}…”`)
    expect(sayFinding({ code: 'not-a-count', row: 3, column: 'police', text: '  ' }, 'en')).toContain(
      'holds (nothing)',
    )
    expect(sayFinding({ code: 'list-twice', list: '{a} <b> #' }, 'es')).toContain('«{a} <b> #»')
  })

  it('says known codes within a finding in words, and a name of somebody as it stands', () => {
    expect(
      sayFinding({ code: 'not-comparable', what: 'method', first: 'rds-ii', second: 'own way' }, 'es'),
    ).toContain('(Muestreo dirigido por entrevistados, RDS-II; «own way»)')
    expect(
      sayFinding({ code: 'below-lower-bound', label: 'chao', estimate: 10_001.2, bound: 12_000 }, 'fr'),
    ).toMatch(/^Borne inférieure \(Chao\)\s: 10\s001,/)
    expect(sayFinding({ code: 'one-less-leaves-none', histories: [['a', 'b'], ['c']] }, 'en')).toContain(
      '“a” and “b”; “c”',
    )
  })

  it('counts what is left of a long list', () => {
    const known = Array.from({ length: 40 }, (_, k) => `c${k}`)
    expect(sayFinding({ code: 'column-unknown', column: 'x', known }, 'en')).toContain('“c7” and 32 more.')
    expect(sayFinding({ code: 'column-unknown', column: 'x', known: [] }, 'en')).toContain('(none)')
  })
})
