import type { en } from './en.ts'

export const fr: Record<keyof typeof en, string> = {
  'page.title': 'Votre nom, et comment vous joindre',
  'page.text':
    'Ici, vous décidez de ce que les autres voient de vous, et de qui peut vous joindre, comment et quand. Vous n’êtes obligé de rien remplir. Tout peut être changé ou repris, à tout moment, sans donner de raison.',
  leave: 'Quitter vite cette page',
  'leave.text':
    'Une encyclopédie s’ouvre à la place. Votre passage ici reste dans l’historique de votre navigateur jusqu’à ce que vous l’effaciez.',
  'done.name': 'Désormais, les autres voient le nom que vous avez choisi.',
  'done.own': 'Les autres voient de nouveau votre propre nom.',
  'done.contact': 'C’est conservé. Vous seul et vos personnes de confiance pouvez le voir.',
  'done.removed': 'La façon de vous joindre est supprimée. Personne ne pourra plus la lire.',
  'done.named':
    'Votre personne de confiance est désignée. Aucun courriel n’est envoyé : dites-le-lui vous-même, de la façon qui vous convient.',
  'done.dismissed': 'À partir de maintenant, elle n’en voit plus rien.',

  'name.title': 'Le nom que voient les autres',
  'name.own': 'Les autres voient votre propre nom : {shown}.',
  'name.other':
    'Les autres vous voient sous le nom de {shown}. Votre propre nom, {own}, est conservé sous scellé. Il n’est montré qu’à vous, et seulement ici.',
  'name.known':
    'Qui connaît déjà votre nom ne l’oublie pas. Qui vous a invité connaît aussi l’adresse à laquelle il a écrit ; cette adresse n’est montrée nulle part à côté de votre autre nom.',
  'name.field': 'Un autre nom',
  'name.hint': 'Le nom que vous aimez qu’on vous donne. Il peut être inventé. {most} caractères au plus.',
  'name.button': 'Montrer ce nom',
  'name.back': 'Montrer de nouveau mon propre nom',
  'fault.name': 'Écrivez un nom de 1 à {most} caractères, sans @.',
  'fault.same name': 'Les autres voient déjà ce nom.',

  'contact.title': 'Comment vous joindre sans danger',
  'contact.text':
    'Vous pouvez noter comment une personne à qui vous faites confiance peut vous joindre sans vous mettre en danger. C’est conservé à part de votre compte, sous scellé. Vous seul le voyez, avec les personnes de confiance que vous désignez.',
  'contact.none': 'Rien n’est noté.',
  'contact.kept': 'Quelque chose est noté, modifié pour la dernière fois le {day}.',
  'contact.write': 'Le noter',
  'contact.open': 'Le lire ou le changer',
  'contact.remove': 'Tout supprimer',
  'contact.factor':
    'Pour le lire et le changer, vous vous connectez avec le second facteur. Le supprimer est toujours possible.',
  'contact.factor link': 'À propos du second facteur',
  'contact.page': 'Comment vous joindre',
  'contact.not': 'Ce qu’il ne faut pas écrire ici',
  'contact.not text':
    'N’écrivez rien de ce qui vous est arrivé, rien sur un dossier, et rien sur d’autres que la personne à appeler. Personne ici n’en a besoin, et ce qui n’est pas écrit ne peut nuire à personne. Une ligne suffit ; laissez vide ce que vous voulez.',
  'contact.button': 'Le conserver',
  'contact.back': 'Retour',
  'field.reach': 'Téléphone, et de quelle façon',
  'field.reach.hint': 'Par exemple un numéro, et s’il faut appeler ou écrire.',
  'field.messenger': 'Messagerie ou courriel',
  'field.messenger.hint': 'Laquelle, et le nom que vous y avez.',
  'field.hours': 'Quand c’est sans danger',
  'field.hours.hint': 'Jours et heures, et dans quel fuseau horaire.',
  'field.never': 'Ce qu’il ne faut jamais dire, écrire ni laisser en message',
  'field.never.hint': 'Par exemple d’où vient l’appel, ou un certain nom.',
  'field.call': 'Qui appeler si l’on ne peut pas vous joindre',
  'field.call.hint': 'Quelqu’un qui est au courant et d’accord.',
  'fault.long': '{most} caractères au plus : n’écrivez que ce qu’il faut pour vous joindre.',
  'fault.characters':
    'Il s’y trouve des caractères qui ne peuvent être affichés. Tapez-le de nouveau, s’il vous plaît.',
  'fault.empty':
    'Rien n’est rempli. Pour retirer ce qui est noté, utilisez « Tout supprimer » sur la page précédente.',

  'guardians.title': 'Vos personnes de confiance',
  'guardians.text':
    'Une personne de confiance voit comment vous joindre, et doit écrire pourquoi avant chaque consultation. Vous lisez qui a consulté, quand et pourquoi. Personne d’autre que vous ne peut la désigner ni la révoquer.',
  'guardians.none':
    'Vous n’avez désigné personne. Personne d’autre que vous ne voit donc comment vous joindre.',
  'guardians.since': 'depuis le {day}',
  'guardians.dismiss': 'Révoquer<hidden> {name}</hidden>',
  'guardians.left': 'ne voit rien : n’est plus dans {organisation}',
  'guardians.choose': 'Quelqu’un à désigner',
  'guardians.choose hint':
    'Des personnes des organisations dont vous faites partie. Elles ont besoin du second facteur pour consulter. Si vous quittez cette organisation, elles continuent de voir jusqu’à ce que vous les révoquiez ; si elles la quittent, elles ne voient plus rien à l’instant même.',
  'guardians.nobody yet': 'Choisir…',
  'guardians.button': 'Désigner comme personne de confiance',
  'guardians.nobody':
    'Il n’y a personne que vous puissiez désigner : on choisit parmi les personnes des organisations dont on fait partie.',
  'guardians.option': '{name} – {organisation}',
  'fault.guardian': 'Choisissez quelqu’un dans la liste.',
  'fault.guardian gone': 'Cette personne ne fait plus partie de l’une de vos organisations.',

  'looks.title': 'Qui a consulté',
  'looks.text':
    'Chaque consultation de la façon de vous joindre, la plus récente d’abord. Personne ne peut consulter sans figurer ici.',
  'looks.none': 'Personne n’a consulté.',
  'looks.operator': 'qui fait fonctionner cette installation',
  'looks.erased': 'quelqu’un dont le compte n’existe plus',

  'for.title': 'Qui vous a désigné comme personne de confiance',
  'for.text':
    'Vous voyez comment les joindre quand il y a une raison. Ils lisent qui a consulté, quand et pourquoi.',
  someone: 'quelqu’un sans nom',

  'look.title': 'Comment joindre {name}',
  'look.text':
    '{name} vous confie ceci. Écrivez pourquoi vous en avez besoin maintenant ; {name} lira votre raison, avec votre nom et l’heure. N’écrivez rien qui puisse nuire à {name} si quelqu’un d’autre le lisait.',
  'look.nothing': 'Pour le moment, {name} n’a rien noté. Il n’y a rien à voir.',
  'look.reason': 'Pourquoi vous en avez besoin maintenant',
  'look.reason hint': 'De 3 à {most} caractères.',
  'look.button': 'Montrer, et consigner ma consultation',
  'look.recorded': 'Votre consultation a été consignée le {at}, avant que ceci ne soit montré.',
  'look.once':
    'C’est montré cette seule fois, et ne s’imprime pas. Ne notez que le nécessaire, là où personne d’autre ne peut le lire. Une fois cette page quittée, une nouvelle raison est demandée.',
  'look.paper': 'Ce qui figure ici ne s’imprime pas.',
  'look.again': 'Cela a déjà été montré. Pour le revoir, écrivez de nouveau une raison.',
  'look.blank': 'Non rempli',
  'fault.reason': 'Écrivez une raison de 3 à {most} caractères.',
}
