export const en = {
  title: 'Outbox',
  'text.own':
    'No mail server is set (TIP_SMTP), so the mail of this installation waits here, and only this machine can read it. A mail is emptied after seven days.',
  'text.watch':
    'The mail of this installation: what waits, what went out, what could not be delivered. Addresses and texts stay sealed.',
  none: 'There is no mail.',
  'column.at': 'Queued',
  'column.kind': 'Kind',
  'column.state': 'State',
  'column.attempts': 'Attempts',
  'column.fault': 'What went wrong',
  'state.queued': 'waiting',
  'state.outbox': 'in the outbox',
  'state.sent': 'handed over',
  'state.failed': 'given up',
  'fault.none': 'nothing',
  'mail.to': 'To',
  'mail.at': 'Queued',
  'failed.some':
    '{count, plural, one {One mail could not be delivered and is given up.} other {# mails could not be delivered and are given up.}} Check the mail server and the settings TIP_SMTP and TIP_MAIL_FROM; who was to be told must be told in another way.',
  note: 'Note',
} as const
