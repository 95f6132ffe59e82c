export const en = {
  'backup.progress': 'Backing up {table} ({done} of {of})',
  'backup.done':
    'The backup is written to {file}: {tables} tables, {rows} rows, {size}, {seconds} s. It was read back and is whole.',
  'backup.unsigned': 'It is not signed, because there are no keys in {folder}.',
  'backup.keys apart':
    'The keys are in {file}. Keep it elsewhere than the backup, and the passphrase elsewhere again: who has all three reads everything.',
  'backup.no keys':
    'The keys are not in it. Without them nobody can read the contact data and personal values again: keep a copy of {folder} elsewhere (--keys FILE writes one).',
  'check.done':
    '{file} is a whole backup of {when}, made by version {application} on PostgreSQL {postgresql}: {tables} tables, {rows} rows.',
  'check.signed': 'It is signed with the key {key}, which is in {folder}.',
  'check.stranger': 'It is signed with the key {key}, which is not here, so who made it was not checked.',
  'check.unsigned': 'It is not signed, so who made it cannot be checked.',
  'check.keys': 'To read everything in it, these keys are needed: {keys}.',
  'restore.check': 'Checking the file: {percent} %',
  'restore.load': 'Loading: {percent} %',
  'restore.migrate': 'Bringing the tables up to this version: {done} of {of}',
  'restore.done': 'Restored as of {when}: {tables} tables, {rows} rows, {seconds} s.',
  'restore.migrated': 'Brought up to this version by {changes}.',
  'restore.left out':
    'Left in the file, because this program makes no such table: {table} ({rows} rows). docs/backup.md says how to read it.',
  'restore.jobs': '{jobs} entries of the queues are back; what had not been done will be done.',
  'restore.keys': '{written, plural, one {One key was} other {# keys were}} put into {folder}.',
  'restore.keys aside': 'The keys that lay there are now in {folder}.',
  'restore.keys lost':
    'Restored without the keys {keys}: what was sealed with them cannot be read, second factors must be set up anew, invitations on their way no longer count and mails that waited are not sent.',
  'restore.erased':
    '{count, plural, one {One person who was erased after the backup was erased again.} other {# people who were erased after the backup were erased again.}}',
  'restore.signed out': 'Everybody was signed out; links sent by mail before today no longer count.',
  'restore.since':
    'Everything done since {when} is gone: passwords, roles and memberships are those of that moment. Look through who holds which role before you open the house.',
  'restore.history intact': 'The history holds together: {events} events, {checkpoints} checkpoints.',
  'restore.history broken':
    'The history does not hold together: {count, plural, one {one fault} other {# faults}}. See `tp admin verify-history`. The first: {first}',
  'restore.history shorter':
    'The history is shorter than it was: checkpoint {known} of {when} is known beside the keys, and the backup ends with {held}.',
  'restore.history other':
    'Checkpoint {known} of {when}, known beside the keys, is not the one in the backup: this is another history.',
  'restore.next': 'Start the house, and look whether its pages answer.',
}
