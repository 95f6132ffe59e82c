import type { en } from './en.ts'

export const fr: Record<keyof typeof en, string> = {
  'home.title': 'Historique',
  'home.question': 'Qui a fait quoi ici, et peut-on le changer sans que cela se voie ?',
  'home.aside':
    'Chaque changement d’un enregistrement est noté avec son auteur, sa date et sa raison. Chaque entrée porte l’empreinte de la précédente, et des points de contrôle signés les retiennent toutes.',
  'home.last': 'Dernier point de contrôle',
  'home.none': 'Il n’y en a pas encore.',
  'home.number': 'numéro {number}, {when}',
  'home.covers': 'Il couvre',
  'home.covered':
    '{events, plural, one {# nouvel événement} other {# nouveaux événements}} de {records, plural, one {# enregistrement} other {# enregistrements}}',
  'home.open': 'Pas encore ancrés',
  'home.waiting': '{count, plural, =0 {aucun événement} one {# événement} other {# événements}}',
  'home.check': 'Comment le vérifier vous-même',
  'home.copy':
    'Gardez de temps en temps une copie des <checkpoints>points de contrôle</checkpoints> et des <keys>clés publiques</keys> qui les signent. Qui détient une copie peut dire plus tard si quelque chose de ce qu’elle couvre a été changé ou retiré, quel que soit l’exploitant de cette installation.',
  'home.event':
    'Une décision se cite par l’adresse de son événement. Sa page donne l’empreinte, le texte exact dont elle est tirée, et le chemin de là jusqu’à un point de contrôle signé.',
  'home.cannot':
    'Ce que cela ne peut pas montrer : des événements entièrement coupés avant qu’un point de contrôle ne les couvre. On les dit pas encore ancrés.',
  'record.title': 'Historique : {record}',
  'record.full name': 'Nom complet',
  'record.about': 'Du plus récent au plus ancien. Les heures sont en UTC.',
  'record.own page': 'L’enregistrement lui-même',
  'record.older': 'Événements plus anciens',
  'record.newest': 'Événements les plus récents',
  'record.none': 'Rien n’est consigné ici.',
  'record.public': 'Tout le monde peut lire cet historique.',
  'record.not public': 'Cet historique est lu par ceux qu’il concerne.',
  'section.title': 'Historique',
  'section.all': 'Tout l’historique de cet enregistrement',
  'section.none': 'Rien n’a encore été consigné depuis que l’historique est tenu.',
  'event.title': 'Événement {seq}, {record}',
  'event.link': 'Lien permanent : <link/>',
  'event.what': 'Ce qui a été fait',
  'event.when': 'Quand',
  'event.who': 'Qui',
  'event.way': 'Par quelle voie',
  'event.why': 'Pourquoi',
  'event.no reason': 'Aucune raison n’a été donnée.',
  'event.request': 'Requête',
  'event.no request': 'aucune, cela n’est pas venu par le web',
  'event.hash': 'Empreinte',
  'event.previous': 'Empreinte de l’événement précédent',
  'event.first': 'aucune, c’est le premier de cet enregistrement',
  'event.anchor': 'Ancré',
  'event.anchored': 'par le point de contrôle {number} du {when}',
  'event.not anchored': 'pas encore ; le prochain point de contrôle le couvrira',
  'event.changes': 'Ce qui a changé',
  'event.no changes': 'Aucun champ de l’enregistrement n’a changé.',
  'event.field': 'Champ',
  'event.before': 'Avant',
  'event.after': 'Après',
  'event.absent': 'rien',
  'event.apart': 'personnel, conservé à part',
  'event.cut': 'abrégé ; le JSON le donne en entier',
  'event.proof': 'Comment vérifier cet événement',
  'event.proof text':
    'L’empreinte est SHA-256 du texte ci-dessous, en UTF-8. Le <json>JSON de cet événement</json> contient le même texte et son chemin vers le point de contrôle signé.',
  'event.cite': 'Lien permanent',
  'event.cite note':
    'Cette adresse reste à cet événement ; l’empreinte qu’elle contient prouve ce qu’il dit.',
  'who.operator': 'l’exploitant',
  'who.system': 'le programme',
  'who.erased': 'une personne qui a été effacée',
  'who.unnamed': 'une personne ({id})',
  'via.page': 'sur une page',
  'via.api': 'par l’API',
  'via.command': 'par une commande',
  'via.job': 'comme tâche du programme',
  'cli.read':
    '{events, plural, one {# événement lu} other {# événements lus}} de {records, plural, one {# enregistrement} other {# enregistrements}}, du {from} au {to}.',
  'cli.empty': 'L’historique est vide.',
  'cli.anchored':
    'Des points de contrôle signés en couvrent {anchored} ; le dernier est le numéro {number} du {at}, d’empreinte {hash}.',
  'cli.not anchored':
    '{count, plural, one {# événement n’est} other {# événements ne sont}} pas encore ancrés : si d’autres avaient été écrits après eux puis entièrement coupés, on ne pourrait le dire avant qu’un point de contrôle ne les couvre.',
  'cli.no copy':
    'Sans une copie des points de contrôle gardée ailleurs, on ne peut dire si les derniers ont été coupés avec tout ce qu’ils couvrent : --against FICHIER.',
  'cli.copy':
    '{count, plural, one {Le point de contrôle de la copie a été comparé} other {Les # points de contrôle de la copie ont été comparés}}.',
  'cli.untold':
    '{count, plural, one {Une écriture figure dans les tables et pas dans l’historique :} other {# écritures figurent dans les tables et pas dans l’historique :}}',
  'cli.intact': 'Tout ce qui est là est tel que cela a été écrit.',
  'cli.faults': '{count, plural, one {# défaut} other {# défauts}} :',
  'cli.more faults': 'et {count} de plus',
  'cli.event': 'événement {seq}',
  'cli.checkpoint': 'point de contrôle {number}',
  'cli.nothing new': 'Rien ne s’est passé depuis le dernier point de contrôle.',
  'cli.made':
    'Le point de contrôle {number} couvre {events, plural, one {# nouvel événement} other {# nouveaux événements}} de {records, plural, one {# enregistrement} other {# enregistrements}}. Son empreinte est {hash}.',
  'cli.keys': 'Utilisées maintenant : clé maîtresse {master}, clé de signature {signing}.',
  'cli.sealed':
    '{count, plural, =0 {rien à sceller de nouveau} one {# ligne scellée de nouveau} other {# lignes scellées de nouveau}}',
  'cli.rotated':
    'Ce qui était scellé l’est sous la nouvelle clé. Sauvegardez {folder} maintenant ; les anciennes clés restent, car ce qu’elles ont signé et scellé dans les sauvegardes en a besoin.',
  'cli.not rotated':
    'Non renouvelé : ce qui dérive de la première clé maîtresse ({first}) et le reste : le secret des connexions et des seconds facteurs, les codes de secours, les marques des limites, des navigateurs connus et des adresses invitées.',
  'cli.after a leak':
    'Si quelqu’un a pu lire le dossier des clés : déconnectez tout le monde (`tp admin end-sign-ins --everybody`) et retirez le second facteur de chacun (`tp admin remove-second-factor EMAIL`), pour que chacun en établisse un nouveau. docs/operations.md dit le reste.',
  'cli.gone all':
    'L’historique a été coupé : le point de contrôle {known} du {at}, noté dans {folder}, n’est pas dans cette base, qui n’en contient aucun. Elle a été vidée, ou une autre a pris sa place.',
  'cli.gone':
    'L’historique a été coupé : le point de contrôle {known} du {at}, noté dans {folder}, n’est pas dans cette base, qui s’arrête au numéro {found}. Une base plus ancienne a pris sa place.',
  'cli.gone other':
    'C’est un autre historique : le point de contrôle {known} du {at}, noté dans {folder}, n’est pas celui qui porte ce numéro dans cette base.',
  'cli.rotate again':
    'Quelques lignes sont encore sous une ancienne clé, parce qu’on les modifiait. Relancez avec --continue.',
}
