import type { en } from './en.ts'

export const pt: Record<keyof typeof en, string> = {
  title: 'Caixa de saída',
  'text.own':
    'Não há servidor de correio definido (TIP_SMTP), por isso o correio desta instalação espera aqui e só esta máquina o pode ler. Um e-mail é esvaziado ao fim de sete dias.',
  'text.watch':
    'O correio desta instalação: o que espera, o que saiu, o que não pôde ser entregue. Endereços e textos ficam selados.',
  none: 'Não há correio.',
  'column.at': 'Em fila desde',
  'column.kind': 'Tipo',
  'column.state': 'Estado',
  'column.attempts': 'Tentativas',
  'column.fault': 'O que falhou',
  'state.queued': 'à espera',
  'state.outbox': 'na caixa de saída',
  'state.sent': 'entregue ao servidor',
  'state.failed': 'abandonado',
  'fault.none': 'nada',
  'mail.to': 'Para',
  'mail.at': 'Em fila desde',
  'failed.some':
    '{count, plural, one {Um e-mail não pôde ser entregue e foi abandonado.} other {# e-mails não puderam ser entregues e foram abandonados.}} Verifique o servidor de correio e as definições TIP_SMTP e TIP_MAIL_FROM; quem devia ser avisado tem de o ser de outro modo.',
  note: 'Nota',
}
