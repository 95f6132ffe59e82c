/** What the pages of several rooms say. ICU MessageFormat; apostrophes are ’, since ' quotes. */
export const en = {
  unknown: 'not known',
  notStated: 'not stated',
  'data.package': 'All data as one package',

  'home.promise':
    'TIPping Point finds the countries where help could end trafficking in persons, puts that help into agreements anyone can check, and measures honestly whether it worked.',
  'home.now.subtitle':
    '{method}, our own method, on the report of {year} and everything else known on {day}. Equal Earth projection, true to area.',
  'home.now.caveat': 'Being on the list says that help may tip the balance, not that it will.',
  'home.now.list': 'First {count} by score',
  'home.map.label':
    'World map of the assessment. First on the list: {first}. The list beside it has the rest.',
  'home.map.in': 'passes the gate, {score} of 100',
  'home.map.out': 'out at “{gate}”',
  'home.map.unknown': 'something is missing, so there is no score',
  'home.key.first': 'the first {count}',
  'home.key.in': 'pass, further down the list',
  'home.key.out': 'do not pass',
  'home.key.unknown': 'no score: something is missing',
  'home.key.none': 'no {year} rating held',
  'home.dagger':
    '† The rating rests on one private transcription or on elimination; the report itself was not read.',
  'home.range': 'Ranks: sensitivity range, 90% of runs.',
  'home.all':
    '{count, plural, one {See the one that passes} other {See all # that pass, and how sure this is}}',
  'home.then.title': 'And when it was first proposed?',
  'home.then.note':
    'In February 2014 a coalition asked the U.S. government to choose focus countries. This is its method on what is known of that day.',
  'home.then.subtitle': '{method}, as of {day}: tier, child soldiers, a USAID mission in the country.',
  'home.then.caveat':
    'An unknown is not a no: no full list of missions of that year was found. Whether any of them would have tipped is not something a list can say.',
  'home.then.in': 'They pass all three gates.',
  'home.then.why': '{count} at “{gate}”{found, select, none {} other { ({what})}}',
  'home.then.revised': 'Score from governance in 2012, values as revised later, not as known then.',

  'cycle.title': 'Seven steps, and round again',
  'cycle.none': 'None yet',
  'cycle.observe': 'Observe',
  'cycle.observe.question': 'What does each country’s record say, year by year, with its gaps?',
  'cycle.observe.holds':
    '{count, plural, =0 {no rating held} one {tier rating} other {tier ratings, gaps named}}',
  'cycle.select': 'Select',
  'cycle.select.question': 'Where could help tip the balance, by a method you can argue with?',
  'cycle.select.holds': '{count, plural, =0 {no assessment} one {assessment kept} other {assessments kept}}',
  'cycle.prepare': 'Prepare',
  'cycle.prepare.question': 'Who can do what already, and what is to be measured before starting?',
  'cycle.prepare.holds':
    '{count, plural, =0 {no baseline study on record} one {baseline study} other {baseline studies}}',
  'cycle.agree': 'Agree',
  'cycle.agree.question': 'Who promised what, for which three to five years?',
  'cycle.agree.holds': '{count, plural, =0 {no compact} one {compact signed} other {compacts signed}}',
  'cycle.fund': 'Fund',
  'cycle.fund.question': 'Did money move when its conditions were met?',
  'cycle.fund.holds':
    '{count, plural, =0 {no sum published} one {sum published} other {sums published, each of its own kind, so not added}}',
  'cycle.measure': 'Measure',
  'cycle.measure.question': 'Are fewer people trafficked, with the doubt attached?',
  'cycle.measure.holds':
    '{count, plural, =0 {no measured change on record} one {measured change} other {measured changes}}',
  'cycle.learn': 'Learn',
  'cycle.learn.question': 'What worked, where, and would it work elsewhere?',
  'cycle.learn.holds':
    '{count, plural, =0 {no evidence record} one {evidence record} other {evidence records}}',

  'compacts.title': 'What has been signed?',
  'compacts.note': 'Child-protection compacts between the United States and a partner government.',
  'compacts.finding':
    '{count, plural, one {One compact and its sum} other {# compacts, # kinds of sum, so we do not add them up}}',
  'compacts.subtitle': 'Term of each compact, and its U.S. funding in the words of its source.',
  'compacts.caveat':
    'Hatched: signed in that year, the day is not confirmed. Later compacts were neither found nor excluded.',
  'compact.signed': 'Signed',
  'compact.term': 'Term',
  'compact.us': 'United States',
  'compact.words': 'In the words of the source',
  'compact.own': 'The country’s own contribution',
  'compact.with': 'Carried out with',
  'compact.status': 'Status',
  'compact.baseline': 'Baseline and endline',
  'compact.noBaseline': 'None known to us',

  'news.title': 'What is new?',
  'news.data': 'Data',
  'news.data.title': 'The {year} report is in, most of it at second hand',
  'news.data.text':
    'We hold {held} ratings of it. {weak} of them rest on one private transcription and are flagged wherever they are used.',
  'news.assessment': 'Assessment',
  'news.assessment.title': '{method}, version {version}, on what is known on {day}',
  'news.assessment.text':
    'One of <link>{count, plural, one {# assessment} other {# assessments}}</link>. Each keeps all it looked at and can be run again.',
  'news.compact': 'Compact',
  'news.compact.title': '{country} signs the newest compact on record',
  'news.compact.text': 'No account of what it changed has been found.',
  'news.run': 'Our data were last read in on {day}.',

  'list.country': 'Country',
  'list.tier': 'Tier',
  'list.score': 'Score',
  'list.of100': '0–100',
  'list.ranks': 'Ranks',
  'list.range': '90% of runs',
} as const
