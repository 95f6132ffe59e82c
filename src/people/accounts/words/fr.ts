import type { en } from './en.ts'

export const fr: Record<keyof typeof en, string> = {
  'account.title': 'Votre compte',
  'account.who': 'Qui vous êtes ici',
  'account.name': 'Nom',
  'account.email': 'Adresse électronique',
  'account.proven': 'confirmée',
  'account.unproven': 'pas encore confirmée',
  'account.second factor': 'Second facteur',
  'account.factor on': 'activé',
  'account.factor off': 'non activé',
  'account.factor used': 'Cette connexion l’a passé.',
  'account.factor not used': 'Cette connexion ne l’a pas passé au cours des dernières 24 heures.',
  'account.pass factor': 'Le passer maintenant',
  'account.codes left':
    '{count, plural, =0 {Il ne reste aucun code de secours.} one {Il reste un code de secours.} other {Il reste # codes de secours.}}',
  'account.factor why':
    'Qui administre l’installation ou parle au nom d’une organisation en a besoin. Il protège votre compte quand quelqu’un d’autre connaît votre mot de passe.',
  'account.keys': 'Comment vous entrez',
  'account.change email': 'Changer l’adresse',
  'account.change password': 'Changer le mot de passe',
  'account.set up factor': 'Activer le second facteur',
  'account.look after factor': 'Second facteur et codes de secours',
  'account.sign-ins': 'Où vous êtes connecté',
  'account.rest': 'Ce qui vous concerne',
  'account.protected': 'Votre nom, et comment vous joindre sans danger',
  'account.may': 'Ce que vous pouvez faire ici, et pourquoi',
  'account.data': 'Vos données : les emporter ou les faire effacer',
  'account.organisations': 'Organisations',
  'account.history': 'Historique de votre compte',
  'account.sign out': 'Se déconnecter',

  'sign-in.title': 'Se connecter',
  'sign-in.text': 'Les comptes se font sur invitation. Tout ce qui est public se lit sans compte.',
  'sign-in.email': 'Adresse électronique',
  'sign-in.password': 'Mot de passe',
  'sign-in.button': 'Se connecter',
  'sign-in.forgotten': 'Je ne connais pas mon mot de passe',
  'sign-in.refused':
    'L’adresse et le mot de passe ne vont pas ensemble. Vérifiez les deux ; si vous ne connaissez pas le mot de passe, définissez-en un nouveau.',
  'sign-in.unproven.title': 'Confirmez d’abord votre adresse',
  'sign-in.unproven.text':
    'Nous vous avons envoyé un courriel avec un lien. Ouvrez-le, appuyez sur le bouton et connectez-vous de nouveau. Le lien est valable 24 heures.',
  'sign-in.already': 'Vous êtes connecté sous le nom de {name}.',
  'sign-in.out': 'Vous êtes déconnecté.',
  'sign-in.password set':
    'Votre nouveau mot de passe est défini et toutes les connexions antérieures ont pris fin. Connectez-vous avec lui.',
  'sign-in.proved': 'Votre adresse est confirmée. Vous pouvez vous connecter.',
  'sign-in.begin again':
    'Cela a duré trop longtemps, ou trop de codes étaient faux. Recommencez la connexion depuis le début.',
  'say.done': 'C’est fait',
  'say.note': 'À noter',

  'factor.title': 'Encore une étape',
  'factor.text':
    'Ouvrez votre application d’authentification et tapez les six chiffres qu’elle affiche pour TIPping Point.',
  'factor.code': 'Code de vérification',
  'factor.code hint': 'Six chiffres de l’application, ou l’un de vos codes de secours.',
  'factor.button': 'Continuer',
  'factor.lost':
    'Sans votre téléphone, tapez l’un des codes de secours que vous avez gardés. Chacun sert une fois. S’il ne vous en reste aucun, adressez-vous à la personne qui exploite cette installation, en personne ou par un numéro de téléphone que vous connaissez : elle peut retirer votre second facteur, et vous l’activez de nouveau.',
  'factor.wrong': 'Ce code n’est pas bon, ou a déjà servi. Attendez le suivant et tapez-le.',
  'factor.locked':
    'Trop de codes faux pour ce compte. Il acceptera de nouveau des codes dans un quart d’heure.',

  'confirm.title': 'Est-ce toujours vous ?',
  'confirm.text':
    'Ce que vous allez faire demande que vous veniez de montrer que c’est bien vous. Tapez de nouveau votre mot de passe, et le code si vous avez activé un second facteur.',
  'confirm.button': 'C’est bien moi',
  'confirm.wrong': 'Ce mot de passe n’est pas le bon.',

  'setup.title': 'Le second facteur',
  'setup.why':
    'Un second facteur est un code qui change toutes les trente secondes et que seul votre téléphone connaît. Un mot de passe seul peut être deviné, volé ou lu par-dessus votre épaule ; avec le code, cela ne suffit plus pour entrer.',
  'setup.begin':
    'Il vous faut une application d’authentification, par exemple Aegis, FreeOTP ou celle de votre téléphone. Pour commencer, tapez votre mot de passe.',
  'setup.begin button': 'Commencer',
  'setup.step one': '1. Faites lire ceci à l’application',
  'setup.picture':
    'Image contenant la clé pour l’application d’authentification ; la même clé est écrite en lettres au-dessous.',
  'setup.key': 'Si vous ne pouvez pas utiliser la caméra, tapez cette clé dans l’application :',
  'setup.step two': '2. Tapez le code que l’application affiche',
  'setup.button': 'Activer',
  'setup.again': 'Recommencer avec une autre clé',
  'setup.on.title': 'Le second facteur est activé',
  'setup.codes.title': 'Vos codes de secours',
  'setup.codes.text':
    'Ces codes vous laissent entrer quand votre téléphone est perdu. Chacun sert une fois. Ils sont montrés maintenant et plus jamais : imprimez cette page ou copiez-les en lieu sûr, pas sur le téléphone où se trouve l’application.',
  'setup.codes.go': 'Je les ai gardés. Aller à mon compte',
  'setup.new codes': 'Nouveaux codes de secours',
  'setup.new codes text': 'Les anciens cessent aussitôt de servir.',
  'setup.new codes button': 'Faire de nouveaux codes de secours',
  'setup.remove': 'Retirer le second facteur',
  'setup.remove text':
    'Vos autres connexions prennent fin, et ce qui demande un second facteur vous est fermé jusqu’à ce que vous l’activiez de nouveau.',
  'setup.remove button': 'Le retirer',
  'setup.removed': 'Le second facteur est retiré.',

  'sign-ins.title': 'Où vous êtes connecté',
  'sign-ins.text':
    'Une connexion prend fin d’elle-même après huit heures sans usage, et au bout de trente jours en tout cas. Si vous n’en reconnaissez pas une, mettez-y fin et changez votre mot de passe.',
  'sign-ins.line': 'Connecté le {began}, vu pour la dernière fois le {seen}. Second facteur : {factor}.',
  'sign-ins.passed': 'passé',
  'sign-ins.not passed': 'non demandé',
  'sign-ins.own': 'celle-ci',
  'sign-ins.end': 'Mettre fin',
  'sign-ins.end one': 'Mettre fin à la connexion sur {device} du {began}',
  'sign-ins.others': 'Mettre fin à toutes les autres',
  'sign-ins.all': 'Se déconnecter partout, ici aussi',
  'sign-ins.ended':
    '{count, plural, =0 {Il n’y en avait aucune.} one {Une connexion a pris fin.} other {# connexions ont pris fin.}}',
  'device.both': '{browser} sous {system}',
  'device.unknown': 'Appareil inconnu',

  'password.title': 'Changer votre mot de passe',
  'password.current': 'Mot de passe actuel',
  'password.new': 'Nouveau mot de passe',
  'password.hint':
    'Au moins {shortest} caractères. Plusieurs mots à la suite conviennent ; la sorte de caractères n’importe pas. Vous pouvez coller depuis un gestionnaire de mots de passe.',
  'password.again': 'Nouveau mot de passe, encore une fois',
  'password.button': 'Le changer',
  'password.note': 'Toutes vos autres connexions prennent fin.',
  'password.done': 'Votre mot de passe est changé et vos autres connexions ont pris fin.',

  'forgotten.title': 'Définir un nouveau mot de passe',
  'forgotten.text':
    'Donnez l’adresse avec laquelle vous vous connectez. S’il existe un compte à cette adresse, un courriel avec un lien part à l’instant.',
  'forgotten.button': 'Envoyez-moi un lien',
  'forgotten.sent.title': 'Regardez votre courrier',
  'forgotten.sent.text':
    'S’il existe un compte à cette adresse, nous y avons envoyé un lien. Il est valable une heure et sert une fois. Rien n’est arrivé ? Regardez dans les indésirables et vérifiez que c’est bien l’adresse avec laquelle vous vous connectez.',
  'reset.title': 'Définir un nouveau mot de passe',
  'reset.text': 'Toute connexion avec l’ancien prend fin.',
  'reset.button': 'Le définir',
  'reset.gone': 'Ce lien n’est plus valable',
  'reset.gone text':
    'Il a déjà servi, un plus récent a été envoyé, ou son temps est écoulé. Demandez-en un autre.',

  'verify.title': 'Confirmer cette adresse',
  'verify.text':
    'Vous êtes venu par le lien d’un courriel. Appuyez sur le bouton, et l’adresse compte comme la vôtre.',
  'verify.button': 'C’est mon adresse',
  'verify.gone text':
    'Il a déjà servi, un plus récent a été envoyé, ou son temps est écoulé. Connectez-vous avec votre mot de passe et un autre vous sera envoyé.',

  'email.title': 'Changer votre adresse',
  'email.now': 'Adresse actuelle : {email}',
  'email.new': 'Nouvelle adresse',
  'email.button': 'Y envoyer un lien',
  'email.text':
    'Nous envoyons un lien à la nouvelle adresse. Tant que vous ne l’utilisez pas, rien ne change ; ensuite l’ancienne adresse en est avertie.',
  'email.sent.title': 'Regardez le courrier de la nouvelle adresse',
  'email.sent.text': 'Nous avons envoyé un courriel à {email}. Son lien est valable deux heures.',
  'email.confirm.title': 'Passer à la nouvelle adresse',
  'email.confirm.text':
    'Vous êtes venu par le lien envoyé à la nouvelle adresse. Appuyez sur le bouton, et vous vous connecterez désormais avec elle. Vos autres connexions prennent fin.',
  'email.confirm.button': 'Changer d’adresse',
  'email.gone text':
    'Il a déjà servi, un plus récent a été envoyé, son temps est écoulé, ou il appartient à quelqu’un d’autre. Demandez-en un autre dans votre compte.',
  'email.done': 'Votre adresse est changée.',

  'fault.email': 'Donnez une adresse électronique, par exemple nom@example.org.',
  'fault.same email': 'C’est déjà votre adresse.',
  'fault.empty': '« {field} » manque.',
  'fault.different': 'Les deux ne sont pas identiques. Tapez deux fois le nouveau mot de passe.',
  'fault.current': 'Ce n’est pas votre mot de passe actuel.',
  'fault.password.too short':
    'Prenez au moins {shortest} caractères ; plusieurs mots à la suite conviennent.',
  'fault.password.too long': 'Prenez au plus {longest} caractères.',
  'fault.password.too plain':
    'C’est une suite ou une répétition, vite devinée. Prenez des mots qui ne vont pas ensemble.',
  'fault.password.too common':
    'Il figure dans les listes de mots de passe volés. Prenez des mots qui ne vont pas ensemble.',
  'fault.password.own words':
    'Il est fait de votre nom, de votre adresse ou du nom de cette installation. Prenez d’autres mots.',

  'mail.signature': 'TIPping Point. Personne ne lit les réponses à cette adresse.',
  'mail.ignore': 'Si vous n’avez rien demandé, vous n’avez rien à faire.',
  'mail.verify.subject': 'Confirmez que cette adresse est la vôtre',
  'mail.verify.text':
    'Ouvrez ce lien et appuyez sur le bouton pour confirmer que cette adresse est la vôtre. Il est valable {hours} heures.',
  'mail.reset.subject': 'Définir un nouveau mot de passe',
  'mail.reset.text':
    'Quelqu’un, sans doute vous, a demandé à définir un nouveau mot de passe pour TIPping Point. Ce lien y mène. Il est valable une heure et sert une fois.',
  'mail.address.subject': 'Votre nouvelle adresse pour TIPping Point',
  'mail.address.text':
    'Ouvrez ce lien dans le navigateur où vous êtes connecté et appuyez sur le bouton pour vous connecter désormais avec cette adresse. Il est valable {hours} heures.',
  'mail.taken.text':
    'Quelqu’un a demandé à utiliser cette adresse pour son compte TIPping Point. Il existe déjà un compte à cette adresse ; rien n’a donc été changé.',
  'notice.password.subject': 'Votre mot de passe a été changé',
  'notice.password.text': 'Le mot de passe de votre compte TIPping Point vient d’être changé.',
  'notice.second factor on.subject': 'Un second facteur a été activé',
  'notice.second factor on.text': 'Un second facteur vient d’être activé pour votre compte TIPping Point.',
  'notice.second factor off.subject': 'Le second facteur a été retiré',
  'notice.second factor off.text': 'Le second facteur de votre compte TIPping Point vient d’être retiré.',
  'notice.second factor taken.subject': 'Votre second facteur a été retiré',
  'notice.second factor taken.text':
    'La personne qui exploite cette installation a retiré le second facteur de votre compte TIPping Point, et toutes vos connexions ont pris fin. Connectez-vous avec votre mot de passe et activez-le de nouveau.',
  'notice.recovery code.subject': 'Un code de secours a servi',
  'notice.recovery code.text':
    'Quelqu’un vient de se connecter à votre compte TIPping Point avec l’un de vos codes de secours.',
  'notice.recovery codes.subject': 'De nouveaux codes de secours ont été faits',
  'notice.recovery codes.text':
    'De nouveaux codes de secours viennent d’être faits pour votre compte TIPping Point ; les anciens ne servent plus.',
  'notice.address.subject': 'Votre adresse a été changée',
  'notice.address.text': 'Votre compte TIPping Point s’utilise désormais avec une autre adresse.',
  'notice.not you':
    'Si c’était vous, tout va bien. Sinon, définissez aussitôt un nouveau mot de passe et avertissez la personne qui exploite cette installation : {address}',
}
