export const en = {
  'link.title': 'How sure is it?',
  'link.text':
    'Measurement, weights and choices of method are drawn anew together, and the ranking is made again each time.',
  'link.action': 'See what holds and what does not',

  'page.title': 'How sure is this shortlist?',
  'page.description':
    'What holds of this shortlist, and what does not, when everything in doubt is drawn anew.',
  'page.crumb': 'How sure',
  'about.assessment': 'Assessment',
  'about.runs': 'Runs',
  'about.seed': 'Seed',
  'nav.places': 'Places',
  'nav.matters': 'What matters most',
  'nav.near': 'Near misses',
  'nav.heat': 'Place by place',
  'nav.gates': 'Gates',
  'nav.flip': 'What would flip it',
  'nav.reversal': 'Who else is in the list',
  'nav.doubt': 'What was doubted',
  'nav.again': 'Ask again',

  'verdict.stay':
    'Of the {k} on the shortlist, <b>{n, plural, =0 {none stays} one {# stays} other {# stay}}</b> on it in more than 95 % of {runs} runs.',
  'verdict.stay plain':
    'Of the {k} on the shortlist, {n, plural, =0 {none stays} one {# stays} other {# stay}} on it in more than 95 % of {runs} runs.',
  'verdict.none': 'Nobody is on the shortlist, so nothing can be sure or unsure of it.',
  'verdict.sure': 'Sure within what was drawn: {names}.',
  'verdict.unsure': 'On it now, and off it in at least one run in ten: {names}.',
  'verdict.outside': 'Off it now, and on it in at least one run in ten: {names}.',
  'verdict.first': '{name} is first in {share} of the runs.',
  'verdict.matters':
    'What moves places most: {what}. About {share} of all their movement goes back to it, alone or together with the rest (sensitivity range {low} to {high}).',
  'verdict.unknown':
    '{n, plural, one {# cannot be judged} other {# cannot be judged}}. Were the unknown gates passed, {m, plural, =0 {none of them would} one {# of them would} other {# of them would}} be on the shortlist in at least one run in ten{list}',
  'names.more': '{n, plural, one {# more} other {# more}}',
  'notice.word': 'Sensitivity range',
  'notice.text':
    'A sensitivity range holds the middle 90 % of the runs. It is not a confidence interval: it knows what was drawn and nothing else. What nobody doubted here may be wrong all the same.',

  'doubt.title': 'What was doubted?',
  'doubt.note': 'Each run draws all of it at once. The document gives the reasons.',
  'doubt.measurement': 'Measurement',
  'doubt.imputation': 'Missing values',
  'doubt.weights': 'Weights',
  'doubt.alternatives': 'Choices of method',
  'doubt.from everybody': 'Drawn from the known values of everybody.',
  'doubt.from same region': 'Drawn from the known values of the same sub-region of the United Nations.',
  'doubt.concentration': 'Drawn around the document’s weights, concentration {value}.',
  'doubt.bounds': 'Anything within bounds: {bounds}.',
  'doubt.bound': '{name} {low} to {high}',
  'doubt.order': 'Any weights of the order the document gives.',
  'doubt.choices': 'One of these, each as likely: {choices}.',
  'doubt.drawn': 'Drawn: {names}.',
  'doubt.nothing': 'There is nothing here to draw.',
  'doubt.across units': 'Correlation of errors between countries {value}: {names}.',
  'doubt.across series': 'Correlation of errors within one country {value}: {names}.',
  'doubt.independent':
    'The document states no correlation of errors: they are drawn as independent, except where one figure is read twice. Where figures share a source, ranges of scores are then too short, and differences between countries look more doubtful than they are.',
  'doubt.independent rest': 'All other errors are drawn as independent.',
  'doubt.changes': 'No error is drawn for a change over years, since nobody published one: {names}.',
  'doubt.not declared':
    'This document does not say what of it is in doubt. Only published errors are drawn; weights and choices of method are taken as they stand, so that the ranges are too narrow.',
  'doubt.not measurement': 'Errors of measurement are taken as none.',
  'doubt.not imputation': 'Missing values are treated in every run as the document says.',
  'doubt.not weights': 'Weights are taken as they stand.',
  'doubt.not alternatives': 'No other choice of method is tried.',
  'doubt.always':
    'Never doubted here: which countries are judged, evidence and lists behind gates, and errors that nobody published.',

  'note.nothing to draw': 'The document doubts “{source}”, and there is nothing to draw for it.',
  'note.constant leaf': '“{leaf}” is the same for everybody: it tells nobody apart.',
  'note.nobody ranked': 'In no run was there anybody to rank.',
  'note.still missing':
    '“{leaf}” stays unknown in every run for {n} of those judged: nothing is known that could stand there.',
  'note.score ranges thinned': 'Score ranges rest on {runs} of the runs.',
  'note.negative under this mean':
    '“{leaf}” falls below zero where its rule allows none: those runs give no score.',
  'note.weights walked':
    'Weights of “{leaf}” were reached step by step, so that neighbouring runs are a little alike.',

  'places.title': 'Places that hold, and places that do not',
  'places.subtitle':
    'Place with its sensitivity range, and the share of {runs} runs spent among the first {k}. Shown are those with a chance of one in twenty or more.',
  'places.place': 'Place',
  'places.share': 'Runs among the first {k}, %',
  'places.rest':
    '{n, plural, =0 {Nobody else passes every gate.} one {The other one was less often among the first {k}; the CSV has it.} other {The # others were less often among the first {k}; the CSV has them.}}',
  'label.country': 'Country',
  'label.place': 'Place',
  'label.range': 'Sensitivity range of the place',
  'label.expected': 'Mean place',
  'label.score': 'Score',
  'label.score range': 'Sensitivity range of the score',
  'label.in': 'Among the first {k}',
  'label.passes': 'Passes every gate',
  'label.gate': 'Gate',
  'label.now': 'Now',
  'label.own weights': 'First with its own weights',
  'label.source': 'What is drawn',
  'label.alone': 'By itself',
  'label.together': 'With all it acts through',
  'label.change': 'What would have to change',
  'label.from': 'From',
  'label.to': 'To',
  'label.size': 'Size',
  'label.flip': 'Then it would be',
  'label.left out': 'Left out',
  'label.moves': 'Places that change',
  range: '{low} to {high}',
  'share.always': 'always',
  'share.never': 'never',
  'share.over': 'over 99 %',
  'share.under': 'under 1 %',
  'share.unknown': 'not known',
  'standing.on': 'on the shortlist',
  'standing.off': 'off the shortlist',
  'outcome.passed': 'passed',
  'outcome.failed': 'not passed',
  'outcome.unknown': 'not known',

  'matters.title': 'Which assumption matters most?',
  'matters.note':
    'How much of the movement of places goes back to each thing drawn: by itself, and with all it acts through together with others.',
  'matters.finding': 'What matters most: {what}. {share} of all movement of places goes back to it',
  'matters.even': 'Nothing that was drawn moved a place.',
  'matters.subtitle':
    'Share of the variance of the mean change of place (total Sobol index), with a 90 % sensitivity range from drawing the runs again. {n} runs.',
  'matters.no effect': 'A choice without effect: {names}. Whichever answer is taken, no place moves.',
  'matters.reach': 'Little movement, and still it decides who is there: “{choice}” alone ({title}) {parts}.',
  'reach.placed': 'gives a place to {names}',
  'reach.unplaced': 'leaves {names} without one',
  'reach.onto': 'brings {names} onto the shortlist',
  'reach.off': 'takes {names} off it',
  'matters.idle nothing': '“{choice}” changes no score: {title}.',
  'matters.idle scores only': '“{choice}” changes scores and no place: {title}.',
  'matters.doubtful':
    'For {names} the share by itself came out above the share with others, which cannot be: too few runs for so small a difference.',
  'matters.caveat':
    'Shares with others count what two things do together twice, so they can sum to more than 100 %.',
  'matters.one': 'Only {what} is drawn here, so all the movement goes back to it.',
  'source.measurement': 'errors of measurement',
  'source.imputation': 'missing values',
  'source.weights': 'the weights',
  'source.alternative': '“{title}”',

  'near.title': 'Who just missed it, and who is only just on it?',
  'near.note': 'Decisions that could as well have gone the other way.',
  'near.none':
    'Nobody: whoever is on the shortlist is on it in nine runs of ten or more, and nobody else is on it in one of ten.',
  'near.caption': 'On the shortlist in some runs and off it in others',
  'near.on': '{name} is on the shortlist, and on it in only {share} of the runs.',
  'near.off': '{name} is not on the shortlist, and on it in {share} of the runs.',
  'near.gate passed': '{name} passes “{gate}”, in {share} of the runs.',
  'near.gate failed': '{name} does not pass “{gate}”, and passes it in {share} of the runs.',

  'heat.title': 'Where each of them landed',
  'heat.subtitle':
    'Share of {runs} runs with each place, in per cent. The stronger the colour, the more often. Under 10 unlabelled.',
  'heat.caption': 'Share of the runs with each place, in per cent',
  'heat.beyond': '{from} +',

  'gates.title': 'How sure are the gates?',
  'gates.fixed':
    'No gate here hangs on an estimate with a published error. Each is passed, failed or unknown in every run; whether codes, lists and evidence are right is not drawn.',
  'gates.drawn':
    'Gates that hang on an estimate with a published error, where the chance is neither none nor certain.',
  'gates.certain':
    'Every gate that hangs on an estimate with a published error came out the same in practically every run.',
  'gates.unknown': 'An unknown gate stays unknown in every run: no chance is made up for it.',
  'gates.open': 'could come out otherwise',
  'gates.chance': 'Share of runs in which it is passed',

  'flip.title': 'What is the smallest change that would flip it?',
  'flip.note': 'One thing changed alone, all else as it stands. Of several ways the smallest is shown.',
  'flip.weight': 'weight of {what}',
  'flip.value': 'its value of {what}',
  'flip.threshold': 'bound of “{what}”',
  'flip.figure': 'its figure behind “{what}”',
  'flip.outcome': '“{what}” passed',
  'flip.in errors': '{size} published errors',
  'flip.just below': 'just below {at}',
  'flip.just above': 'just above {at}',
  'flip.searched': 'Some were found on a grid; a smaller change between its points could have been missed.',
  'flip.none': 'No change of one weight, one bound or one of its own values flips it.',
  'flip.on': 'on the shortlist',
  'flip.off': 'off the shortlist',
  'flip.weights note':
    'Weights are shares of their group in per cent; the others of the group keep their proportions.',

  'reversal.title': 'Does the order depend on who else is in the list?',
  'reversal.note': 'Each country, then each criterion, is left out once, and the rest is ranked again.',
  'reversal.units none':
    'No: nothing here is measured against who else is judged, so leaving out a country moves no two others past each other.',
  'reversal.units some':
    'Yes: leaving out any one of {n, plural, one {# country} other {# countries}} moves others past each other, because a value is measured against who else is judged.',
  'reversal.units tried':
    'Left out one by one, none of {n, plural, one {# country} other {# countries}} moves others past each other, although values are measured against who else is judged.',
  'reversal.criterion': '{n, plural, =0 {none} one {# place} other {# places}}',
  'reversal.criteria': 'Leaving out a criterion',
  'reversal.on': 'Comes onto the shortlist',
  'reversal.off': 'Leaves it',
  'reversal.nobody': 'nobody',

  'why.title': 'What can be said here, and what cannot',
  'why.scorecard':
    'This document is a scorecard: it counts indicators passed and has no criteria that count by degree. Its places and weights cannot be tried again; of its gates, what is known stands below.',
  'why.no gates': 'It has no gates beside its card.',
  'why.cannot judge':
    'There is no result whose sureness could be asked: {n, plural, one {# series is} other {# series are}} missing. Bring them with tp data import, and make the assessment.',
  'why.rule':
    'The group “{group}” is put together by a rule or weights that look at all units at once. Runs of it are not offered; the gates stand below.',
  'why.gate row':
    '{gate}: {passed} passed, {failed} did not, {unknown} are not known, {open} could come out otherwise',

  'wait.title': 'The runs are being made',
  'wait.text': 'So far {done} %. This page shows them when they are there.',
  'wait.queued': 'Others were asked for before. Yours come next.',
  'wait.look': 'Look again',
  'wait.cancel': 'Stop',
  'wait.note': 'Looking again waits for them up to {seconds} seconds.',
  'wait.progress': 'How far the runs are',
  'wait.stopped': 'Stopped. Nothing was kept.',
  'wait.again': 'Begin again',
  'wait.lost': 'The connection was lost. The runs may go on; look again.',

  'again.title': 'Ask again',
  'again.text':
    'The same assessment, number of runs and seed give the same figures, on any machine. By command: <code>tp select robustness --assessment {id}</code>',
  'again.runs': 'Runs',
  'again.runs hint': 'From {least} to {most}. More runs make the shares finer, not the ranges narrower.',
  'again.seed': 'Seed',
  'again.seed hint': 'A whole number. Another seed shows how much is chance of drawing.',
  'again.submit': 'Make these runs',
  'again.back': 'Back to the assessment',
  'action.csv': 'Download CSV',
  'action.json': 'Download JSON',

  'asked.runs': '“{said}” will not do for the number of runs',
  'asked.runs.message':
    'A whole number from {least} to {most} is needed: fewer say nothing of a range, more say nothing new.',
  'asked.runs.remedy': 'Leave it out for {usual}, or ask for example for 5000.',
  'asked.seed': '“{said}” will not do for the seed',
  'asked.seed.message': 'A whole number from {least} to {most} is needed.',
  'asked.seed.remedy': 'Leave it out for {usual}.',

  'cli.byline': '{title}, version {version}, as known on {day}; seed {seed}, {runs} runs',
  'cli.byline own data': '{title}, version {version}, on {file}; seed {seed}, {runs} runs',
  'cli.more': '{n, plural, one {# more} other {# more}} with less than one chance in twenty.',
  'cli.kept': 'Assessment {id}',
  'cli.unit on': '{name}: place {place}, on the shortlist, and on it in {share} of the runs.',
  'cli.unit off': '{name}: place {place}, off the shortlist, and on it in {share} of the runs.',
  'cli.unit unranked': '{name} has no place: {standing}.',
} as const
