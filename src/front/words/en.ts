/** What the pages of several rooms say. ICU MessageFormat; apostrophes are ’, since ' quotes. */
export const en = {
  unknown: 'not known',
  notStated: 'not stated',
  'data.package': 'All data as one package',

  'home.promise':
    'TIPping Point finds the countries where help could end trafficking in persons, puts that help into agreements anyone can check, and measures honestly whether it worked.',
  'home.now.title': 'Highest scores: {first}, of {count} countries that pass',
  'home.now.subtitle':
    '{summary} {method}, our own method, on the report of {year} and all else known on {day}.',
  'home.now.weak':
    '{transcribed, plural, =0 {} one {# rating rests on one private transcription. } other {# ratings rest on one private transcription. }}{eliminated, plural, =0 {} one {# was found by elimination. } other {# were found by elimination. }}',
  'home.now.caveat':
    'Being on the list says that help may tip the balance, not that it will. Equal Earth projection; borders are the map maker’s.',
  'home.now.list': 'First {count} by score',
  'home.listOf': '{list} ({method})',
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
  'home.then.title': 'When focus countries were first proposed, one fact was missing for {unknown}',
  'home.then.subtitle':
    '{summary} {method}, the method a coalition put to the U.S. government, as of {day}: tier, child soldiers, a USAID mission.',
  'home.then.caveat':
    'An unknown is not a no: no full list of missions of that year was found. Whether any of them would have tipped is not something a list can say.',
  'home.then.in': 'They pass all three gates.',
  'home.then.why': '{count}: {what}',
  'home.then.far': '{what}, dated too far from the day',
  'home.then.rest': '{count}: for other reasons',
  'home.then.noEvidence': 'no dated evidence on “{gate}”',
  'home.then.revised': 'Score from governance in 2012, values as revised later, not as known then.',

  'cycle.title': 'Seven steps, and round again',
  'cycle.around':
    'Around it, everybody: <represent>who speaks for your address</represent>, <campaigns>campaigns</campaigns>, <bills>bills</bills> and <cents>two cents of every dollar</cents>.',
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
    '{sums, plural, =0 {no sum published} one {sum published} other {sums published, each of its own kind, so not added}}{books, plural, =0 {} one {; one open ledger} other {; # open ledgers}}',
  'cycle.measure': 'Measure',
  'cycle.measure.question': 'Are fewer people trafficked, with the doubt attached?',
  'cycle.measure.holds':
    '{count, plural, =0 {no report of results published} one {report of results published} other {reports of results published}}',
  'cycle.learn': 'Learn',
  'cycle.learn.question': 'What worked, where, and would it work elsewhere?',
  'cycle.learn.holds':
    '{count, plural, =0 {no evidence record} one {evidence record} other {evidence records}}',

  'compacts.title': 'What has been signed?',
  'compacts.note': 'Child-protection compacts between the United States and a partner government.',
  'compacts.all': 'Every compact known here',
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
    '{summary} One of <link>{count, plural, one {# assessment} other {# assessments}}</link>. Each keeps all it looked at and can be run again.',
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
  'list.region': 'Region',
  'list.newestTier': 'Newest tier',

  'countries.title': 'Countries',
  'countries.question': 'What is known of each country?',
  'countries.description': 'Every country with its newest tier and where each method puts it.',
  'countries.aside':
    'The tier is the U.S. State Department’s rating of a government’s efforts, not of the size of the problem. A country that is missing a rating is unknown, not good or bad.',
  'countries.find': 'Name',
  'countries.findHint': 'Any language, former names too',
  'countries.everywhere': 'All regions',
  'countries.show': 'Show countries',
  'countries.count':
    '{count, plural, one {# country} other {# countries}} of {all}. The whole list: <csv>CSV</csv>, <json>JSON</json>.',
  'countries.all': 'Show all',
  'countries.none': 'No country is or was called “{q}” here. Try fewer letters, or all regions.',
  'countries.weak':
    '† The rating rests on a transcription, on elimination or on copies that disagree. Methods: place, then score of 100.',
  'countries.noTier': 'no rating held',
  'countries.rank': 'rank {rank}, {points} of 100',
  'countries.would': 'rank {rank} if confirmed',
  'countries.unknown': 'No country is or was called “{text}” here',
  'countries.suggest': 'Did you mean {names}?',
  'countries.lookUp': 'The list of countries finds names in four languages, former ones too.',
  'countries.noRegion': 'There is no region “{region}”',
  'countries.regions': 'Regions are {regions}.',

  'country.brief': 'One page to print',
  'country.sourcesNote': 'The small numbers in the text open these in place.',
  'about.people': '{size, select, millions {{count} people} other {{count} people}}',
  'about.noPeople': 'Population not known here',
  'about.income': '{sum} of output per person in {year}',
  'about.noIncome': 'Output per person not known here',
  'about.compact': 'Partner in a child-protection compact, {year}.',

  'short.title': 'In short',
  'short.note': 'Written from the data by fixed rules. Each sentence names its sources.',
  'short.tier': '{country} is on {tier} in the {year} report.',
  'short.oldTier':
    'No rating of {country} in the {last} report is held here; the last one held is {tier}, of {year}.',
  'short.noTier': 'No tier of {country} is held here, in the {year} report or before.',
  'short.count': '{tier} in {count, plural, one {one report} other {# reports}}',
  'short.record':
    '{kinds, plural, one {Since {since} it has been on {counts}.} other {Since {since}: {counts}.}}',
  'short.gaps':
    '{count, plural, one {For one report since then no rating is held.} other {For # reports since then no rating is held.}}',
  'short.by': 'By the method “{method}”: {sentence}',
  'short.weak.one transcription': 'The newest rating rests on one private transcription.',
  'short.weak.by elimination': 'The newest rating was found by elimination, not read.',
  'short.weak.inferred': 'The newest rating was inferred from other texts, not read.',
  'short.weak.imported here':
    'The newest rating was imported here by a user; it is not from the reference pack.',
  'short.weak.conflicting copies': 'Copies of the report disagree on the newest rating.',
  'short.notJudged': '{country} is not judged by “{method}” as of {day}: {why}.',
  'short.unknown':
    'How many people are trafficked in {country} is not known: no measured national estimate is known to us.',
  'short.measured': 'Measured: {method}, {period}. {figure} Counted is: {definition}',
  'short.several': 'It is one of {count} current estimates.',
  'short.severalApart': 'It is one of {count} current estimates, which lie between {low} and {high}.',
  'short.unknownNext':
    'What is missing: a survey or lists of cases with a stated definition, place, period and interval.',

  'tiers.title': 'How has the U.S. rated {country}?',
  'tiers.note':
    'The tier in the Trafficking in Persons Report of each year. It rates a government’s efforts, not the size of the problem.',
  'tiers.finding':
    '{tier} in {reports} of {of} reports, {ups, plural, =0 {never raised} one {once raised} other {# times raised}}, {downs, plural, =0 {never lowered} one {once lowered} other {# times lowered}}',
  'tiers.none': 'No rating of {country} is held here',
  'tiers.subtitle':
    'Tier by report year. Below, the {count, plural, one {neighbour} other {# neighbours}} in {region} nearest in population; hatched years are not known here.',
  'tiers.alone': 'Tier by report year; hatched years are not known here.',
  'tiers.caption': 'Tier by report year',
  'tiers.report': 'Report',
  'tiers.compact': 'compact, {when}',
  'tiers.weak': '{years}: {why}',

  'gates.title': 'Does it pass the gates?',
  'gates.note': 'A gate is passed, failed or not known. Not known is never a no.',
  'gates.date': '{method}, {day}',
  'gates.notAsked': 'Not asked',
  'gates.notAskedWhy': 'This method has no such gate.',
  'gates.notJudged': 'Not judged',
  'gates.notJudgedWhy':
    'It is not among the countries this method judges: no rating is held, or it is left out from the start.',
  'gates.in': 'In: rank {rank} of {of}',
  'gates.would': 'Cannot be judged; rank {rank} if confirmed',

  'places.title': 'Where does each method put it?',
  'places.note': 'Ranges are sensitivity ranges: how far places move when measurement error is drawn anew.',
  'places.method': 'Method',
  'places.asOf': 'Known on',
  'places.standing': 'Standing',
  'places.rank': 'Rank',
  'places.madeBy': '{method} version {version}, seed {seed}, {runs} runs',

  'governance.title': 'How is it governed?',
  'governance.note': 'What the methods score once the gates are passed.',
  'governance.caption': 'Governance with its error, beside neighbours',
  'governance.finding':
    '{ahead, plural, =0 {Not above the middle of its {count} neighbours on any of {of} measures} =3 {Above the middle of its {count} neighbours on all three measures} other {Above the middle of its {count} neighbours on # of {of} measures}}',
  'governance.none': 'No governance figure of {country} is held here',
  'governance.subtitle':
    'Worldwide Governance Indicators {year}, as revised in {revised}; scale −2.5 to 2.5. Dot: estimate; line: ±1.645 standard errors, a 90% interval.',
  'governance.caveat':
    'Neighbours in the order of their mean. Where two lines overlap, the order of the two countries is not certain.',
  'missing.not published': 'not published',
  'missing.not applicable': 'does not apply',
  'missing.not yet imported': 'not yet imported',
  'missing.suppressed': 'withheld by the source',
  'missing.not yet released': 'not yet released',

  'people.title': 'How many people?',
  'people.note': 'Measured and modelled figures are kept apart; the other kind infers.',
  'people.measured': 'Measured here',
  'people.none': 'No measured national estimate is known to us.',
  'people.axis': 'people per 1,000: anywhere on this line',
  'people.report': 'the report',
  'people.trend':
    'Each figure stands by itself. Where definition, method or place differ, two of them are no trend.',
  'people.figure': 'Figure',
  'people.definition': 'Definition',
  'people.when': 'Period and place',
  'people.how': 'Method',
  'people.listed': 'Estimates of {country}',
  'people.modelledHere': 'Modelled',
  'people.missingTitle': 'What is missing',
  'people.missing':
    'A survey, or lists of cases that can be compared, with a stated definition, place, period and interval. Without one nobody can say from this page whether anything changed.',
  'people.modelled':
    'Global models infer a figure for {region} from other countries’ surveys. Their terms do not let us reprint them, and they are never used as a baseline here.',

  'agreed.title': 'What was agreed?',
  'agreed.note': 'Child-protection compacts with the United States.',
  'agreed.untitled': 'A compact without a title',
  'agreed.here': 'In force from {begins} to {ends}; its money, conditions and results stand open there.',
  'agreed.soon': 'Published, not yet in force.',
  'agreed.example': 'An example: everything in it is invented.',
  'agreed.none':
    'No child-protection compact with {country} is known to us. Compacts after 2022 were neither found nor excluded.',
  'agreed.notStated': 'Not stated in the texts we hold',

  'grants.title': 'What did the U.S. pay before?',
  'grants.note': 'Anti-trafficking grants of U.S. agencies with this country as the place of work.',
  'grants.none':
    'No grant is listed here for {first} to {last}. Regional and global grants, which may have reached it, are not counted, and later years are not covered.',
  'grants.finding':
    '{sum} stated in {count, plural, one {one grant} other {# grants}}, {first} to {last}{unstated, plural, =0 {} one {; one more states no amount} other {; # of them state no amount}}',
  'grants.subtitle': 'Grants by year, current US dollars. Regional and global grants are not counted.',
  'grants.caveat': 'A missing amount was not stated; it is not zero. Nothing after {last} is covered.',
  'grants.noneThen': 'none',
  'grants.unstatedToo': '{count, plural, one {# not stated} other {# not stated}}',
  'grants.year': 'Year',
  'grants.recipient': 'Recipient',
  'grants.amount': 'Amount',

  'goods.title': 'Which goods are listed?',
  'goods.note':
    'Goods the U.S. Department of Labor has reason to believe are made with child or forced labour.',
  'goods.none':
    'No good from here is on the {year} list. The list names what was looked for and found: a country without an entry is unknown, not clean.',
  'goods.good': 'Good',
  'goods.child': 'Child labour',
  'goods.forced': 'Forced labour',
  'goods.sector': 'Sector',
  'goods.listed': 'listed',
  'goods.notListed': 'not listed',
  'goods.list': 'List of {year}. Later additions are not in our data.',

  'downloads.title': 'Take it with you',
  'downloads.brief': 'On paper',
  'downloads.briefText': '<link>One page to print</link>; this page prints as a document too.',
  'downloads.figures': 'As data',
  'downloads.figuresText':
    'Figures as <csv>CSV</csv>, statements on compacts, goods and grants as <facts>CSV</facts>, everything on this page as <json>JSON</json>. In CSV a text that a spreadsheet would take for a formula has an apostrophe in front.',

  'brief.title': '{country} in one page',
  'brief.tiers': 'Tiers',
  'brief.asked': 'Asked',
  'brief.known': 'Known here',
  'brief.compact': 'Compact, {when}',
  'brief.goods': 'Goods listed',
  'brief.grants': 'U.S. grants',
  'brief.about': 'The country',
  'brief.sources': 'Addresses, editions and what the score was made from: {address}',
} as const
