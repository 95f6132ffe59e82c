export const en = {
  'slot.name': 'Table of lists',
  'slot.hint':
    'One row for each person, for each entry on a list, or for each combination of lists with a number of people.',
  'example.uk': 'United Kingdom 2013: six lists',
  'example.australia': 'Australia 2015 to 2017: four lists',
  'example.entries': 'Invented: entries with codes, to be linked',
  'example.entries.source': 'Invented for this page; it speaks of nobody.',
  'ask.form': 'What is a row?',
  'ask.form.overlap': 'A combination of lists, with how many people have it',
  'ask.form.people': 'A person, with a column for each list',
  'ask.form.entries': 'An entry on a list, with a code for the person',
  'ask.lists': 'Columns that are lists',
  'ask.lists.hint': 'Each holds 1 or yes for who is on the list, 0 or no for who is not. From two to ten.',
  'ask.count': 'Column of the numbers of people',
  'ask.code': 'Column of the code that links rows',
  'ask.code.hint':
    'Rows with exactly the same code are one person. Nothing else is used to link them; codes are not shown and not kept.',
  'ask.code.none': 'None: each row is another person',
  'ask.list': 'Column of the names of the lists',
  'ask.methods': 'Methods',
  'ask.methods.hint': 'No single one is right: how far they lie apart is part of the answer.',
  'ask.resamples': 'How often people are drawn anew',
  'ask.resamples.hint': 'For intervals that allow for the choice of the model. 1000 is usual; 0 skips it.',
  'ask.seed': 'Seed',
  'ask.seed.hint': 'The same seed repeats the same draws, here and by command.',
  'missing.lists': 'Choose from two to ten columns that are lists.',
  'missing.left':
    'In a table of combinations every list counts: “{column}” looks like one and is left out. Tick it; with more than ten lists, merge some in the file first.',
  'missing.people':
    '“{column}” looks like numbers of people. Say that a row is a combination of lists; if each row is one person, leave that column out of the file.',
  'missing.count': 'Choose the column of the numbers of people; it is not a list.',
  'missing.code': 'Choose the column of codes and the column of the names of lists.',
  'missing.methods': 'Choose at least one method.',
  'missing.numbers': 'Draws and seed are whole numbers, such as 1000 and 1.',
  'show.title': 'In short',
  'show.seen': '{lists} lists found {cases} people.',
  'show.chosen':
    'By the method “{method}” there are about <b>{estimate}</b> in all; the {level} interval runs from {low} to {high}.',
  'show.chosen.open':
    'By the method “{method}” there are about <b>{estimate}</b> in all; the {level} interval begins at {low} and has no upper limit.',
  'show.chosen.conditional':
    'By the method “{method}” there are about <b>{estimate}</b> in all. No interval allows for the choice of the model: taking the model as known, the {level} interval would run from {low} to {high}, and that is too narrow.',
  'show.chosen.point':
    'By the method “{method}” there are about <b>{estimate}</b> in all; it has no interval.',
  'show.bound':
    'By the method “{method}” there are at least about <b>{estimate}</b> in all. How many more, it does not say.',
  'show.prior':
    'But no model without a prior has an estimate from this table: this figure comes largely from what the method takes for granted, not from the lists. Do not publish it as found.',
  'show.none': 'By the method “{method}” there is no estimate. {reason}',
  'show.range':
    'Across {count, plural, one {# method that gives} other {# methods that give}} a total, the answer lies between {low} and {high}.',
  'show.range.same': '{count, plural, one {# method gives} other {# methods give}} a total, about {total}.',
  'show.noTotal': 'No method gives a total from this table.',
  'show.onePerson':
    'With one person more or less on a list, the method “{method}” would give between {low} and {high}.',
  'show.onePerson.none': 'With one person more or less on a list there might be no estimate at all.',
  'show.doubts': 'What is doubtful',
  'show.noDoubts':
    'Nothing in the table itself speaks against the methods. Whether lists were kept apart and people could be on any of them, the table cannot say.',
  'show.below':
    '{count, plural, one {# other total of {of} lies} other {# other totals of {of} lie}} below the lower bound (Chao): they are too low.',
  'show.linked': 'How rows became people',
  'linked.people': '{rows} rows are {people} people who stand on at least one list.',
  'linked.withoutCode':
    '{count, plural, one {# row has no code and was left out: nobody can say whose it is.} other {# rows have no code and were left out: nobody can say whose they are.}}',
  'linked.again':
    '{count, plural, one {# row says again what another said.} other {# rows say again what others said.}}',
  'linked.onNoList':
    '{count, plural, one {# person is on no list and was left out} other {# people are on no list and were left out}}: those whom no list found are what is estimated.',
  'linked.alike':
    '{count, plural, one {# code differs} other {# codes differ}} from others in capitals, blanks or signs alone. They were taken as different people: if they are not, the estimate is too high.',
  'pictures.title': 'What the table shows',
  'overlap.title': '{share} of those found were found by one list alone',
  'overlap.subtitle':
    'How many people were found by exactly these lists. The fewer share a list, the more are likely to be unseen.',
  'forest.title': 'The answer depends on the method: from {low} to {high}',
  'forest.title.same': 'Every method that gives a total says {total}',
  'forest.title.none': 'No method gives a total',
  'forest.subtitle':
    'People in all, by each method, and by {main} with one list left out or two taken as one. The line at the left is how many were seen.',
  'forest.caveat': 'No row is the right one. A narrow interval does not make a method right.',
  'dependence.title': '“{first}” and “{second}” are together {ratio} times as often as chance would have it',
  'dependence.title.none': 'How lists hang together',
  'dependence.subtitle':
    'Lists that send people to each other find the same people, and make a total that ignores it too low; lists that share the work make it too high.',
  'distribution.title': 'Drawn anew, the same people would give totals like these',
  'distribution.subtitle': '“{method}”, {count} resamples, the model chosen anew in each.',
  'consistency.title': 'Taken as everybody, {right} of {of} lists are estimated at their known size',
  'consistency.subtitle':
    'Each list is known; the others estimate it. Where they miss it, they look in the same places, or in different ones.',
  'consistency.list': 'List',
  'consistency.truth': 'Known size',
  'consistency.estimate': 'Estimated from the others',
  'consistency.holds': 'Does the interval hold it?',
  'consistency.yes': 'yes',
  'consistency.no': 'no',
  'consistency.unknown': 'not known',
  'download.label': 'label',
  'download.overlap': 'overlap table',

  'two.first': 'The first table',
  'two.second': 'The second table',
  'two.first.named': 'First: {name}',
  'two.second.named': 'Second: {name}',
  'two.slot.hint':
    'The same lists in both, called the same. One row for each person, each entry on a list, or each combination of lists with a number of people.',
  'two.example': 'Invented: three lists, two years apart',
  'two.definition': 'Who is counted in it',
  'two.definition.hint':
    'In the words of the definition. Where the two differ, the page warns that the change may be one of words.',
  'two.target': 'Fall that was promised, in per cent of the first total',
  'two.target.hint': 'Such as 25. Left empty: none was.',
  'two.more': 'Draws and seed',
  'two.resamples.hint':
    'The model is chosen anew in each. 1000 is usual; with fewer than 40 there is no answer.',
  'two.missing': '{table}: {lacking}',
  'two.missing.numbers': 'Draws and seed are whole numbers, such as 1000 and 1; a fall is in per cent.',
  'two.says.fell':
    'From “{from}” to “{to}” the number of people <strong>fell</strong>: about {first} in the first, {second} in the second, which is {ratio} times as many (95%: {low} to {high}).',
  'two.says.rose':
    'From “{from}” to “{to}” the number of people <strong>rose</strong>: about {first} in the first, {second} in the second, which is {ratio} times as many (95%: {low} to {high}).',
  'two.says.none':
    'From “{from}” to “{to}” <strong>no change can be told from chance</strong>: about {first} in the first, {second} in the second, which is {ratio} times as many (95%: {low} to {high}; 1 is no change).',
  'two.says.open':
    'From “{from}” to “{to}”: about {first} in the first, {second} in the second, which is {ratio} times as many (95%: from {low}, no upper limit; 1 is no change).',
  'two.says.bare':
    'From “{from}” to “{to}”: about {first} in the first, {second} in the second, which is {ratio} times as many. No interval was made.',
  'two.people': 'In people that is {people} (95%: {low} to {high}).',
  'two.target.reached': 'The promised fall of {fall} was reached, with a probability of {probability}.',
  'two.target.missed':
    'The promised fall of {fall} was missed; the probability that it came is {probability}.',
  'two.target.undecided':
    'Whether the promised fall of {fall} came, these lists cannot decide: the probability is {probability}.',
  'two.drawn':
    'Each table was drawn anew by itself, {first} and {second} times, with the model chosen again each time; every draw of the one is set against every draw of the other.',
  'two.why':
    'What the lists miss in both years alike falls out of the ratio. What changed in how people come onto the lists does not: the ratio would take it for a change in their number.',
  'two.kept':
    'This ratio cannot be saved with a study: it is neither a number of people nor a share of them. Each total can be, by itself, under “Lists that overlap”.',
  'two.totals': 'The total of each table, with its own interval',
  'two.totals.subtitle':
    'People in all, by the stepwise model, with 95% intervals. That two intervals overlap does not say that nothing changed; the ratio has its own.',
  'two.table': 'Table',
  'two.people.head': 'People',
  'two.ratio': 'Second total over the first',
  'two.ratio.title': 'The second total is {ratio} times the first',
  'two.ratio.subtitle': 'With its 95% interval; the stronger line at 1 is no change.',
  'two.ratio.caption': 'The ratio in full, with its limits',
  'two.totals.caption': 'People in full, with their limits',
  'two.difference': 'Second total less the first',
  'two.falls': 'Probability of a fall by at least {fall}: {probability}',
  'two.falls.subtitle': 'The share of all pairs of draws in which the total fell by so much.',
  'two.download': 'overlaps of {table}',
}
