import type { en } from './en.ts'

/** Français : chiffres demandés à la Banque mondiale. */
export const fr: Record<keyof typeof en, string> = {
  'page.title': 'Chiffres de la Banque mondiale',
  'page.question': 'Que dit la Banque mondiale aujourd’hui ?',
  'page.text':
    'Ce serveur n’interroge la Banque mondiale que lorsque vous envoyez ce formulaire, et personne d’autre. Vous voyez d’abord ce qui changerait ; rien n’est écrit avant votre confirmation.',
  'page.terms':
    'Licence : CC BY 4.0, selon les conditions de la Banque mondiale pour ses propres données. Des séries d’autres producteurs peuvent avoir d’autres conditions ; consultez les métadonnées de l’indicateur avant de publier.',
  'page.first': 'Demander d’abord',
  'page.answer': 'Qu’a-t-il été répondu ?',
  'page.changes': 'Qu’est-ce qui changerait ici ?',
  'field.connector': 'D’où',
  'field.series': 'Quels chiffres',
  'field.code': 'Ou le code d’un autre indicateur',
  'field.code hint':
    'Tel que la Banque mondiale l’écrit, par exemple SH.DYN.MORT. Il devient ici une série à part.',
  'field.from': 'À partir de l’année',
  'field.to': 'Jusqu’à l’année',
  'field.submit': 'Interroger la Banque mondiale',
  'connector.world-bank': 'Banque mondiale, API des indicateurs',
  'connector.wgi': 'Indicateurs mondiaux de gouvernance',
  'answer.read':
    '{figures, plural, one {Un chiffre lu} other {# chiffres lus}}, de {places, plural, one {un pays} other {# pays}}.',
  'answer.blank':
    '{n, plural, one {Une case est vide} other {# cases sont vides}} dans la réponse : pas de chiffre, et non zéro.',
  'answer.edition': 'Édition : dernière mise à jour le {day}.',
  'answer.no edition': 'La réponse ne dit pas quand elle a été mise à jour.',
  'answer.codes': 'Demandé : {codes}.',
  'answer.left out':
    '{n, plural, one {Un lieu n’est pas un pays ici et a été laissé de côté} other {# lieux ne sont pas des pays ici et ont été laissés de côté}} : {names}.',
  'answer.no error':
    '{n, plural, one {Une estimation vient} other {# estimations viennent}} sans erreur type.',
  'answer.rejected': '{n, plural, one {Une ligne a été refusée} other {# lignes ont été refusées}}',
  'answer.rejected rule':
    'Tant que des lignes sont refusées, rien n’est écrit, sauf si vous dites qu’elles peuvent être laissées de côté.',
  'answer.digest': 'SHA-256 de la réponse : {sha}.',
  'changes.counts': '{added} ajoutés, {changed} modifiés, {withdrawn} retirés, {unchanged} inchangés.',
  'changes.none': 'Tout était déjà là ; rien ne changerait.',
  'changes.rounding':
    '{n, plural, one {Un des chiffres modifiés ne diffère} other {# des chiffres modifiés ne diffèrent}} que par des décimales arrondies auparavant.',
  'changes.kept':
    'Un chiffre modifié remplace le précédent, qui reste lisible. Sont retirés ceux que l’éditeur donne désormais sans valeur.',
  'changes.other editions':
    '{n, plural, one {Un chiffre d’une autre année reste tel quel, d’une autre édition} other {# chiffres d’autres années restent tels quels, d’autres éditions}}. Demandez toutes les années à la fois avant de comparer des années entre elles.',
  'changes.new series': 'Nouveau ici : {names}.',
  'changes.sample': 'Les premiers de chaque sorte',
  'column.change': 'Changement',
  'column.series': 'Série',
  'column.country': 'Pays',
  'column.year': 'Année',
  'column.before': 'Avant',
  'column.after': 'Après',
  'change.added': 'ajouté',
  'change.changed': 'modifié',
  'change.withdrawn': 'retiré',
  'with error': '{value} (erreur type {error})',
  'confirm.submit': 'Écrire ces changements',
  'confirm.skip': 'Laisser de côté les lignes refusées et écrire les autres',
  'confirm.again':
    'La Banque mondiale est interrogée encore une fois avant l’écriture : seule la réponse que vous voyez ici est prise.',
  'confirm.other':
    'La réponse n’est plus celle qui vous a été montrée. Rien n’a été écrit ; regardez-la de nouveau.',
  'done.written': 'C’est écrit. Les changements sont en vigueur.',
  'notice.done': 'C’est fait',
  'notice.other': 'À revoir',
  'option.wgi': 'Gouvernance : six estimations, chacune avec son erreur type',
  'done.nothing': 'Tout était déjà là ; rien n’a été écrit.',
  'link.ask': 'Demander des chiffres plus récents à la Banque mondiale',
  'link.who': 'Pour qui peut importer des chiffres.',
  'cli.answers': '{n, plural, one {Une réponse} other {# réponses}} de {host}',
  'cli.confirm': 'Ceci était une comparaison : rien n’a été écrit. Ajoutez --confirm pour écrire.',
  'cli.skip': 'Rien n’a été écrit. Ajoutez --skip-rejected --confirm pour écrire les autres.',
  'fault.title': 'La réponse de la Banque mondiale ne peut pas servir',
  'fault.unreached': '{host} n’a pas pu être joint ({why}).',
  'fault.unreached.remedy':
    'Y a-t-il une connexion à internet, et cette machine peut-elle s’en servir ? Sinon, apportez les chiffres dans un fichier.',
  'fault.late': '{host} n’a pas répondu en {seconds} secondes.',
  'fault.late.remedy': 'Réessayez plus tard, ou demandez moins d’années.',
  'fault.status': '{host} a répondu avec l’état {status}.',
  'fault.status.remedy': 'Réessayez plus tard ; rien n’a été écrit.',
  'fault.elsewhere': '{host} renvoie vers {other}, ce qui n’est pas suivi.',
  'fault.elsewhere.remedy':
    'Seule l’adresse officielle est interrogée. Si elle a changé, il faut une nouvelle édition de ce programme.',
  'fault.large': 'La réponse dépasse {most} mégaoctets.',
  'fault.large.remedy': 'Demandez moins d’années ou moins de séries.',
  'fault.no json': 'La réponse n’est pas du JSON ; elle commence par « {begins} ».',
  'fault.no json.remedy': 'Une page de proxy ou de maintenance ressemble à cela. Réessayez plus tard.',
  'fault.cut': 'La réponse a été coupée.',
  'fault.cut.remedy': 'Réessayez ; rien n’a été écrit.',
  'fault.shape': 'La réponse n’a pas la forme documentée : {what}.',
  'fault.shape.remedy':
    'Rien n’a été écrit. Si cela persiste, l’interface a changé et ce programme doit suivre.',
  'fault.refused': '{host} n’accepte pas la question sur {code} : {said}',
  'fault.refused.remedy': 'Vérifiez le code sur data.worldbank.org ; il a pu être renommé ou retiré.',
  'fault.empty': 'La réponse sur {code} ne contient aucun chiffre.',
  'fault.empty.remedy': 'Demandez d’autres années, ou vérifiez le code.',
  'fault.twice': '{code} de {country} en {year} figure plus d’une fois dans la réponse.',
  'fault.twice.remedy': 'On ne peut dire lequel est juste : rien n’est pris.',
  'fault.code': '« {code} » n’est pas un code d’indicateur.',
  'fault.code.remedy':
    'Un code a des lettres, des chiffres, des points et des tirets bas, comme SP.POP.TOTL. Connus ici : {known}.',
  'fault.nothing asked': 'Aucun chiffre n’a été choisi.',
  'fault.nothing asked.remedy': 'Choisissez-en au moins un ; sont connus {known}.',
  'fault.too many': 'Plus de {most} indicateurs sont demandés à la fois.',
  'fault.too many.remedy': 'Demandez en deux fois.',
  'fault.years': '{from}–{to} n’est pas une suite d’années.',
  'fault.years.remedy': 'Deux années de quatre chiffres de {least} à {most}, la première d’abord.',
  'fault.rejected': '{n, plural, one {Une ligne} other {# lignes}} de la réponse ne peuvent être prises.',
  'fault.rejected.remedy': 'Rien n’a été écrit. Dites qu’elles peuvent être laissées de côté, et renvoyez.',
}
