import type { FindingWord } from './keys.ts'

/** What is so, what it means for the figure, and what can be done; for readers who are no statisticians. */
export const en: Record<FindingWord, string> = {
  'too-few': 'Too few {what}: {is}, where at least {least} are needed.',
  'too-many': 'Too many {what}: {is}, where at most {most} can be taken.',
  'too-few.lists':
    'Too few lists: {is}, where at least {least} are needed. Bring one more, or use a method without lists (a survey, recruited samples, a count through networks).',
  'too-many.lists':
    'Too many lists: {is}, where at most {most} can be taken. Merge lists of one kind into one, or leave out the smallest.',
  'too-many.models':
    'Too many models: {is}, where at most {most} can be compared. Choose step by step (stepwise), take a lower order, or merge lists.',
  'not-a-count':
    'Row {row}, column {column}: a whole number from 0 is needed, and the cell holds {text}. Correct it.',

  // Networks
  'rows-left-out':
    '{count, plural, one {# of {of} respondents was left out} other {# of {of} respondents were left out}}: {why}. The figure speaks of the others only.',
  'not-a-number-from':
    'Row {row}, column {column}: a number from {least} upwards is needed, and the cell holds {text}. Correct it.',
  'id-missing': 'Row {row}: the respondent has no identifier. Every row needs one.',
  'id-twice':
    'Rows {earlier} and {row} have the same identifier, {id}. Every respondent needs one of their own.',
  'unknown-recruiter':
    'Row {row}: {recruiter}, named as the recruiter of {id}, is not among the respondents. Add that row, or mark {id} as a seed (somebody the researchers chose).',
  'self-recruitment':
    'Row {row}: {id} is named as their own recruiter. Name the true one, or mark {id} as a seed (somebody the researchers chose).',
  'recruitment-cycle':
    'Row {row}: recruitment runs in a circle ({ids}), so none of them came first. Correct who recruited whom.',
  'seeds-only':
    'No respondent ({cases} in all) was recruited by another. Without recruitment this method can say nothing.',
  'more-recruits-than-coupons':
    '{count, plural, one {# respondent has} other {# respondents have}} more recruits than coupons ({coupons} each); {first} has {recruits}. Recruiters may be mixed up: check who recruited whom.',
  'degree-below-recruits':
    '{count, plural, one {# of {of} respondents reports} other {# of {of} respondents report}} knowing fewer people than the recruitment shows they know. Such answers weigh too much in the figure.',
  'degrees-heaped':
    '{share} of the larger numbers of acquaintances are multiples of five; about {expected} would be by chance. Many were guessed, so the weights are rough.',
  'weights-concentrated':
    'The {share} of respondents who know the fewest people carry {largest} of the weight. A few answers decide the figure.',
  'group-unknown': 'There is no group {group}. Known are: {known}.',
  'one-outcome':
    'All respondents ({cases}) gave the same answer, {group}. The sample cannot say how far the population is from it.',
  'group-never-recruits':
    'Nobody of the group {group} recruited anyone whose group is known. Nothing shows whom they know, so this method gives no figure.',
  'groups-apart':
    'No recruitment leads from {from} to {to}. The sample cannot say how large the one is beside the other.',
  'population-missing':
    'The size of the population was not given, and this method needs it: {method}. Give it, or choose another method.',
  'population-below-sample':
    'The population was given as {population}, fewer than the {sample} people in the sample. Correct it.',
  'large-sampling-fraction':
    'The sample is {share} of the population. Above {above} this method may be off; successive sampling (RDS-SS) allows for it.',
  'not-converged':
    'Over the last {last} respondents the estimate still moved by {moved} percentage points; {allowed} are allowed. With more recruitment it might be another.',
  'resamples-elsewhere':
    'Repeated with people drawn anew, the sample gives {resampledMean} on average instead of {estimate}, {standardErrors} standard errors away. The people chosen first, or a few respondents, decide much of the figure: do not rely on it alone.',
  'seeds-not-forgotten':
    '{wavesNeeded, select, none {However long it had gone on, recruitment would still depend on whom the researchers chose first.} other {Recruitment reached wave {wavesReached}; wave {wavesNeeded} is needed before it no longer matters whom the researchers chose first.}} The figure may lean towards them.',
  'seeds-of-one-group':
    'All {seeds} people whom the researchers chose first are of one group, {group}. The figure may lean towards it.',
  'trees-apart':
    'Those recruited from different starting people give figures from {low} to {high} ({trees} compared). Recruitment may not pass between parts of the population; the interval is then too narrow.',
  'strong-homophily':
    'People recruit their own kind {homophily} times as often as chance would have it. The interval may be too narrow.',
  'uneven-recruitment':
    'People of the group {most} brought in {ratio} times as many recruits each as those of {least}. The figure may lean towards whom they know.',
  'outside-own-interval':
    'The figure lies outside its own interval ({levels}): with people drawn anew it settles elsewhere. Rely on neither; a few people, such as those chosen first, may decide much of it.',
  'few-respondents':
    'Only {is} respondents count, where {least} are wanted. So few say nothing of how far off they are: no interval is made, and the figure bears no weight. Go on recruiting.',
  'resamples-failed':
    'There was no estimate in {failed} of {of} resamples (repetitions with people drawn anew). The interval stands on the others and may be too narrow.',
  'interval-needs-resamples':
    'There is no {level} interval: it needs at least {least} resamples (repetitions with people drawn anew) that give an estimate, and there are only {is}. Ask for 1,000 or more.',
  'too-little-branching':
    'Recruitment hardly branched. Drawn anew, whole trees leave {places} places to chance (people chosen first, and those who recruited two or more; {least} are wanted), and {fixed} of the respondents are in every one. That would show too little of the error, so recruitment is drawn anew as one chain instead. That interval may still be too narrow.',
  'interval-too-short':
    'In simulations this kind of interval ({kind}) missed the truth more often than it says: it is too narrow. Prefer the one with whole recruitment trees drawn anew.',
  'group-size-missing': 'The size of the group {group} is missing. Give it, or leave the group out.',
  'group-twice': 'The size of the group {group} is given twice. Keep the row that is right.',
  'group-answers-missing':
    'The answers have no column for the group {group}. Add it, or leave the group out.',
  'group-above-population':
    'The group {group} is said to have {size} people, no fewer than the whole population ({population}). One of the two is wrong.',
  'no-degrees':
    'No respondent ({cases} in all) knows anybody of the known groups. Nothing then says how many people they know, and there is no figure.',
  'none-reported':
    'No respondent ({cases} in all) knows anybody of {group}. That gives an upper limit at most.',
  'reports-without-degrees':
    'Respondents know {reports} people of {group}, but all of those respondents know nobody of the known groups. This method leaves them out, so it has no figure; the one that divides all reports by all acquaintances does.',
  'back-estimate-off':
    'The group {group} has {known} people; estimated from the other groups it would have {estimate} ({ratio} times as many). The figure may be as far off.',
  'formula-error-too-small':
    'The standard error by formula ({formula}) is too small: with respondents drawn anew it is {resampled}, {ratio} times as large. Prefer the interval made that way.',
  'transmission-taken-as-complete':
    'It was taken for granted that people know whether somebody they know is of the hidden group. Many hide it: the true number is likely higher.',
  'answers-overdispersed':
    'Answers about {group} vary {index} times as much as they would if people met by chance. Groups mix unevenly, so formulas give too narrow an interval.',
  'reports-concentrated':
    'The {respondents} of respondents who know most people of {group} make {share} of the reports. The figure rests on a few answers.',
  'factor-out-of-range':
    '{factor}: {value} cannot be. This factor must be above 0, and at most 1 where it is a share.',
  'factors-taken-as-exact':
    'Taken as known exactly: {factors}. Their own doubt is not in the interval, which is too narrow for it.',
  'hidden-group-known':
    '{group} is named both as the hidden group and as a group of known size. It can be only one of them.',
  'strata-of-one-unit':
    'Only one unit was drawn in {count} of {of} strata (parts sampled on their own). What they add to the doubt cannot be seen: the interval is too narrow.',
  'averaged-shares-lean':
    'The average of the respondents’ own shares is {ratio} times the share over all of them together. People with small networks weigh too much: the true number is likely lower.',
  'few-reports':
    'Few acquaintances of {group} were reported: {reports} in all, where {least} are wanted. The interval is rough.',
  'answers-cut':
    'Answers above {at} were cut to {at}: {count} of {of}. The figure depends on where they are cut.',
  'no-visibility':
    'The members of the hidden group ({cases} asked) say that nobody knows of them. What others report cannot be turned into a number.',
  'estimate-above-population':
    'The estimate ({estimate}) is larger than the population it is part of ({population}). A factor or a size is wrong.',
  'limits-above-population':
    'With respondents drawn anew the figure is above the whole population ({population}) in {beyond} of {of} repetitions. The upper limit ({levels}) is cut to it: the answers hardly bound the figure from above. Check them, the sizes and the factors.',
  'size-not-positive': 'Size of {what}: {value} cannot be. A number above 0 is needed.',
  'probability-out-of-range':
    'Row {row}, column {column}: a probability above 0 and at most 1 is needed, and the cell holds {text}. Correct it.',
  'frequency-taken-as-one':
    'Of {of} respondents, {count} did not say how often they come to such places. They were taken to come once, and may weigh too much.',
  'event-contradicted':
    'Row {row}: for the event {event} another row says something else ({column}). All rows of one event must agree.',
  'more-interviewed-than-counted':
    'At the event {event} more people were interviewed ({interviewed}) than were counted there ({counted}). One of the two is wrong.',
  'weights-uneven':
    'The weights are very uneven: the {of} respondents say as much as {effective} of equal weight would. The interval is wide for that reason.',

  // Tables of overlapping lists
  'row-width':
    'Row {row} has {is, plural, one {# cell} other {# cells}}, and the heading {expected}. Look for a missing or an extra comma.',
  'not-zero-or-one':
    'Row {row}, list {column}: 1 (on the list) or 0 (not on it) is needed, and the cell holds {text}. Correct it.',
  'unseen-counted':
    'Row {row} counts people on no list ({count}). Nobody can have counted them: they are what is to be estimated. Take the row out.',
  'unseen-row-left-out':
    'Row {row}, for people on no list, was left out. It counted nobody, so the figure stays the same.',
  'history-twice':
    'Rows {first} and {row} are both for people on these lists: {lists}. Add them together, or take one out: nobody can say which is meant.',
  'list-without-name': 'The list in column {column} has no name. Write one in the heading.',
  'counts-like-a-list':
    'The last column, {column}, was read as counts and holds nothing but 0 and 1. If it is a list too and each row a person, there is no column of counts: count how many people have each combination of lists, and put that last.',
  'list-twice': 'Two lists are called {list}. Give each a name of its own.',
  'empty-list': 'Nobody is on the list {list}. It adds nothing to the figure.',
  'no-overlap': 'Nobody is on more than one list. Nobody can then say how many were missed.',
  'all-overlap': 'Everybody is on every list. Nothing shows that anybody was missed, or that nobody was.',
  'list-within-list':
    'Everybody on {inner} is on {outer} too. If one was copied from the other, they count as one list: take one out.',
  'model-not-read':
    'The model {text} is not understood at {at}. Write its terms with the numbers of the lists, such as [12,13,4].',
  'list-not-in-model': 'The model {text} leaves out the list {list}. Every list needs a term.',

  // Surveys and change
  'missing-weights':
    '{count, plural, one {# respondent has} other {# respondents have}} no weight (rows: {rows}), so nobody can say how many people they stand for. Without a weight they cannot be counted.',
  'missing-outcomes':
    '{count, plural, one {# respondent did} other {# respondents did}} not answer (rows: {rows}), {shareOfWeight} of the weight. The figure is off if they differ from those who did.',
  'not-a-weight': 'Row {row}: {value} cannot be a weight. A number above 0 is needed.',
  'not-a-size': 'Row {row}, column {column}: {value} cannot be a size. A number above 0 is needed.',
  'missing-design': 'Row {row}: this is missing: {column}. Every respondent needs it.',
  'sampling-fraction-varies':
    'In the stratum (part sampled on its own) {stratum}, row {row} gives another size of the population than rows before it. One stratum has one size.',
  'stratum-below-sample':
    'In the stratum {stratum} more clusters were drawn ({sampled}) than it is said to have ({population}). One of the two is wrong.',
  'cluster-in-several-strata':
    'The same name of a cluster stands in several strata: {clusters} ({count} in all). They were counted as different clusters; if they are the same, the interval is wrong.',
  'one-cluster-in-stratum':
    'Only one cluster was drawn in {strata}. How far clusters differ there cannot be seen, so the doubt is unknown until you choose: {choices}.',
  'lonely-clusters-settled':
    'Only one cluster was drawn in {strata}. What was chosen for it: {how}. The interval depends on this.',
  'weights-against-population':
    'In the stratum {stratum} the weights add up to {sumOfWeights}, and the population is said to be {population}. One of the two is wrong.',
  'weights-not-expanded':
    'The weights add up to {sumOfWeights} for {respondents} respondents, so they do not stand for a population. A total has no meaning here: give the size of the population.',
  'no-variation':
    '{all, select, 1 {Everybody asked was in the situation} other {Nobody asked was in the situation}}. The data give a limit on one side only, as from {effectiveSize} people drawn one by one. {limitIfClustersAlike, select, none {It is no proof for the whole population.} other {If people within a cluster are all alike, the limit is {limitIfClustersAlike}.}}',
  'clusters-agree':
    'All {clusters} clusters gave the same result. Nothing shows how far others may differ, so the doubt is unknown and not zero.',
  'few-degrees-of-freedom':
    'There are few clusters for the number of strata: {degreesOfFreedom} more, where {least} are wanted. The interval is rough.',
  'out-of-range':
    '{what}: {value} cannot be. {most, select, none {It must be above {least}.} other {It must lie between {least} and {most}.}}',
  'not-comparable':
    'The two figures differ in this: {what} ({first}; {second}). Their difference is not, or not only, a change in the world.',
  'no-ratio':
    'In the wave {wave} the share is {share}, so the two waves cannot be divided. The change is told as a difference only.',
  'wave-without-estimate': 'The wave {wave} has no estimate, so nobody can tell the change.',
  'trend-unchecked':
    '{periods, plural, one {There is # period} other {There are # periods}} before the start, too few to see whether both groups moved alike until then. The result takes it for granted.',
  'trends-differ-before':
    'The two groups were moving apart before the start already, by {difference} a period (by chance alone in {p} of such comparisons). The result may measure that.',
  'few-clusters-in-group':
    'The {group} has few clusters: {clusters}, where {least} are wanted. Do not rely on the interval.',
  'resamples-without-estimate':
    'In the wave {wave} there was no estimate in {failed} of {of} resamples (repetitions with people drawn anew). They count as larger than any: the lists hardly hang together.',
  'poor-fit-before':
    'Before the start, the best mix of other places is off by {error} on average: more than {most} times what places differ by ({spread}). It cannot stand for what would have been.',
  'few-places-to-compare':
    'There are only {places} other places: even the largest effect could come by chance in {smallestP} of cases. Compare with more places.',
  'plan-assumes-independence':
    'The plan takes the {lists} lists as independent. If being on one makes another likelier, the interval will be wider, and the estimate may be off.',
  'few-expected-cases':
    'Only about {expected} people in the situation (or out of it) are to be expected, where {least} are wanted. The interval will be rough.',
  'plan-passes-ends':
    'A share of {share} with {halfWidth} points to either side reaches {side, select, none {below nothing} other {above everybody}}: so many answers cannot show it. Ask for a half width well below that.',
  'few-clusters-planned':
    'The plan has few clusters: {clusters}, where {least} are wanted. Their spread will hardly be known: plan more and smaller ones.',
  'few-expected-in-overlap':
    'Only about {expected} people are to be expected on more than one list, where {least} are wanted. The estimate will be off: plan larger lists, or more of them.',

  // Two lists and lower bounds
  'not-a-whole-count': 'The number of people {what} must be a whole number from 0; {value} was given.',
  'both-above-list':
    'More people are said to be on both lists ({both}) than on the list {list} ({size}). One of the two is wrong.',
  'overlap-small':
    'Few people are on both {first} and {second}: {overlap}, where {least} are wanted. The estimate may be far off.',
  'independence-untestable':
    'With two lists nothing can show whether being on {first} makes being on {second} likelier. If it does, the true number is higher; if less likely, lower.',
  'interval-without-width':
    'The formula gives an interval of no width, as if the figure were certain. It is not, so none is shown.',
  'no-upper-limit':
    'The data set no upper limit at {level} ({kind}). Nobody can say how large the number may be.',
  'lower-bound': 'This is a lower bound: the true number is likely higher.',
  'bound-not-proved':
    'This form of the bound is for many lists that find equally many people. With these {lists} lists the bound that can be proved is {provable}.',
  'nobody-on-two':
    'Nobody is on exactly two lists. The bound rests on people on one list alone ({ones}), and is rough.',

  // Files with a table
  'file-empty': 'The file is empty. Look whether it is the right one.',
  'file-not-text': 'The file is not text. Save the table as CSV in UTF-8.',
  'file-without-rows': 'The table has a heading and no row below it.',
  'quote-not-closed':
    'A quotation mark is opened and not closed (noticed in row {row}). Close it, or take it out.',
  'heading-of-numbers':
    'The first line must hold headings, and {text} stands where one belongs: what that line counts would be lost. Write a line of headings above it.',
  'column-twice': 'Two columns are called {column}. Give each a heading of its own.',
  'column-unknown': 'No column is called {column}. The table has: {known}.',
  'not-a-number': 'Row {row}, column {column}: a number is needed, and the cell holds {text}. Correct it.',
  'same-table-twice':
    'Both tables are the same, so nothing can have changed between them. Perhaps one file was named twice.',
  'size-varies-without-strata':
    'Row {row} gives another size of the population than rows before it, and no column of strata (parts sampled on their own) is named. Name that column, or leave the sizes out.',
  'thousands-or-decimals':
    'Row {row}, column {column}: {text} can be a number of thousands or one with decimals. Write thousands without a sign between them, and decimals with a comma.',
  'mean-not-share':
    'The answers hold {others, plural, one {another value} other {# other values}} than 1 and 0 (from {least} to {most}). The figure is the mean of all of them, not a share of people.',
  'not-yes-or-no':
    'Row {row}, column {column}: an answer of yes or no is needed (1 or 0), and the cell holds {text}. Write 1 for yes, 0 for no, and nothing where somebody did not say.',

  // Bayesian methods
  'setting-out-of-range': 'Setting ({setting}): {is} cannot be. It must lie between {least} and {most}.',
  'posterior-cut-off':
    'Up to {maxMissing} unseen people were tried, and {beyond, select, none {nobody can say how likely still more are} other {the probability of still more is {beyond}}}. The upper limit cannot be relied on: allow for more unseen people.',
  'unseen-beyond-grid':
    'By a lower bound at least about {atLeast} people are unseen, and this method can try no more than {most}. It gives no figure for this table: choose another method.',
  'several-peaks':
    'The data tell more than one story: totals around {at}, with probabilities of {shares} in that order. The middle figure may lie where none of them does.',
  'chains-not-converged':
    'The {chains} runs of the simulation did not agree after {iterations} steps{apart, select, none {} other {: the highest of their medians is {apart} times the lowest}} (R-hat {rHat}, at most {mostRHat}; effective sample {ess}, at least {leastEss}). No figure is given. Run it longer; if they still disagree, the data tell more than one story.',
  'posterior-improper':
    'The lists overlap so little, or one of them holds everybody, that nothing bounds the number of unseen people. There is no figure.',
  'close-to-threshold':
    'Whether {lists} depend on each other is a close call: {statistic}, beside a threshold of {threshold} and a simulation error of {monteCarloError}. Another run might decide otherwise and give another figure.',

  // Log-linear models of overlapping lists
  'no-mle':
    'On this table the model {model} has no best fit: too many combinations of lists have nobody. Any total from it would be made up. Try a simpler model; where each list already stands alone there is none, and only more overlap or merged lists help.',
  'not-identifiable':
    'Under the model {model} different totals fit this table equally well, and nobody can say which is true. Try a simpler model; where each list already stands alone there is none, and only more overlap or merged lists help.',
  'fit-not-converged':
    'The fit of the model {model} did not settle, so there is no figure. Try another model.',
  'nothing-left-to-test':
    'The model {model} fits the table perfectly because it uses up all that the table says. Nothing is left to show whether it is right.',
  'model-does-not-fit':
    'The model {model} does not fit the table: its deviance is {deviance} on {degreesOfFreedom} degrees of freedom, and chance alone would take the table so far from it in at most {p} of cases. Do not rely on this total: try a model that lets lists depend on each other.',
  'fit-not-judged':
    'The table is far from the model {model} (deviance {deviance} on {degreesOfFreedom} degrees of freedom). As {below} of {of} combinations of lists are expected to have less than one person, nobody can say how often chance would do that. Compare with other models.',
  'high-order-model':
    'The model {model} joins {order} lists in one term. Few tables can bear more than three: the figure may be far off.',
  'choice-not-repeated':
    'The interval takes the model as known beforehand, though it was chosen from the same table. It is too narrow.',
  'resamples-unbounded':
    'There is no estimate in {failed} of {of} resamples (repetitions with people drawn anew). They count as larger than any other, so the upper limit is far up or missing.',
  'resamples-one-sided':
    'Of {of} resamples (repetitions with people drawn anew), {below} lie below the estimate. So lopsided a result cannot be corrected for: the interval is rough.',
  'one-less-leaves-none':
    'With one person less, there would be no estimate. This holds for people on: {histories}. The figure hangs on single people, and the interval is rough.',
  'one-less-moves-total':
    'One person less on the lists moves the total to between {low} and {high}. The figure hangs on single people.',
  'few-together':
    'People on more than one list: {is}, where {least} are wanted. In simulations of such tables the interval corrected for bias lay too low too often; it was widened to hold the plain one too. Only more people found by several lists would narrow it.',
  'limit-on-last-resample':
    '{side, select, low {The lower limit at {level} is the lowest of all resamples (repetitions with people drawn anew): the true limit is there or lower.} other {The upper limit at {level} is the highest of all resamples (repetitions with people drawn anew): the true limit is there or higher.}}',

  // Choosing among log-linear models
  'no-model-has-estimate':
    'None of the models tried ({models}) has an estimate on this table. The lists overlap too little.',
  'good-models-disagree':
    'Models that fit about equally well ({models}) give totals from {low} to {high}. The choice among them matters, and nothing in the data settles it.',
  'models-refused':
    '{refused} of {of} models have no estimate on this table. The choice was made among the others.',
  'depends-on-models-tried':
    'The {level} interval still changes with the number of models tried: its lower limit {low}, its upper limit {high}. It may be too narrow.',

  // The table of all methods
  'below-lower-bound':
    '{label} gives {estimate}, which is below {bound}, the least that follows from how often people were found once and twice, chance allowed for. Either some people are harder to find than others, or lists avoid one another’s people.',
  'inconsistent-list':
    'The list {list} has {truth} people; estimated from the other lists it would have {estimate}. The lists are not independent, and the total may be as far off.',
  'methods-disagree':
    'The {methods} methods give totals from {low} to {high}. Which method is chosen matters more than any interval.',

  // Words within a sentence
  'what.lists': 'lists',
  'what.cases': 'people',
  'what.groups': 'groups',
  'what.clusters': 'clusters',
  'what.periods': 'periods',
  'what.chains': 'runs of the simulation',
  'what.resamples': 'resamples (repetitions with people drawn anew)',
  'what.models': 'models',
  'what.rows': 'rows',
  'what.replicates': 'replicates (repetitions of the weights)',
  'why.degree-missing': 'it is not said how many people they know',
  'why.degree-zero': 'they say that they know nobody',
  'why.outcome-missing': 'the answer is missing',
  'why.answer-missing': 'answers are missing',
  'why.weight-missing': 'the weight is missing',
  'why.frequency-missing': 'they did not say how often they come to such places',
  'difference.unit': 'what is counted',
  'difference.stock-or-flow': 'counted on a day or over a period',
  'difference.population': 'whom they are about',
  'difference.definition': 'the definition',
  'difference.codebook-version': 'the version of the codebook',
  'difference.frame': 'where the sample was drawn from',
  'difference.lists': 'the lists',
  'difference.method': 'the method',
  'difference.reference-period': 'the months asked about',
  'design.strata': 'the stratum (part sampled on its own)',
  'design.clusters': 'the cluster (group of people drawn together)',
  'design.fpc': 'the size of the population',
  'design.wave': 'the wave',
  'design.group': 'the group',
  'lonely.centre': 'measure it from the mean of all (centre)',
  'lonely.certainty': 'take it as certain to be drawn (certainty)',
  'lonely.collapse': 'join it with another stratum (collapse)',
  'list.first': 'on the first list',
  'list.second': 'on the second list',
  'list.both': 'on both lists',
  'factor.frameRatio': 'frame ratio (network of those on the frame, beside everybody’s)',
  'factor.degreeRatio': 'degree ratio (network of the hidden group, beside that of others)',
  'factor.transmission': 'transmission (share of acquaintances who know)',
  'factor.precision': 'precision (share of reports that are true)',
  'size.population': 'the population',
  'size.frame': 'the frame (from which the sample was drawn)',
  'bootstrap.tree': 'whole recruitment trees drawn anew',
  'bootstrap.population': 'recruitment repeated in a made-up population',
  'bootstrap.chain': 'recruitment repeated as one chain',
  'arm.treated': 'group where something was done',
  'arm.compared': 'comparison group',
  'column.weight': 'weight',
  'column.degree': 'number of acquaintances',
  'column.eventProbability': 'probability of the event',
  'column.counted': 'people counted there',
  'column.visits': 'number of visits',
  'column.fpc': 'size of the population',
  'setting.order': 'most lists in one term',
  'setting.chains': 'runs of the simulation',
  'setting.draws': 'draws',
  'setting.threshold': 'threshold',
  'setting.priorVariance': 'variance of the prior',
  'setting.iterations': 'steps',
  'setting.burnIn': 'steps thrown away at the start',
  'setting.classes': 'classes',
  'setting.maxMissing': 'most unseen people',
  'setting.resamples': 'resamples',
  'setting.level': 'level of the interval',
  'quantity.share': 'Share',
  'quantity.first': 'Share in the first wave',
  'quantity.second': 'Share in the second wave',
  'quantity.change': 'Change between the waves',
  'quantity.combinations': 'Combinations of assumptions',
  'quantity.power': 'Chance of finding the change',
  'quantity.target': 'Target',
  'quantity.fall': 'Fall',
  'quantity.start': 'Period of the start',
  'quantity.divisor': 'Sum to divide by',
  'quantity.population': 'Population',
  'quantity.fay': 'Factor of Fay’s half-samples',
  'quantity.factor': 'Factor of the replicates',
  'quantity.design effect': 'Design effect (loss by the way of sampling)',
  'quantity.cluster size': 'People in a cluster',
  'quantity.correlation within': 'How alike people in a cluster are',
  'quantity.weight loss': 'Loss by uneven weights',
  'quantity.half width': 'Half the width of the interval',
  'quantity.relative half width': 'Half the width of the interval, as a share of the figure',
  'quantity.respondents': 'Respondents',
  'quantity.level': 'Level of the interval',
  'quantity.response rate': 'Share of people who answer',
  'quantity.correlation': 'How alike the two waves are',
  'quantity.hidden': 'Size of the hidden group',
  'quantity.mean degree': 'People known on average',
  'quantity.transmission': 'Share of acquaintances who know',
  'quantity.resamples': 'Resamples',
  'quantity.odds ratio': 'Odds ratio',
  'quantity.list of the dependence': 'Lists that depend on each other',
  'quantity.lists': 'Lists',
  'quantity.coverage': 'Share of people on a list',
  'said.stock': 'on a day',
  'said.flow': 'over a period',
  'said.none': 'not said',
  'empty.cell': '(nothing)',
  'empty.name': '(no name)',
  'empty.list': '(none)',
  'empty.number': '(no number)',
  more: '{count, plural, one {# more} other {# more}}',
}
