export const en = {
  short: 'In short',
  numbers: 'In numbers',
  none: 'No estimate. {reason}',
  'none.short': 'none',
  figure: '{value} (95%: {low} to {high})',
  'figure.open': '{value} (95%: from {low}, no upper limit)',
  doubts: 'What is doubtful',
  'doubts.none': 'The checks that are made of every such sample found nothing to say.',
  limits: 'The figures in full, with their limits',
  'limits.figure': 'Figure',
  'limits.estimate': 'Estimate',
  'limits.level': 'Interval',
  'limits.low': 'From',
  'limits.high': 'To',
  'limits.kind': 'Made by',
  'limits.cases': 'Seen',
  'limits.none': 'no interval was made',
  'limits.open': 'no upper limit',
  'ask.number': 'This is no number that can be read here: {text}.',
  'ask.outcome': 'Column with the answer',
  'ask.outcome.hint':
    '1 and 0, numbers, or words for yes and no. A column of other words is not offered: write them as 1 and 0 first.',
  'ask.population': 'Size of the population',
  'ask.resamples': 'Resamples',
  'ask.resamples.hint': 'How often the sample is drawn anew for the interval; 0 for none.',
  'ask.seed': 'Seed of chance',
  'ask.seed.hint': 'The same seed gives the same digits, here and by command.',
  'ask.none': 'none',
  'ask.more': 'Further settings',
  'missing.columns': 'Say which columns hold: {columns}.',
  'missing.numbers': 'A number cannot be read; it is marked beside its field.',
  invented: 'Invented for trying out; no real person stands behind it. {truth}',

  resampled: '19 of 20 resamples lie between {low} and {high}',
  'resampled.bare': 'Drawn anew, the sample would give figures like these',
  'resampled.subtitle':
    '“{method}”: {count} samples drawn anew from the one there is, and the figure of each.',
  'rds.slot': 'The sample',
  'rds.slot.hint':
    'One row for each respondent: a number of his or her own, the number of the recruiter (empty or “seed” for seeds), how many people of the population he or she knows, and the answer.',
  'rds.example': '{people} people recruited from eight seeds',
  'rds.example.truth': 'In truth, {share} of {people} answer 1.',
  'rds.id': 'Column with the number of the respondent',
  'rds.recruiter': 'Column with the number of the recruiter',
  'rds.code.hint': 'It links rows and nothing else: it is neither shown nor kept.',
  'rds.degree': 'Column with the network size',
  'rds.degree.hint': 'How many people of this population the respondent knows.',
  'rds.group': 'The answer whose share is asked for',
  'rds.population.hint':
    'If it is known or guessed: successive sampling is then used, which allows for a large part of everybody having been asked. Left empty, RDS-II is.',
  'rds.zero': 'Who knows nobody, by his or her own count',
  'rds.zero.leave-out': 'is left out of the estimate',
  'rds.zero.as-one': 'is taken to know one person',
  'rds.seeds': 'Seeds',
  'rds.seeds.counted': 'count like everybody',
  'rds.seeds.left-out': 'recruit, and do not count',
  'rds.says':
    'An estimated <strong>{estimate}</strong> of the population would answer “{group}”; the 95% interval runs from {low} to {high}.',
  'rds.says.bare':
    'An estimated <strong>{estimate}</strong> of the population would answer “{group}”. No interval was made.',
  'rds.sample':
    'Among the {people} respondents who count it was {share}. People who know many are reached more easily; they weigh less.',
  'rds.total': 'Were the population {population}, that would be about {total} people.',
  'rds.effective':
    'The recruitment tells as much as {effective} people drawn at random would (design effect {effect}).',
  'rds.tree':
    '{people, plural, one {# person} other {# people}} came from {seeds, plural, one {one seed} other {# seeds}}, in up to {waves, plural, one {# wave} other {# waves}}',
  'rds.tree.subtitle': 'Each tree begins with its seed at the left; each column is a wave.',
  'rds.settled': 'Over the last {last} respondents the estimate moved by at most {moved} points',
  'rds.moving': 'Over the last {last} respondents the estimate still moved by {moved} points',
  'rds.settled.subtitle': 'RDS-II from all respondents so far; what it says early on depends on the seeds.',
  'rds.apart': 'Trees of different seeds say {low} to {high}',
  'rds.apart.one': 'Only one tree is large enough to be told apart',
  'rds.apart.subtitle':
    'RDS-II of each tree of ten people or more. Trees far apart point to a bottleneck: parts of the population that hardly recruit one another.',
  'rds.apart.row': 'Seed {seed}: {people, plural, one {# person} other {# people}}',
  'rds.apart.all': 'All together',
  'rds.apart.head': 'Tree',
  'rds.share': 'Share',
  'rds.homophily':
    'Recruits were of their recruiter’s own group {homophily} times as often as if people recruited regardless of it',
  'rds.homophily.none': 'Whether people recruit their own kind cannot be said',
  'rds.homophily.subtitle': 'Who recruited whom, in people.',
  'rds.homophily.table': 'Recruitments, from the group of the recruiter to that of the recruit',
  'rds.homophily.from': 'Recruiter',
  'rds.homophily.made': 'Recruits for each',
  'rds.homophily.recruiting': 'Who recruited at all',
  'rds.activity':
    'Members of the group know {activity} times as many people as the others do (harmonic means).',
  'rds.wavesNeeded':
    'After {needed, plural, one {# wave} other {# waves}} recruitment would have forgotten its seeds; it went on for {reached}.',
  'rds.methods': 'Other methods say {low} to {high}',
  'rds.methods.subtitle': 'The same sample by each method; the interval where one was made.',
  'rds.methods.sample': 'Unweighted',
  'rds.methods.head': 'Method',
  'rds.over': 'The size of the population moves the share from {low} to {high}',
  'rds.over.subtitle':
    'Gile’s estimator by successive sampling needs the size of the population. Here is what it would say of several.',
  'rds.over.table': 'Share by the size of the population',
  'rds.over.population': 'Population',
  'rds.over.infinite': 'without limit (RDS-II)',
  'rds.over.below': 'smaller than the sample',
  'rds.bootstraps': 'Drawn anew in other ways',
  'rds.bootstraps.which': 'How',
  'rds.bootstraps.tree': 'trees: seeds, then recruits',
  'rds.bootstraps.population': 'recruitment repeated in an estimated population',
  'rds.bootstraps.chain': 'one chain by group',
  'rds.bootstraps.error': 'Standard error',

  'nsum.answers': 'The answers',
  'nsum.answers.hint':
    'One row for each respondent; a column for each group asked about, with how many of its members he or she knows.',
  'nsum.sizes': 'The sizes of the known groups',
  'nsum.sizes.hint': 'Two columns: the group, called as in the answers, and how many people it has.',
  'nsum.example': '400 people asked about seven known groups and a hidden one',
  'nsum.example.truth':
    'In truth, {hidden} of {population} people are in forced labour, and of those who know one of them {transmission} are aware of it.',
  'nsum.hidden': 'Column of the hidden group',
  'nsum.population.hint':
    'Everybody among whom the people known live, such as all inhabitants of the country.',
  'nsum.without': 'Known groups to leave out',
  'nsum.without.hint':
    'Those whose estimate from the others is far from the truth say that their people are known unevenly.',
  'nsum.weight': 'Column with the weights',
  'nsum.cluster': 'Column with the sampling units',
  'nsum.strata': 'Column with the strata',
  'nsum.transmission': 'Share of acquaintances who know (transmission)',
  'nsum.transmission.hint':
    'Of those who know a member of the hidden group, how many know that he or she is one. Left empty: all.',
  'nsum.degreeRatio': 'Network of hidden people over that of others (degree ratio)',
  'nsum.degreeRatio.hint': 'Such as 0.7, if they know fewer people. Left empty: as many.',
  'nsum.frameRatio': 'People known by those asked over those known by everybody (frame ratio)',
  'nsum.frameRatio.hint': 'Left empty: as many.',
  'nsum.precision': 'Share of reports that are of true members (precision)',
  'nsum.precision.hint': 'Left empty: all.',
  'nsum.cutAt': 'Answers above this are cut to it',
  'nsum.example.members': 'The same, with sixty members of the hidden group',
  'nsum.members': 'What members of the hidden group say (a second sample)',
  'nsum.members.hint':
    'One row for each member interviewed: how many people know that he or she is one, or how many of each known group do. With it, neither barriers nor silence lower the figure.',
  'nsum.knowers': 'Column with how many people know of the member',
  'nsum.knowers.hint':
    'None: it is reckoned from the columns of the known groups, where members were asked how many of each know of them.',
  'nsum.membersWeight': 'Column with the weights of the members',
  'nsum.frame': 'People the respondents were drawn from',
  'nsum.frame.hint': 'Such as all adults, where only they were asked. Left empty: the whole population.',
  'nsum.both':
    'Respondents reported {reports} members; the {members} members interviewed say that {known} people know of each of them, on average.',
  'nsum.beside': 'Both samples together, beside the first alone',
  'nsum.beside.subtitle':
    'People, with 95% intervals. The first sample alone takes the shares that know, and the sizes of networks, as they were set.',
  'nsum.says':
    'An estimated <strong>{estimate}</strong> people belong to “{group}”; the 95% interval runs from {low} to {high}.',
  'nsum.says.bare':
    'An estimated <strong>{estimate}</strong> people belong to “{group}”. No interval was made.',
  'nsum.perThousand': 'That is {rate} in 1,000 of the population.',
  'nsum.degree':
    'Respondents know {degree} people on average; together they reported {reports} of the hidden group.',
  'nsum.limit':
    'Nobody was reported. Had people met by chance, fewer than {limit} people would belong to it, with 95% confidence.',
  'nsum.back': '{near} of {of} known groups come out within one and a half times of their true size',
  'nsum.back.none': 'With a single known group nothing can be checked',
  'nsum.back.subtitle':
    'Each known group estimated from the others, as if it were hidden. Where this fails, it fails for the hidden group as well.',
  'nsum.tau': 'If only half of the acquaintances knew, it would be {half}',
  'nsum.tau.beyond': 'If only half of the acquaintances knew, it would be more than the population',
  'nsum.tau.subtitle':
    'The estimate, with its 95% interval, by the share of acquaintances of a hidden person who know that he or she is one. The answers cannot tell this share; it must come from elsewhere.',
  'nsum.tau.head': 'Share who know',
  'nsum.beyond': 'more than the population: none',
  'nsum.people': 'People',
  'nsum.ratio': 'If hidden people knew {ratio} times as many as others do, it would be {estimate}',
  'nsum.ratio.beyond':
    'If hidden people knew {ratio} times as many as others do, it would be more than the population',
  'nsum.ratio.subtitle': 'The estimate by the size of the networks of hidden people beside those of others.',
  'nsum.ratio.head': 'Their network over that of others',
  'nsum.leave': 'Leaving out one known group moves it between {low} and {high}',
  'nsum.leave.subtitle':
    'The estimate without each of the known groups, and without the respondents who report most.',
  'nsum.leave.head': 'Left out',
  'nsum.leave.nothing': 'Nothing',
  'nsum.leave.largest':
    '{count, plural, one {the respondent who reports most} other {the # respondents who report most}}',
  'nsum.spread': 'How unevenly groups are known',
  'nsum.spread.group': 'Group',
  'nsum.spread.index': 'Spread of the answers over that of chance meetings',
  'nsum.spread.twentieth': 'Reports from the twentieth of respondents who report most',

  'survey.slot': 'The survey',
  'survey.slot.hint':
    'One row for each respondent, with the answer as 1 or 0 (or a number), and the columns of the design.',
  'survey.example.one': '1,200 people asked in forty villages',
  'survey.example.one.truth': 'In truth the share is {share}; villages differ.',
  'survey.example': '2,400 people asked in forty villages, in two years',
  'survey.example.truth': 'In truth the share fell from {first} to {second}; villages differ.',
  'survey.weight': 'Column with the weights',
  'survey.weight.hint': 'How many people of the population a respondent stands for.',
  'survey.strata': 'Column with the strata',
  'survey.strata.hint': 'Parts of the country from which the sample was drawn one by one.',
  'survey.cluster': 'Column with the clusters',
  'survey.cluster.hint': 'What was drawn first: villages, districts, schools.',
  'survey.fpc': 'Column with the number of clusters there are',
  'survey.fpc.hint':
    'In the stratum, or the share of them that was drawn. Left out: as if there were very many.',
  'survey.domain': 'Column whose values are looked at one by one',
  'survey.domain.hint': 'Such as sex or region: each gets a figure of its own.',
  'survey.population.hint': 'If it is known from a census: the share is then told in people too.',
  'survey.lonely': 'Where one cluster was drawn of a stratum that has more',
  'survey.lonely.refuse': 'give no figure',
  'survey.lonely.centre': 'take its distance from the mean of all',
  'survey.lonely.certainty': 'take it as drawn for sure',
  'survey.lonely.collapse': 'join the stratum with the next one',
  'survey.missing': 'Respondents without a weight',
  'survey.missing.refuse': 'are a mistake in the file',
  'survey.missing.leave-out': 'are left out and counted',
  'survey.says':
    'An estimated <strong>{estimate}</strong> of the population had “{outcome}”; the 95% interval runs from {low} to {high}.',
  'survey.says.mean':
    'The mean of “{outcome}” in the population is an estimated <strong>{estimate}</strong>; the 95% interval runs from {low} to {high}.',
  'survey.says.bare':
    'The estimate for “{outcome}” is <strong>{estimate}</strong>. No interval can be made of it.',
  'survey.says.none':
    'Nobody of the {people} respondents had “{outcome}”. That is not none in the population: with 95% confidence the share is <strong>below {high}</strong> (the rule of three, on {effective} respondents’ worth of answers).',
  'survey.says.everybody':
    'All {people} respondents had “{outcome}”. That is not everybody in the population: with 95% confidence the share is <strong>above {low}</strong>.',
  'survey.clustersAlike': 'If people of one cluster all share the same fate, the limit is {limit}.',
  'survey.total': 'Of a population of {population} that is about {total} people, from {low} to {high}.',
  'survey.asked':
    '{withOutcome} of {people} respondents had it, in {clusters, plural, one {# cluster} other {# clusters}} of {strata, plural, one {one stratum} other {# strata}}.',
  'survey.effect':
    'The way the sample was drawn makes {people} answers tell as much as {effective} from people drawn one by one (design effect {effect}; from uneven weights alone {kish}).',
  'survey.parts': '“{column}”: from {low} to {high}',
  'survey.parts.subtitle':
    'Share with “{outcome}” in each part, with its 95% interval; the others still say how the sample was drawn.',
  'survey.parts.mean': 'Mean of “{outcome}” in each part, with its 95% interval.',
  'survey.parts.more': '{count, plural, one {One further value was} other {# further values were}} left out.',
  'survey.parts.head': 'Part',
  'survey.parts.asked': 'Asked',
  'survey.parts.with': 'With the outcome',
  'survey.parts.effect': 'Design effect',
  'survey.parts.table': 'Each part in numbers',
  'survey.all': 'Everybody',
  'survey.part': '{column} = {value}',

  'venues.slot.hint':
    'One row for each person met: at which event (a place at a time), the chance of that event to be drawn, how many people were counted there, how often he or she comes, and the answer.',
  'venues.example': 'About 400 people met at thirty drawn times of a market',
  'venues.example.truth':
    'In truth {share} of the people who come are in forced labour; they come more often than others.',
  'venues.event': 'Column with the event',
  'venues.event.hint': 'A place on a day at a time: what was drawn.',
  'venues.chance': 'Column with the chance of the event',
  'venues.chance.hint': 'Above 0 and at most 1: 0.5 where half of such events were drawn.',
  'venues.counted': 'Column with the people counted there',
  'venues.counted.hint': 'All of the population who were there, not only those asked.',
  'venues.visits': 'Column with how often the person comes',
  'venues.visits.hint': 'To any venue in the period, this time included.',
  'venues.strata': 'Column with the strata',
  'venues.strata.hint': 'Within which events were drawn, such as districts.',
  'venues.cluster': 'Column with what was drawn first',
  'venues.cluster.hint': 'Where it was not the event: such as the venue, visited on several days.',
  'venues.unsaid': 'Who did not say how often',
  'venues.unsaid.leave-out': 'is left out and counted',
  'venues.unsaid.as-one': 'is taken to have come once',
  'venues.says':
    'An estimated <strong>{estimate}</strong> of the people who come to these venues had “{outcome}”; the 95% interval runs from {low} to {high}.',
  'venues.says.bare':
    'An estimated <strong>{estimate}</strong> of the people who come to these venues had “{outcome}”. No interval can be made of it.',
  'venues.met': '{people} people were met at {events} events. Who never comes to a venue is not spoken for.',
  'venues.visitors': 'If the chances add up to all events there are, about {visitors} people come to them.',
  'venues.weights': 'Of the people met it was {plain}; weighted by how often they come it is {weighted}',
  'venues.weights.bare': 'What the weights do',
  'venues.weights.subtitle':
    'The share, in per cent, with its 95% interval. People who come often are met more often; they weigh less.',
  'venues.weighted': 'Weighted',

  'waves.slot': 'The two waves',
  'waves.slot.hint':
    'One file with both: one row for each respondent, a column that says which wave, the answer, and the columns of the design.',
  'waves.wave': 'Column that says which wave',
  'waves.from': 'First wave',
  'waves.to': 'Second wave',
  'waves.domain': 'Only those who in this column',
  'waves.domainValue': 'have the value',
  'waves.target': 'Fall that was promised, in per cent of the first figure',
  'waves.target.hint': 'Such as 25. Left empty: none was.',
  'waves.same': 'The two waves are the same.',
  'waves.says.fell':
    'From {from} to {to} the share <strong>fell</strong>, from {first} to {second}: by {points} points (95%: {low} to {high}).',
  'waves.says.rose':
    'From {from} to {to} the share <strong>rose</strong>, from {first} to {second}: by {points} points (95%: {low} to {high}).',
  'waves.says.none':
    'From {from} to {to} <strong>no change can be told from chance</strong>: {first} and {second}, a difference of {points} points (95%: {low} to {high}).',
  'waves.says.bare':
    'From {from} to {to} it went from {first} to {second}. No interval can be made of the difference.',
  'waves.detectable':
    'The smallest change that this design finds four times out of five is {points} points. A smaller one may well be real and go unseen.',
  'waves.shared':
    'Both waves visited {clusters, plural, one {# cluster} other {# clusters}} in common, which makes the difference better known: its standard error is {error} points, and {independent} had they been forgotten.',
  'waves.target.reached': 'The promised fall of {fall} was reached, with a probability of {probability}.',
  'waves.target.missed':
    'The promised fall of {fall} was missed; the probability that it came is {probability}.',
  'waves.target.undecided':
    'Whether the promised fall of {fall} came, this survey cannot decide: the probability is {probability}.',
  'waves.effect': 'A change between two waves is not by itself the effect of a programme.',
  'waves.both': 'Both waves, each with its own interval',
  'waves.both.subtitle':
    'Share with “{outcome}”. That two intervals overlap does not say that nothing changed; the difference has its own.',
  'waves.head': 'Wave',
  'waves.falls': 'Probability of a fall by at least {fall}: {probability}',
  'waves.falls.subtitle': 'Had nothing been known beforehand; by how much the true share fell at least.',
  'waves.change': 'Difference, second less first, in points',
  'waves.wave.name': 'Wave {wave}',

  'compare.arm': 'Column that says who took part in the programme',
  'compare.arm.hint':
    'With it, the change of those who did is set against the change of those who did not (difference in differences).',
  'compare.arm.none': 'nobody to compare with',
  'compare.treated': 'Its value for those who took part',
  'compare.treated.hint': 'Everybody else is the group they are compared with.',
  'compare.before': 'Waves before the start',
  'compare.after': 'Waves after the start',
  'compare.twice': 'One wave stands before the start and after it.',
  'compare.missing.treated': 'Say which value those have who took part.',
  'compare.missing.waves': 'Say at least one wave before the start, and one after it.',
  'compare.resamples':
    'Where there are fewer than 40 clusters, limits are also drawn from 1,999 resamples of them (wild cluster bootstrap). Leave the number empty to keep it so.',
  'compare.says.less':
    'Those who took part ({arm}) changed by {treated} points, the others by {compared}: the share of those who took part <strong>fell by more</strong>, or rose by less. What is between the two changes is <strong>{points} points</strong> (95%: {low} to {high}).',
  'compare.says.more':
    'Those who took part ({arm}) changed by {treated} points, the others by {compared}: the share of those who took part <strong>rose by more</strong>, or fell by less. What is between the two changes is <strong>{points} points</strong> (95%: {low} to {high}).',
  'compare.says.none':
    'Those who took part ({arm}) changed by {treated} points, the others by {compared}. That the two changes differ <strong>cannot be told from chance</strong>: {points} points are between them (95%: {low} to {high}).',
  'compare.chance':
    'The standard error is {error} points, from {clusters, plural, one {# cluster} other {# clusters}}. Had both groups changed alike, chance alone would give a difference as large with a probability of {p}.',
  'compare.wild':
    'Drawn anew by whole clusters ({count} resamples), that probability is {p}, and the limits are {low} and {high}.',
  'compare.wild.bare': 'Drawn anew by whole clusters ({count} resamples), that probability is {p}.',
  'compare.trend':
    'Before the start, those who took part moved by {points} points more a wave than the others did (by chance alone with a probability of {p}); a difference of {detectable} would have been seen four times out of five.',
  'compare.effect':
    'It is the effect of the programme only if both groups would have changed alike without it. Nothing in the survey can prove that.',
  'compare.changes': 'What changed with the programme, without it, and between the two',
  'compare.changes.subtitle':
    'Mean of the waves after the start less mean of those before, with 95% limits from the clusters.',
  'compare.head': 'Change',
  'compare.points': 'Points',
  'compare.row.treated': 'Those who took part',
  'compare.row.compared': 'The others',
  'compare.row.between': 'Difference in differences',
  'compare.cells': 'Both groups in each wave',
  'compare.cells.subtitle': 'Share with “{outcome}”, each with its own 95% interval.',
  'compare.cell.treated': 'Took part, wave {wave}',
  'compare.cell.compared': 'Others, wave {wave}',
  'compare.caption': 'Change of those who took part less change of the others',
  'compare.tests': 'Had both groups changed alike: what two tests say',
  'compare.test': 'Test',
  'compare.test.t': 't, {df} degrees of freedom',
  'compare.test.wild': 'Wild cluster bootstrap, {count} resamples',
  'compare.p': 'Probability by chance alone',
}
export type PathWord = keyof typeof en
