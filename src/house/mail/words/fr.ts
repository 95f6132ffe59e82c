import type { en } from './en.ts'

export const fr: Record<keyof typeof en, string> = {
  title: 'Boîte d’envoi',
  'text.own':
    'Aucun serveur de courrier n’est réglé (TIP_SMTP) : le courrier de cette installation attend ici, et seule cette machine peut le lire. Un courriel est vidé au bout de sept jours.',
  'text.watch':
    'Le courrier de cette installation : ce qui attend, ce qui est parti, ce qui n’a pu être remis. Adresses et textes restent scellés.',
  none: 'Il n’y a pas de courrier.',
  'column.at': 'Mis en file',
  'column.kind': 'Sorte',
  'column.state': 'État',
  'column.attempts': 'Essais',
  'column.fault': 'Ce qui n’a pas marché',
  'state.queued': 'en attente',
  'state.outbox': 'dans la boîte d’envoi',
  'state.sent': 'remis',
  'state.failed': 'abandonné',
  'fault.none': 'rien',
  'mail.to': 'À',
  'mail.at': 'Mis en file',
  'failed.some':
    '{count, plural, one {Un courriel n’a pu être remis et est abandonné.} other {# courriels n’ont pu être remis et sont abandonnés.}} Vérifiez le serveur de courrier et les réglages TIP_SMTP et TIP_MAIL_FROM ; qui devait être averti doit l’être autrement.',
  note: 'À noter',
}
