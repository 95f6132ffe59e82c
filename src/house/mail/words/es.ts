import type { en } from './en.ts'

export const es: Record<keyof typeof en, string> = {
  title: 'Bandeja de salida',
  'text.own':
    'No hay servidor de correo configurado (TIP_SMTP), así que el correo de esta instalación espera aquí y solo esta máquina puede leerlo. Un correo se vacía a los siete días.',
  'text.watch':
    'El correo de esta instalación: lo que espera, lo que salió, lo que no se pudo entregar. Direcciones y textos siguen sellados.',
  none: 'No hay correo.',
  'column.at': 'En cola desde',
  'column.kind': 'Clase',
  'column.state': 'Estado',
  'column.attempts': 'Intentos',
  'column.fault': 'Qué falló',
  'state.queued': 'en espera',
  'state.outbox': 'en la bandeja de salida',
  'state.sent': 'entregado al servidor',
  'state.failed': 'abandonado',
  'fault.none': 'nada',
  'mail.to': 'Para',
  'mail.at': 'En cola desde',
  'failed.some':
    '{count, plural, one {Un correo no se pudo entregar y queda abandonado.} other {# correos no se pudieron entregar y quedan abandonados.}} Revise el servidor de correo y los ajustes TIP_SMTP y TIP_MAIL_FROM; a quien había que avisar hay que avisarle de otro modo.',
  note: 'Nota',
}
