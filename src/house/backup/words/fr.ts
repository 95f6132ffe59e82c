import type { en } from './en.ts'

export const fr: Record<keyof typeof en, string> = {
  'backup.progress': 'Sauvegarde de {table} ({done} sur {of})',
  'backup.done':
    'La sauvegarde est écrite dans {file} : {tables} tables, {rows} lignes, {size}, {seconds} s. Elle a été relue et elle est entière.',
  'backup.unsigned': 'Elle n’est pas signée, car il n’y a pas de clés dans {folder}.',
  'backup.keys apart':
    'Les clés sont dans {file}. Gardez ce fichier ailleurs que la sauvegarde, et la phrase secrète encore ailleurs : qui a les trois lit tout.',
  'backup.no keys':
    'Les clés n’y sont pas. Sans elles, personne ne pourra relire les coordonnées et les valeurs personnelles : gardez ailleurs une copie de {folder} (--keys FICHIER en écrit une).',
  'check.done':
    '{file} est une sauvegarde entière du {when}, faite par la version {application} sur PostgreSQL {postgresql} : {tables} tables, {rows} lignes.',
  'check.signed': 'Elle est signée avec la clé {key}, qui est dans {folder}.',
  'check.stranger':
    'Elle est signée avec la clé {key}, qui n’est pas ici : on n’a donc pas vérifié qui l’a faite.',
  'check.unsigned': 'Elle n’est pas signée : on ne peut pas vérifier qui l’a faite.',
  'check.keys': 'Pour tout y lire, il faut ces clés : {keys}.',
  'restore.check': 'Vérification du fichier : {percent} %',
  'restore.load': 'Chargement : {percent} %',
  'restore.migrate': 'Mise à niveau des tables : {done} sur {of}',
  'restore.done': 'Restauré à l’état du {when} : {tables} tables, {rows} lignes, {seconds} s.',
  'restore.migrated': 'Mis au niveau de cette version par {changes}.',
  'restore.left out':
    'Resté dans le fichier, car ce programme ne crée pas une telle table : {table} ({rows} lignes). docs/backup.md dit comment la lire.',
  'restore.jobs': '{jobs} entrées des files d’attente sont revenues ; ce qui n’était pas fait le sera.',
  'restore.keys':
    '{written, plural, one {Une clé a été placée} other {# clés ont été placées}} dans {folder}.',
  'restore.keys aside': 'Les clés qui s’y trouvaient sont maintenant dans {folder}.',
  'restore.keys lost':
    'Restauré sans les clés {keys} : ce qu’elles ont scellé ne peut pas être lu, les seconds facteurs sont à configurer de nouveau, les invitations en cours ne valent plus et les courriels en attente ne partent pas.',
  'restore.erased':
    '{count, plural, one {Une personne effacée après la sauvegarde a été effacée de nouveau.} other {# personnes effacées après la sauvegarde ont été effacées de nouveau.}}',
  'restore.signed out':
    'Tout le monde a été déconnecté ; les liens envoyés par courriel jusqu’ici ne comptent plus.',
  'restore.since':
    'Tout ce qui a été fait depuis le {when} est perdu : mots de passe, rôles et adhésions sont ceux de ce moment. Regardez qui tient quel rôle avant d’ouvrir la maison.',
  'restore.history intact': 'L’historique tient : {events} événements, {checkpoints} points de contrôle.',
  'restore.history broken':
    'L’historique ne tient pas : {count, plural, one {un défaut} other {# défauts}}. Voir `tp admin verify-history`. Le premier : {first}',
  'restore.history shorter':
    'L’historique est plus court qu’il ne l’était : le point de contrôle {known} du {when} est connu à côté des clés, et la sauvegarde s’arrête à {held}.',
  'restore.history other':
    'Le point de contrôle {known} du {when}, connu à côté des clés, n’est pas celui de la sauvegarde : c’est un autre historique.',
  'restore.next': 'Démarrez la maison, et regardez si ses pages répondent.',
}
