export const en = {
  'home.title': 'History',
  'home.question': 'Who did what here, and can it be changed unseen?',
  'home.aside':
    'Every change of a record is written down with who made it, when and why. Each entry carries the hash of the one before it, and signed checkpoints hold all of them to it.',
  'home.last': 'Last checkpoint',
  'home.none': 'None was made yet.',
  'home.number': 'number {number}, {when}',
  'home.covers': 'It covers',
  'home.covered':
    '{events, plural, one {# new event} other {# new events}} of {records, plural, one {# record} other {# records}}',
  'home.open': 'Not yet anchored',
  'home.waiting': '{count, plural, =0 {no event} one {# event} other {# events}}',
  'home.check': 'How to check it yourself',
  'home.copy':
    'Keep a copy of the <checkpoints>checkpoints</checkpoints> from time to time, and the <keys>public keys</keys> they are signed with. Whoever holds a copy can tell later whether anything it covers was changed or taken away, whoever runs this installation.',
  'home.event':
    'A decision is cited by the address of its event. Its page gives the hash, the very text that was hashed, and the way from there to a signed checkpoint.',
  'home.cannot':
    'What this cannot show: events that were cut off whole before any checkpoint covered them. They are called not yet anchored.',
  'record.title': 'History: {record}',
  'record.full name': 'Full name',
  'record.about': 'Newest first. Times are UTC.',
  'record.own page': 'The record itself',
  'record.older': 'Older events',
  'record.newest': 'Newest events',
  'record.none': 'Nothing is recorded here.',
  'record.public': 'Anybody may read this history.',
  'record.not public': 'This history is read by those it concerns.',
  'section.title': 'History',
  'section.all': 'The whole history of this record',
  'section.none': 'Nothing has been recorded yet since the history began to be kept.',
  'event.title': 'Event {seq}, {record}',
  'event.link': 'Permanent link: <link/>',
  'event.what': 'What was done',
  'event.when': 'When',
  'event.who': 'Who',
  'event.way': 'By which way',
  'event.why': 'Why',
  'event.no reason': 'No reason was given.',
  'event.request': 'Request',
  'event.no request': 'none, it did not come through the web',
  'event.hash': 'Hash',
  'event.previous': 'Hash of the event before',
  'event.first': 'none, it is the first of this record',
  'event.anchor': 'Anchored',
  'event.anchored': 'by checkpoint {number} of {when}',
  'event.not anchored': 'not yet; the next checkpoint will cover it',
  'event.changes': 'What changed',
  'event.no changes': 'No field of the record changed.',
  'event.field': 'Field',
  'event.before': 'Before',
  'event.after': 'After',
  'event.absent': 'nothing',
  'event.apart': 'personal, kept apart',
  'event.cut': 'shortened; the JSON has it whole',
  'event.proof': 'How to check this event',
  'event.proof text':
    'The hash is SHA-256 over the text below, in UTF-8. The <json>JSON of this event</json> has the same text, and its way into the signed checkpoint.',
  'event.cite': 'Permanent link',
  'event.cite note': 'This address stays with this event; the hash in it proves what it says.',
  'who.operator': 'the operator',
  'who.system': 'the program',
  'who.erased': 'a person who was erased',
  'who.unnamed': 'a person ({id})',
  'via.page': 'on a page',
  'via.api': 'through the API',
  'via.command': 'by a command',
  'via.job': 'as a task of the program',
  'cli.read':
    'Read {events, plural, one {# event} other {# events}} of {records, plural, one {# record} other {# records}}, from {from} to {to}.',
  'cli.empty': 'The history is empty.',
  'cli.anchored':
    'Signed checkpoints cover {anchored} of them; the last is number {number} of {at}, with the hash {hash}.',
  'cli.not anchored':
    '{count, plural, one {# event is} other {# events are}} not yet anchored: had others been written after them and cut off whole, it could not be told until a checkpoint covers them.',
  'cli.no copy':
    'Without a copy of the checkpoints kept elsewhere it cannot be told whether the last of them were cut off with all they cover: --against FILE.',
  'cli.copy':
    '{count, plural, one {The checkpoint of the copy was} other {The # checkpoints of the copy were}} compared.',
  'cli.untold':
    '{count, plural, one {One record stands in the tables and not in the history:} other {# records stand in the tables and not in the history:}}',
  'cli.intact': 'Everything that is there is as it was written.',
  'cli.faults': '{count, plural, one {# fault} other {# faults}}:',
  'cli.more faults': 'and {count} more',
  'cli.event': 'event {seq}',
  'cli.checkpoint': 'checkpoint {number}',
  'cli.nothing new': 'Nothing has happened since the last checkpoint.',
  'cli.made':
    'Checkpoint {number} covers {events, plural, one {# new event} other {# new events}} of {records, plural, one {# record} other {# records}}. Its hash is {hash}.',
  'cli.keys': 'In use now: master key {master}, signing key {signing}.',
  'cli.sealed':
    '{count, plural, =0 {nothing to seal again} one {# row sealed again} other {# rows sealed again}}',
  'cli.rotated':
    'What was sealed is sealed under the new key. Back up {folder} now; the older keys stay, since what they signed and sealed in backups needs them.',
  'cli.not rotated':
    'Not renewed: what is derived from the first master key ({first}) and stays so: the secret of sign-ins and second factors, recovery codes, the marks of limits, known browsers and invited addresses.',
  'cli.after a leak':
    'If somebody may have read the folder of the keys: sign everybody out (`tp admin end-sign-ins --everybody`), and remove the second factor of each (`tp admin remove-second-factor EMAIL`), so that they set up a new one. docs/operations.md says the rest.',
  'cli.gone all':
    'The history was cut off: checkpoint {known} of {at}, noted in {folder}, is not in this database, which holds no checkpoint at all. It was emptied, or another stands in its place.',
  'cli.gone':
    'The history was cut off: checkpoint {known} of {at}, noted in {folder}, is not in this database, which ends with {found}. An older database stands in its place.',
  'cli.gone other':
    'This is another history: checkpoint {known} of {at}, noted in {folder}, is not the one of that number in this database.',
  'cli.rotate again':
    'Some rows are still under an older key, because they were being changed. Run it again with --continue.',
}
