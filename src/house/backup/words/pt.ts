import type { en } from './en.ts'

export const pt: Record<keyof typeof en, string> = {
  'backup.progress': 'A copiar {table} ({done} de {of})',
  'backup.done':
    'A cópia está escrita em {file}: {tables} tabelas, {rows} linhas, {size}, {seconds} s. Foi relida e está inteira.',
  'backup.unsigned': 'Não está assinada, porque não há chaves em {folder}.',
  'backup.keys apart':
    'As chaves estão em {file}. Guarde-o noutro lugar que a cópia, e a frase-passe ainda noutro: quem tem as três coisas lê tudo.',
  'backup.no keys':
    'As chaves não estão nela. Sem elas ninguém poderá voltar a ler os contactos nem os valores pessoais: guarde noutro lugar uma cópia de {folder} (--keys FICHEIRO escreve uma).',
  'check.done':
    '{file} é uma cópia inteira de {when}, feita pela versão {application} em PostgreSQL {postgresql}: {tables} tabelas, {rows} linhas.',
  'check.signed': 'Está assinada com a chave {key}, que está em {folder}.',
  'check.stranger':
    'Está assinada com a chave {key}, que não está aqui; por isso não se verificou quem a fez.',
  'check.unsigned': 'Não está assinada; por isso não se pode verificar quem a fez.',
  'check.keys': 'Para ler tudo são precisas estas chaves: {keys}.',
  'restore.check': 'A verificar o ficheiro: {percent} %',
  'restore.load': 'A carregar: {percent} %',
  'restore.migrate': 'A atualizar as tabelas para esta versão: {done} de {of}',
  'restore.done': 'Restaurado ao estado de {when}: {tables} tabelas, {rows} linhas, {seconds} s.',
  'restore.migrated': 'Atualizado para esta versão por {changes}.',
  'restore.left out':
    'Ficou no ficheiro, porque este programa não cria tal tabela: {table} ({rows} linhas). docs/backup.md diz como a ler.',
  'restore.jobs': 'Voltaram {jobs} entradas das filas; o que não tinha sido feito será feito.',
  'restore.keys': '{written, plural, one {Foi posta uma chave} other {Foram postas # chaves}} em {folder}.',
  'restore.keys aside': 'As chaves que lá estavam estão agora em {folder}.',
  'restore.keys lost':
    'Restaurado sem as chaves {keys}: o que foi selado com elas não pode ser lido, os segundos fatores têm de ser configurados de novo, os convites enviados já não valem e os correios em espera não partem.',
  'restore.erased':
    '{count, plural, one {Uma pessoa apagada depois da cópia foi apagada de novo.} other {# pessoas apagadas depois da cópia foram apagadas de novo.}}',
  'restore.signed out':
    'Todas as sessões foram terminadas; as ligações enviadas por correio até agora já não valem.',
  'restore.since':
    'Tudo o que foi feito desde {when} perdeu-se: palavras-passe, funções e adesões são as desse momento. Veja quem tem que função antes de abrir a casa.',
  'restore.history intact':
    'O historial está íntegro: {events} acontecimentos, {checkpoints} pontos de controlo.',
  'restore.history broken':
    'O historial não está íntegro: {count, plural, one {uma falha} other {# falhas}}. Ver `tp admin verify-history`. A primeira: {first}',
  'restore.history shorter':
    'O historial é mais curto do que era: junto das chaves conhece-se o ponto de controlo {known} de {when}, e a cópia termina com {held}.',
  'restore.history other':
    'O ponto de controlo {known} de {when}, conhecido junto das chaves, não é o da cópia: é outro historial.',
  'restore.next': 'Ponha a casa a funcionar e veja se as suas páginas respondem.',
}
