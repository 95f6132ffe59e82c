import type { en } from './en.ts'

export const fr: Record<keyof typeof en, string> = {
  'data.title': 'Vos données',
  'data.text':
    'Voici tout ce que cette installation conserve sur vous. Vous pouvez l’emporter, et vous pouvez le faire effacer.',
  'data.count': '{count, plural, =0 {rien} one {une entrée} other {# entrées}}',
  'data.what': 'Ce qui est conservé',
  'data.part': 'Partie',
  'data.how much': 'Combien',
  'data.take': 'L’emporter',
  'data.take text':
    'Vous recevez un fichier en JSON, une forme que d’autres programmes savent lire. Il est aussi confidentiel que ce qu’il contient : gardez-le là où personne d’autre ne peut l’ouvrir. Que vous l’ayez emporté est noté dans votre historique.',
  'data.take button': 'Me donner le fichier',
  'data.read': 'Tout lire sur une page',
  'data.contact withheld':
    'La façon de vous joindre n’est montrée qu’à une connexion avec le second facteur. Jusque-là, elle manque dans le fichier et sur la page.',
  'data.erase': 'Le faire effacer',
  'data.erase text':
    'Vous pouvez partir pour de bon. On vous dit d’abord ce qui disparaît, ce qui reste, et pourquoi.',
  'data.erase link': 'Partir pour de bon',
  'read.title': 'Tout ce qui est conservé sur vous',
  'read.text': 'État du {at}. Les noms des champs sont ceux du fichier.',
  'read.nothing': 'Rien.',
  'read.more':
    '{count, plural, one {Encore une entrée se trouve} other {Encore # entrées se trouvent}} dans le fichier.',
  'section.person': 'Vous, en tant que numéro',
  'section.account': 'Votre compte',
  'section.signIns': 'Où vous êtes connecté',
  'section.linksWaiting': 'Liens qui vous ont été envoyés et peuvent encore servir',
  'section.memberships': 'Organisations dont vous faites ou faisiez partie',
  'section.roles': 'Rôles qui vous ont été donnés',
  'section.invitations': 'Invitations envoyées ou acceptées par vous, ou à votre adresse',
  'section.contact': 'Comment vous joindre sans danger',
  'section.guardians': 'Personnes de confiance',
  'section.looks': 'Qui a consulté la façon de vous joindre',
  'section.mails': 'Courriels pour vous qui attendent ici',
  'section.sentForms': 'Formulaires que vous avez envoyés ces derniers jours',
  'section.events': 'Ce que vous avez fait, et ce qui a été fait qui vous concerne',
  'section.personalValues': 'Noms, adresses et raisons conservés à côté de l’historique',
  'erase.title': 'Partir pour de bon',
  'erase.goes': 'Ce qui disparaît, tout de suite et pour toujours',
  'erase.goes.account':
    'votre compte avec nom, adresse, mot de passe et second facteur, et toutes les connexions',
  'erase.goes.protected':
    'le nom que vous avez choisi, la façon de vous joindre, et vos personnes de confiance',
  'erase.goes.mails':
    'les courriels pour vous qui sont encore ici, les liens qui vous ont été envoyés, et les invitations à votre adresse',
  'erase.goes.rights': 'toutes les adhésions et tous les rôles',
  'erase.goes.key':
    'la clé de votre nom, de vos adresses et des raisons que vous avez données dans l’historique : personne ne pourra plus les lire',
  'erase.stays': 'Ce qui reste, et pourquoi',
  'erase.stays.history':
    'Ce que vous avez fait ici reste dans l’historique sous un numéro, sans nom : d’autres doivent pouvoir s’y fier, et il ne pourrait se prouver avec un trou.',
  'erase.stays.signed': 'Ce que vous avez signé reste signé, sous le même numéro.',
  'erase.stays.words':
    'Ce que d’autres ont écrit dans leurs propres mots, dans une raison par exemple, reste tel quel. Si votre nom s’y trouve, dites-le à qui fait fonctionner cette installation.',
  'erase.stays.copies':
    'Ce que d’autres ont copié auparavant, et les courriels déjà partis, sont hors de notre portée.',
  'erase.stays.backups':
    'Les sauvegardes faites auparavant contiennent vos données, sous scellé, jusqu’à ce qu’elles soient jetées. Qui en remet une en place vous trouve noté comme effacé, et vous l’êtes de nouveau avant que quiconque puisse se connecter.',
  'erase.no way back':
    'Il n’y a pas de retour. Personne, pas même qui fait fonctionner cette installation, ne peut l’annuler.',
  'erase.take first': 'Emportez d’abord vos données',
  'erase.password': 'Votre mot de passe',
  'erase.word': 'Tapez le mot {word}',
  'erase.the word': 'effacer',
  'erase.button': 'M’effacer pour de bon',
  'erase.back': 'Retour à mes données',
  'erase.blocked': 'Vous ne pouvez pas encore partir',
  'fault.password': 'Le mot de passe n’est pas juste.',
  'fault.empty': 'Ceci est nécessaire.',
  'fault.word': 'Tapez le mot {word}, en minuscules.',
  'done.title': 'C’est fait',
  'done.text':
    'Votre compte et tout ce qui disait qui vous étiez sont effacés. Vous êtes déconnecté partout. Aucun courriel ne l’annonce : nous ne savons plus où l’envoyer.',
  'done.history': 'Ce que vous avez fait ici reste sous un numéro, sans nom.',
  'done.home': 'Vers la première page',
  'cli.usage':
    'tp admin export-person ID|ADRESSE FICHIER --reason TEXTE [--json]; tp admin erase-person ID|ADRESSE --reason TEXTE --yes [--json]',
  'cli.exported': 'Tout ce qui est conservé sur {person} est dans {file}. Ne le donnez à personne d’autre.',
  'cli.would erase':
    'Ceci effacerait {person} : adhésions {memberships}, rôles {roles}, événements qui restent sans nom {events}. Il n’y a pas de retour. Ajoutez --yes pour le faire.',
  'cli.erased': '{person} est effacé.',
  'cli.was erased': '{person} avait déjà été effacé. Rien n’a été changé.',
}
