import type { Dictionary } from '../../ui/language.ts'

const en = {
  usage: `tp admin create-admin EMAIL [--name NAME] [--json]

  Invites the first administrator, or another one, and prints the link as well as mailing it.
  Whoever has an account with this address is given the role at once. Run again, it makes a new link.`,
  invited: 'Invited {email} as administrator. Open this link, in a browser on a machine you trust:',
  valid:
    'It is valid for 24 hours, until {until}, and works once. Whoever opens it can take the account, so pass it on only by a safe way.',
  factor:
    'After signing in, set up a second factor under “Your account”: without it an administrator may administer nothing.',
  'given role': '{email} has an account and is an administrator from now on.',
  'has role': '{email} has an account and is an administrator already. Nothing was changed.',
} as const
const fr: Record<keyof typeof en, string> = {
  usage: `tp admin create-admin ADRESSE [--name NOM] [--json]

  Invite le premier administrateur, ou un autre, affiche le lien et l’envoie aussi par courriel.
  Qui a déjà un compte à cette adresse reçoit le rôle aussitôt. Lancée de nouveau, elle fait un nouveau lien.`,
  invited:
    '{email} est invité comme administrateur. Ouvrez ce lien dans un navigateur, sur une machine sûre :',
  valid:
    'Il est valable 24 heures, jusqu’au {until}, et sert une fois. Qui l’ouvre peut prendre le compte : ne le transmettez que par une voie sûre.',
  factor:
    'Une fois connecté, activez un second facteur sous « Votre compte » : sans lui, un administrateur ne peut rien administrer.',
  'given role': '{email} a un compte et devient administrateur dès maintenant.',
  'has role': '{email} a un compte et est déjà administrateur. Rien n’a été changé.',
}
const es: Record<keyof typeof en, string> = {
  usage: `tp admin create-admin CORREO [--name NOMBRE] [--json]

  Invita al primer administrador, o a otro, muestra el enlace y lo envía también por correo.
  Quien ya tiene una cuenta con esta dirección recibe el papel enseguida. Si se repite, crea un enlace nuevo.`,
  invited: 'Se invitó a {email} como administrador. Abra este enlace en un navegador de una máquina segura:',
  valid:
    'Vale 24 horas, hasta el {until}, y sirve una vez. Quien lo abre puede tomar la cuenta, así que páselo solo por una vía segura.',
  factor:
    'Tras iniciar sesión, active un segundo factor en «Su cuenta»: sin él, un administrador no puede administrar nada.',
  'given role': '{email} tiene una cuenta y desde ahora es administrador.',
  'has role': '{email} tiene una cuenta y ya es administrador. No se cambió nada.',
}
const pt: Record<keyof typeof en, string> = {
  usage: `tp admin create-admin E-MAIL [--name NOME] [--json]

  Convida o primeiro administrador, ou outro, mostra a ligação e envia-a também por e-mail.
  Quem já tem uma conta com este endereço recebe logo o papel. Repetido, faz uma nova ligação.`,
  invited: '{email} foi convidado como administrador. Abra esta ligação num navegador, numa máquina segura:',
  valid:
    'Vale 24 horas, até {until}, e serve uma vez. Quem a abre pode ficar com a conta, por isso passe-a só por via segura.',
  factor:
    'Depois de iniciar sessão, ative um segundo fator em «A sua conta»: sem ele, um administrador não pode administrar nada.',
  'given role': '{email} tem uma conta e é administrador a partir de agora.',
  'has role': '{email} tem uma conta e já é administrador. Nada foi mudado.',
}

/** What the commands of accounts say. */
export const commandWords: Dictionary<keyof typeof en> = { en, fr, es, pt }
