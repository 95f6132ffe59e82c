/**
 * Everything an estimator of prevalence may have to say besides a number: why there is none, what is doubtful,
 * what is wrong with the data. A code with its values, never a sentence: the pages say it in four languages.
 */
export type Findings = {
  /** Fewer lists, groups or observations than the method needs. */
  'too-few': {
    what: 'lists' | 'cases' | 'groups' | 'clusters' | 'periods' | 'chains' | 'resamples'
    is: number
    least: number
  }
  /** More than the method can take. */
  'too-many': {
    what: 'lists' | 'cases' | 'groups' | 'models' | 'rows' | 'replicates'
    is: number
    most: number
  }
  /** A cell holds no number of the kind asked for; rows count from 1 without the heading. */
  'not-a-count': { row: number; column: string; text: string }
  // Networks: respondent-driven samples, scale-up, time-location samples (network/).
  /** Some rows were not used, for one reason; the estimate stands on the others. */
  'rows-left-out': {
    why:
      | 'degree-missing'
      | 'degree-zero'
      | 'outcome-missing'
      | 'answer-missing'
      | 'weight-missing'
      | 'frequency-missing'
    count: number
    of: number
  }
  /** An answer that must be a number of at least `least` is something else; rows count from 1 without the heading. */
  'not-a-number-from': { row: number; column: string; text: string; least: number }
  /** A respondent has no number of his or her own; rows count from 1 without the heading. */
  'id-missing': { row: number }
  /** Two respondents have the same number. */
  'id-twice': { row: number; earlier: number; id: string }
  /** The recruiter named is no respondent of the file: add the row, or mark the respondent as a seed. */
  'unknown-recruiter': { row: number; id: string; recruiter: string }
  /** A respondent is said to have recruited himself or herself. */
  'self-recruitment': { row: number; id: string }
  /** Following recruiters upwards leads back to where one started, so there is no seed. */
  'recruitment-cycle': { row: number; ids: string[] }
  /** Nobody was recruited by another respondent: a list of seeds is no respondent-driven sample. */
  'seeds-only': { cases: number }
  /** Some respondents have more recruits than they were given coupons: recruiters may be mixed up. */
  'more-recruits-than-coupons': { count: number; coupons: number; first: string; recruits: number }
  /** Some respondents know fewer people, by their own count, than recruited them or were recruited by them. */
  'degree-below-recruits': { count: number; of: number }
  /** Many degrees are multiples of five: they were guessed, not counted. */
  'degrees-heaped': { share: number; expected: number }
  /** A few respondents with very few acquaintances carry much of the weight. */
  'weights-concentrated': { share: number; largest: number }
  /** The group asked for is none of the answers given. */
  'group-unknown': { group: string; known: string[] }
  /** Everybody gave the same answer: the sample cannot say how far from it the population is. */
  'one-outcome': { group: string; cases: number }
  /** Members of this group recruited nobody whose group is known, so recruitment does not say whom they know. */
  'group-never-recruits': { group: string }
  /** No recruitment leads from some groups to others: the sample cannot say how large the one is beside the other. */
  'groups-apart': { from: string[]; to: string[] }
  /** The method needs the size of the population, and it was not given. */
  'population-missing': { method: string }
  /** The population was said to be smaller than the sample drawn from it. */
  'population-below-sample': { population: number; sample: number }
  /** The sample is a large part of the population, which this estimate leaves out of account. */
  'large-sampling-fraction': { share: number; above: number }
  /** The estimate was still moving over the last respondents. */
  'not-converged': { last: number; moved: number; allowed: number }
  /** Recruitment ended before the chain could forget what its seeds were. */
  'seeds-not-forgotten': { wavesNeeded: number | null; wavesReached: number }
  /** All seeds are of one group. */
  'seeds-of-one-group': { group: string; seeds: number }
  /** The trees of different seeds say different things: recruitment may not pass between parts of the population. */
  'trees-apart': { trees: number; low: number; high: number }
  /** People recruit their own kind much more often than chance would have it. */
  'strong-homophily': { homophily: number }
  /** One group brings in clearly more recruits per person than another. */
  'uneven-recruitment': { most: string; least: string; ratio: number }
  /** Drawn anew, the sample gives another figure than itself: its seeds, or a few respondents, decide much of it. */
  'resamples-elsewhere': { estimate: number; resampledMean: number; standardErrors: number }
  /** The estimate lies outside its own intervals of these levels: the resamples settle elsewhere, so neither is to be relied on. */
  'outside-own-interval': { levels: number[] }
  /** So few respondents that no interval is made of them. */
  'few-respondents': { is: number; least: number }
  /** Some resamples gave no estimate; the interval stands on the others. */
  'resamples-failed': { failed: number; of: number }
  /** Too few resamples gave an estimate for an interval of this level: none is given. */
  'interval-needs-resamples': { level: number; is: number; least: number }
  /** Recruitment hardly branched: drawn anew, whole trees would show too little of the error, so another interval stands
   *  first. `fixed`: share of respondents who are in every sample drawn anew. */
  'too-little-branching': { places: number; least: number; fixed: number }
  /** The interval was shown in simulations to miss the truth more often than it says. */
  'interval-too-short': { kind: string }
  /** No size is given for this group. */
  'group-size-missing': { group: string }
  /** Two rows give a size of one group: it is not clear which of them is right. */
  'group-twice': { group: string }
  /** The table of answers has no column for this group. */
  'group-answers-missing': { group: string }
  /** A known group is as large as the whole population or larger. */
  'group-above-population': { group: string; size: number; population: number }
  /** Respondents say they know nobody of the known groups, so no network size can be reckoned. */
  'no-degrees': { cases: number }
  /** Nobody knows anybody of the hidden group: the answers give an upper limit at most. */
  'none-reported': { cases: number; group: string }
  /** Only respondents who know nobody of the known groups know members: the average of shares cannot hear them. */
  'reports-without-degrees': { reports: number; group: string }
  /** The size of a known group, estimated from the others, is far from what is known of it. */
  'back-estimate-off': { group: string; known: number; estimate: number; ratio: number }
  /** The standard error by formula is much smaller than respondents, resampled, say it is. */
  'formula-error-too-small': { formula: number; resampled: number; ratio: number }
  /** It was taken for granted that everybody knows what his or her acquaintances are: the true number is likely higher. */
  'transmission-taken-as-complete': { method: string }
  /** Answers are spread more widely than chance meetings would spread them: the groups mix unevenly. */
  'answers-overdispersed': { group: string; index: number }
  /** A few respondents know most of those reported. */
  'reports-concentrated': { group: string; respondents: number; share: number }
  /** An adjustment factor is not a positive number, or a share above 1. */
  'factor-out-of-range': { factor: string; value: number }
  /** Factors were put in as if they were known exactly; the interval knows nothing of their own doubt. */
  'factors-taken-as-exact': { factors: string[] }
  /** The hidden group was also named as one of known size. */
  'hidden-group-known': { group: string }
  /** In some strata one unit was drawn: what they add to the doubt cannot be seen, and the interval is too short. */
  'strata-of-one-unit': { count: number; of: number }
  /** The average of respondents' shares is well above members known over people known: small networks weigh too much. */
  'averaged-shares-lean': { ratio: number }
  /** Few acquaintances were reported in all: the interval is rough. */
  'few-reports': { group: string; reports: number; least: number }
  /** Answers above a number were cut to it. */
  'answers-cut': { at: number; count: number; of: number }
  /** Members of the hidden group say that nobody knows of them, so reports cannot be turned into a size. */
  'no-visibility': { cases: number }
  /** The estimate is larger than the population it is part of, so there is none: an answer, a factor or a size is wrong. */
  'estimate-above-population': { estimate: number; population: number }
  /** Some resamples gave more people than there are: limits of these levels were cut to the population. */
  'limits-above-population': { levels: number[]; beyond: number; of: number; population: number }
  /** A population, a frame or the size of a group is not a number above 0. */
  'size-not-positive': { what: string; value: number }
  /** A probability is not above 0 and at most 1; rows count from 1 without the heading. */
  'probability-out-of-range': { row: number; column: string; text: string }
  /** Respondents who did not say how often they come to venues were taken to come once. */
  'frequency-taken-as-one': { count: number; of: number }
  /** Respondents of one event have different probabilities for it, or different counts of people there. */
  'event-contradicted': { event: string; column: string; row: number }
  /** More people were interviewed at an event than were counted there. */
  'more-interviewed-than-counted': { event: string; interviewed: number; counted: number }
  /** The weights are very uneven: so many equally weighted respondents would say as much. */
  'weights-uneven': { effective: number; of: number }

  // Tables of overlapping lists (lists/overlap-table.ts)
  /** A row of the table has more or fewer cells than the heading. */
  'row-width': { row: number; is: number; expected: number }
  /** A cell that says whether a person is on a list is neither 0 nor 1. */
  'not-zero-or-one': { row: number; column: string; text: string }
  /** A row of persons on no list at all has a count: nobody can have counted them. */
  'unseen-counted': { row: number; count: number }
  /** A row of persons on no list at all, with the count 0, was left out. */
  'unseen-row-left-out': { row: number }
  /** Two rows have the same history: it is not clear whether to add them or to drop one. */
  'history-twice': { row: number; first: number; lists: string[] }
  /** The heading of a list is empty; columns count from 1. */
  'list-without-name': { column: number }
  /** Two lists have the same name. */
  'list-twice': { list: string }
  /** The last column holds nothing but 0 and 1: it may be one more list, and the rows persons, not histories with their counts. */
  'counts-like-a-list': { column: string }
  /** Nobody is on the list. */
  'empty-list': { list: string }
  /** Nobody is on more than one list: there is nothing to estimate from. */
  'no-overlap': Record<never, never>
  /** Everybody is on every list: nothing says that anybody was missed, or that nobody was. */
  'all-overlap': Record<never, never>
  /** Everybody on the inner list is on the outer one too: perhaps one was copied from the other. */
  'list-within-list': { inner: string; outer: string }
  /** A model could not be read; `at` is the part of the text that was not understood. */
  'model-not-read': { text: string; at: string }
  /** A model leaves a list out: every list needs its own term. */
  'list-not-in-model': { list: string; text: string }

  // Surveys and change
  /** Respondents without a weight: refused, or (if asked for) left out and counted. First few rows, from 1. */
  'missing-weights': { count: number; rows: number[] }
  /** Respondents without an answer to the question: they stay in the design, but not in the figure. */
  'missing-outcomes': { count: number; rows: number[]; shareOfWeight: number }
  /** A weight is zero, negative or no number. */
  'not-a-weight': { row: number; value: number }
  /** A size of the population (or share drawn) is zero, negative or no number. */
  'not-a-size': { column: string; row: number; value: number }
  /** A respondent's stratum, cluster, size of the population, wave or group is empty. */
  'missing-design': { column: 'strata' | 'clusters' | 'fpc' | 'wave' | 'group'; row: number }
  /** Rows of one stratum give different sizes of the population. */
  'sampling-fraction-varies': { stratum: string; row: number }
  /** More clusters were drawn in a stratum than it is said to have. */
  'stratum-below-sample': { stratum: string; population: number; sampled: number }
  /** The same name of a cluster stands in several strata; they were counted as different clusters. */
  'cluster-in-several-strata': { count: number; clusters: string[] }
  /** One cluster was drawn in a stratum that has more: the variance is unknown until one of the choices is made. */
  'one-cluster-in-stratum': { strata: string[]; choices: ('centre' | 'certainty' | 'collapse')[] }
  /** What was chosen for strata with one cluster. */
  'lonely-clusters-settled': { strata: string[]; how: 'centre' | 'certainty' | 'collapse' }
  /** Weights of people drawn one by one do not add up to the size of their stratum. */
  'weights-against-population': { stratum: string; sumOfWeights: number; population: number }
  /** Weights add up to no more than the respondents: they do not expand to a population, so a total has no meaning. */
  'weights-not-expanded': { sumOfWeights: number; respondents: number }
  /** Everybody (1) or nobody (0) had the outcome: one-sided limit from the effective size; `limitIfClustersAlike` counts
   *  each cluster as one person, as if all within it were alike. */
  'no-variation': { all: 0 | 1; effectiveSize: number; limitIfClustersAlike: number | null }
  /** All clusters gave the same result, so the sample says nothing of the spread between them. */
  'clusters-agree': { clusters: number }
  /** So few clusters beyond strata that limits are rough. */
  'few-degrees-of-freedom': { degreesOfFreedom: number; least: number }
  /** A figure that cannot be: a share outside 0 to 1, a negative size … */
  'out-of-range': { what: string; value: number; least: number; most: number | null }
  /** Two figures that do not mean the same: as a warning beside a change, or as the reason why there is none. */
  'not-comparable': {
    what:
      | 'unit'
      | 'stock-or-flow'
      | 'population'
      | 'definition'
      | 'codebook-version'
      | 'frame'
      | 'lists'
      | 'method'
      | 'reference-period'
    first: string
    second: string
  }
  /** One of the two waves has no case (or nothing but cases): a ratio does not exist. */
  'no-ratio': { wave: string; share: number }
  /** One of the two waves has no estimate, so there is no change to tell. */
  'wave-without-estimate': { wave: string }
  /** Fewer than two periods before the start: whether both groups moved alike before cannot be checked. */
  'trend-unchecked': { periods: number }
  /** The two groups moved apart before the start already: the comparison may measure that. */
  'trends-differ-before': { difference: number; p: number }
  /** Few clusters in one of the groups: even the wild bootstrap is then unreliable. */
  'few-clusters-in-group': { group: string; clusters: number; least: number }
  /** Resamples of a wave without an estimate: they count as larger than any, as the lists hardly hang together there. */
  'resamples-without-estimate': { wave: string; failed: number; of: number }
  /** Before the start the best mix of other places does not follow the place well enough. */
  'poor-fit-before': { error: number; spread: number; most: number }
  /** So few other places that even the largest effect could come by chance with `smallestP`. */
  'few-places-to-compare': { places: number; smallestP: number }
  /** The plan takes lists as independent; dependence widens the interval and may shift it. */
  'plan-assumes-independence': { lists: number }
  /** The plan leads to so few people with the outcome (or without it) that the interval is rough. */
  'few-expected-cases': { expected: number; least: number }
  /** The interval asked for reaches below nothing or above everybody, so it cannot tell the share from that. */
  'plan-passes-ends': { side: 'none' | 'everybody'; share: number; halfWidth: number }
  /** The plan has so few clusters that their spread is hardly known. */
  'few-clusters-planned': { clusters: number; least: number }
  /** So few found on both lists are expected that the estimate is biased (fewer than seven). */
  'few-expected-in-overlap': { expected: number; least: number }

  // Two lists and lower bounds (lists/two-list.ts, lists/chao.ts)
  /** A size of a list or an overlap is not a whole number from 0. */
  'not-a-whole-count': { what: 'first' | 'second' | 'both'; value: string }
  /** More persons are said to be on both lists than on one of them. */
  'both-above-list': { list: string; size: number; both: number }
  /** So few persons are on both lists that the estimate is biased and may be far off. */
  'overlap-small': { first: string; second: string; overlap: number; least: number }
  /** With two lists nothing in the data can show whether being on the one makes being on the other likelier. */
  'independence-untestable': { first: string; second: string }
  /** The formula gives an interval without width, which would claim certainty: none is shown. */
  'interval-without-width': { kind: string }
  /** The data set no upper limit. */
  'no-upper-limit': { kind: string; level: number }
  /** The figure is a lower bound: the true number is likely higher. */
  'lower-bound': Record<never, never>
  /** This form of the lower bound is for many lists that find alike; with these, only `provable` is one. */
  'bound-not-proved': { lists: number; provable: number }
  /** Nobody is on exactly two lists, so the bound rests on those on one list alone. */
  'nobody-on-two': { ones: number }

  // Files with a table (read by the command and the workbench)
  /** The file has nothing in it. */
  'file-empty': Record<never, never>
  /** The file is binary; a table is text (CSV). */
  'file-not-text': Record<never, never>
  /** There is a heading and no row below it. */
  'file-without-rows': Record<never, never>
  /** A quotation mark is opened and never closed; `row` is where it was noticed. */
  'quote-not-closed': { row: number }
  /** Numbers stand where headings belong, so that the first row would be lost; `text` is one of them. */
  'heading-of-numbers': { text: string }
  /** Two columns have the same heading. */
  'column-twice': { column: string }
  /** No column has this heading. */
  'column-unknown': { column: string; known: string[] }
  /** A cell holds no number; rows count from 1 without the heading. */
  'not-a-number': { row: number; column: string; text: string }
  /** Both waves have the same table: what moves between them is the chance of the resamples alone. */
  'same-table-twice': Record<never, never>
  /** Rows give different sizes of the population, and no column of strata says to what each belongs. */
  'size-varies-without-strata': { row: number }
  /** A cell such as 1.500, in a file parted by semicolons, is a thousand and a half to some and one and a half to others. */
  'thousands-or-decimals': { row: number; column: string; text: string }
  /** The answers hold other values than 1 and 0 (`others` different ones): the figure is their mean, and no share of people. */
  'mean-not-share': { others: number; least: number; most: number }
  /** An answer of yes or no is neither 1 nor 0, nor a word for one of them; rows count from 1 without the heading. */
  'not-yes-or-no': { row: number; column: string; text: string }

  // Bayesian methods (bayes/)
  /** A setting of a method is outside what it can take. */
  'setting-out-of-range': { setting: string; is: number; least: number; most: number }
  /**
   * The posterior goes on beyond the largest number of unseen persons that was tried: so much of it lies there, or,
   * where `beyond` is null, nobody can say how much, since it was not yet falling off. As a warning: limits and
   * mean depend on `maxMissing`; try a larger one. As a reason: no limit could be given at all.
   */
  'posterior-cut-off': { maxMissing: number; beyond: number | null }
  /** By the lower bound alone more persons are unseen than the method can try, so it was not begun. */
  'unseen-beyond-grid': { atLeast: number; most: number }
  /**
   * The posterior has several separate peaks, at these populations and with these shares: the data tell more than
   * one story, and the median may lie where neither of them does.
   */
  'several-peaks': { at: number[]; shares: number[] }
  /**
   * Chains of chance started far apart had not come together (R-hat above `mostRHat`), or held too little
   * independent information (effective sample size below `leastEss`), so nothing is said. Run them longer; if they
   * still disagree, the data tell more than one story. `apart`: the highest of the chains' medians over the lowest;
   * null where the chains were of something else than the population.
   */
  'chains-not-converged': {
    rHat: number
    mostRHat: number
    ess: number
    leastEss: number
    chains: number
    iterations: number
    apart: number | null
  }
  /** Lists overlap so little, or one of them holds everybody, that nothing bounds the unseen from above or from below. */
  'posterior-improper': Record<never, never>
  /** Whether this interaction of lists stays in the model is a close call: another run might decide otherwise. */
  'close-to-threshold': { lists: string[]; statistic: number; threshold: number; monteCarloError: number }

  // Log-linear models of overlapping lists (lists/)
  /** The likelihood of this model has no maximum on this table: with so many histories nobody has, a parameter runs away. Any total would be made up. */
  'no-mle': { model: string }
  /** Different totals fit this table equally well under this model: it has more parameters than the overlaps can tell apart. */
  'not-identifiable': { model: string }
  /** The fit of this model did not settle, so nothing is said. */
  'fit-not-converged': { model: string }
  /** The model fits the table as well as any can: nothing is left over by which to judge it. */
  'nothing-left-to-test': { model: string }
  /** The table is further from the model than chance would take it: the total from it cannot be relied on. */
  'model-does-not-fit': { model: string; deviance: number; degreesOfFreedom: number; p: number }
  /** The table is far from the model, but most of its combinations have means below 1: no p-value can be trusted. */
  'fit-not-judged': { model: string; deviance: number; degreesOfFreedom: number; below: number; of: number }
  /** The model joins more than three lists in one term; few tables can bear that. */
  'high-order-model': { model: string; order: number }
  /** The interval takes the model as known beforehand, though it was chosen from the same table: it is too narrow. */
  'choice-not-repeated': Record<never, never>
  /** In some resamples no estimate exists; they count as larger than any other. */
  'resamples-unbounded': { failed: number; of: number }
  /** All resamples lie on one side of the estimate (or none do below it): no BCa limits, plain quantiles instead. */
  'resamples-one-sided': { below: number; of: number }
  /** Without one person of some histories there is no estimate: the limits are not corrected for acceleration. */
  'one-less-leaves-none': { histories: string[][] }
  /** One person less moves the total to between `low` and `high`: more than a tenth of it. */
  'one-less-moves-total': { low: number; high: number }
  /** So few people are on more than one list that limits corrected for bias lie too low too often: they were widened. */
  'few-together': { is: number; least: number }
  /** A limit stands on the outermost resample: the true limit is there or further out. */
  'limit-on-last-resample': { level: number; side: 'low' | 'high' }

  // Choosing among log-linear models (lists/information.ts, lists/bic-bootstrap.ts)
  /** None of the models has an estimate on this table. */
  'no-model-has-estimate': { models: number }
  /** Models about equally good give totals that differ by half or more. */
  'good-models-disagree': { models: number; low: number; high: number }
  /** Some models have no estimate on this table and were left out of the choice. */
  'models-refused': { refused: number; of: number }
  /** The interval still changes by more than a tenth with the number of models let into the choice. */
  'depends-on-models-tried': { level: number; low: [number, number]; high: [number | null, number | null] }

  // The table of all methods (lists/specification.ts)
  /** The estimate of this method lies below `bound`, the lower limit of the lower bound: either it has missed that some people are harder to find, or lists avoid one another's people. */
  'below-lower-bound': { label: string; estimate: number; bound: number }
  /** The size of a list, estimated from the other lists, is not what it is known to be: the lists are not independent. */
  'inconsistent-list': { list: string; truth: number; estimate: number }
  /** The methods give totals that differ by half or more: the choice of method matters more than any interval. */
  'methods-disagree': { methods: number; low: number; high: number }
}

/** One thing to say, with its values. */
export type Finding = { [Code in keyof Findings]: { code: Code } & Findings[Code] }[keyof Findings]
