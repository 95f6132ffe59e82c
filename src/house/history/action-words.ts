import type { Dictionary } from '../../ui/language.ts'

/*
 * What events say was done, in the four languages. Events keep the English words, since
 * what is hashed cannot be translated afterwards; an action that is not here is shown as
 * it was written.
 */

const actions = {
  'added keys': ['added keys', 'a ajouté des clés', 'añadió claves', 'acrescentou chaves'],
  imported: ['imported', 'a importé', 'importó', 'importou'],
  made: ['made', 'a créé', 'creó', 'criou'],
  recorded: ['recorded', 'a consigné', 'registró', 'registou'],
  'took a look': ['took a look', 'a consulté', 'consultó', 'consultou'],
  'first used a version': [
    'first used a version',
    'a utilisé une version pour la première fois',
    'usó una versión por primera vez',
    'usou uma versão pela primeira vez',
  ],
  'took out everything held': [
    'took out everything held',
    'a emporté tout ce qui est conservé',
    'se llevó todo lo guardado',
    'levou tudo o que está guardado',
  ],
  // an invented example
  'took the example away': [
    'took the example away',
    'a retiré l’exemple',
    'retiró el ejemplo',
    'retirou o exemplo',
  ],
  // organisations
  'made the organisation': [
    'made the organisation',
    'a créé l’organisation',
    'creó la organización',
    'criou a organização',
  ],
  'changed the organisation': [
    'changed the organisation',
    'a modifié l’organisation',
    'cambió la organización',
    'mudou a organização',
  ],
  'ended the organisation': [
    'ended the organisation',
    'a clos l’organisation',
    'cerró la organización',
    'encerrou a organização',
  ],
  'began a membership': [
    'began a membership',
    'a commencé une adhésion',
    'comenzó una membresía',
    'começou uma filiação',
  ],
  'ended a membership': [
    'ended a membership',
    'a mis fin à une adhésion',
    'puso fin a una membresía',
    'pôs fim a uma filiação',
  ],
  'left the organisation': [
    'left the organisation',
    'a quitté l’organisation',
    'dejó la organización',
    'deixou a organização',
  ],
  'gave a role': ['gave a role', 'a donné un rôle', 'dio un papel', 'deu um papel'],
  'ended a role': ['ended a role', 'a retiré un rôle', 'retiró un papel', 'retirou um papel'],
  'invited somebody': ['invited somebody', 'a invité quelqu’un', 'invitó a alguien', 'convidou alguém'],
  'sent an invitation again': [
    'sent an invitation again',
    'a renvoyé une invitation',
    'volvió a enviar una invitación',
    'voltou a enviar um convite',
  ],
  'withdrew an invitation': [
    'withdrew an invitation',
    'a retiré une invitation',
    'retiró una invitación',
    'retirou um convite',
  ],
  // accounts
  'made the account': ['made the account', 'a ouvert le compte', 'abrió la cuenta', 'abriu a conta'],
  'signed in': ['signed in', 's’est connecté', 'inició sesión', 'iniciou sessão'],
  'signed out': ['signed out', 's’est déconnecté', 'cerró la sesión', 'terminou a sessão'],
  'ended sign-ins': [
    'ended sign-ins',
    'a mis fin à des connexions',
    'puso fin a sesiones',
    'pôs fim a sessões',
  ],
  'set up the second factor': [
    'set up the second factor',
    'a mis en place le second facteur',
    'activó el segundo factor',
    'ativou o segundo fator',
  ],
  'removed the second factor': [
    'removed the second factor',
    'a retiré le second facteur',
    'quitó el segundo factor',
    'retirou o segundo fator',
  ],
  'made new recovery codes': [
    'made new recovery codes',
    'a créé de nouveaux codes de secours',
    'creó nuevos códigos de recuperación',
    'criou novos códigos de recuperação',
  ],
  'used a recovery code': [
    'used a recovery code',
    'a utilisé un code de secours',
    'usó un código de recuperación',
    'usou um código de recuperação',
  ],
  'changed the password': [
    'changed the password',
    'a changé le mot de passe',
    'cambió la contraseña',
    'mudou a palavra-passe',
  ],
  'set a new password by mail': [
    'set a new password by mail',
    'a choisi un nouveau mot de passe par courriel',
    'puso una contraseña nueva por correo',
    'definiu nova palavra-passe por correio',
  ],
  'proved the address': [
    'proved the address',
    'a confirmé l’adresse',
    'confirmó la dirección',
    'confirmou o endereço',
  ],
  'changed the address': [
    'changed the address',
    'a changé l’adresse',
    'cambió la dirección',
    'mudou o endereço',
  ],
  // protected people
  'chose the name others see': [
    'chose the name others see',
    'a choisi le nom que voient les autres',
    'eligió el nombre que ven los demás',
    'escolheu o nome que os outros veem',
  ],
  'went back to the own name': [
    'went back to the own name',
    'a repris son propre nom',
    'volvió a su propio nombre',
    'voltou ao próprio nome',
  ],
  'named a guardian': [
    'named a guardian',
    'a désigné une personne de confiance',
    'nombró a una persona de confianza',
    'nomeou uma pessoa de confiança',
  ],
  'dismissed a guardian': [
    'dismissed a guardian',
    'a révoqué une personne de confiance',
    'retiró a una persona de confianza',
    'dispensou uma pessoa de confiança',
  ],
  'wrote contact data': [
    'wrote contact data',
    'a écrit des coordonnées',
    'escribió datos de contacto',
    'escreveu dados de contacto',
  ],
  'removed contact data': [
    'removed contact data',
    'a retiré des coordonnées',
    'quitó datos de contacto',
    'retirou dados de contacto',
  ],
  'looked at contact data': [
    'looked at contact data',
    'a consulté des coordonnées',
    'consultó datos de contacto',
    'consultou dados de contacto',
  ],
  // compacts
  'started the compact': [
    'started the compact',
    'a commencé le pacte',
    'comenzó el pacto',
    'começou o pacto',
  ],
  'admitted a party': ['admitted a party', 'a admis une partie', 'admitió una parte', 'admitiu uma parte'],
  'ended a party': [
    'ended a party',
    'a mis fin à une participation',
    'puso fin a una participación',
    'pôs fim a uma participação',
  ],
  'asked to end a party': [
    'asked to end a party',
    'a demandé la fin d’une participation',
    'pidió el fin de una participación',
    'pediu o fim de uma participação',
  ],
  'saved a part of the draft': [
    'saved a part of the draft',
    'a enregistré une partie du projet',
    'guardó una parte del borrador',
    'guardou uma parte do rascunho',
  ],
  'froze the text': ['froze the text', 'a figé le texte', 'cerró el texto', 'fechou o texto'],
  'reopened the text': ['reopened the text', 'a rouvert le texte', 'reabrió el texto', 'reabriu o texto'],
  'signed the compact': ['signed the compact', 'a signé le pacte', 'firmó el pacto', 'assinou o pacto'],
  'took a step': ['took a step', 'a franchi une étape', 'dio un paso', 'deu um passo'],
  'brought a version into effect': [
    'brought a version into effect',
    'a fait prendre effet à une version',
    'puso en vigor una versión',
    'fez entrar em vigor uma versão',
  ],
  'opened an amendment': [
    'opened an amendment',
    'a ouvert un avenant',
    'abrió una enmienda',
    'abriu uma adenda',
  ],
  'withdrew an amendment': [
    'withdrew an amendment',
    'a retiré un avenant',
    'retiró una enmienda',
    'retirou uma adenda',
  ],
  'suspended in whole': [
    'suspended in whole',
    'a suspendu en totalité',
    'suspendió en su totalidad',
    'suspendeu no todo',
  ],
  'suspended in part': [
    'suspended in part',
    'a suspendu en partie',
    'suspendió en parte',
    'suspendeu em parte',
  ],
  'brought evidence of a correction': [
    'brought evidence of a correction',
    'a apporté la preuve d’une correction',
    'aportó prueba de una subsanación',
    'apresentou prova de uma correção',
  ],
  'corrected a condition': [
    'corrected a condition',
    'a remédié à une condition',
    'subsanó una condición',
    'sanou uma condição',
  ],
  'found a condition to entry into force met': [
    'found a condition to entry into force met',
    'a constaté qu’une condition d’entrée en vigueur est remplie',
    'constató que se cumple una condición de entrada en vigor',
    'constatou que uma condição de entrada em vigor está cumprida',
  ],
  'found a condition to entry into force not met': [
    'found a condition to entry into force not met',
    'a constaté qu’une condition d’entrée en vigueur n’est pas remplie',
    'constató que no se cumple una condición de entrada en vigor',
    'constatou que uma condição de entrada em vigor não está cumprida',
  ],
  'asked to close early': [
    'asked to close early',
    'a demandé une clôture anticipée',
    'pidió un cierre anticipado',
    'pediu um encerramento antecipado',
  ],
  'dropped an early closing': [
    'dropped an early closing',
    'a écarté une clôture anticipée',
    'descartó un cierre anticipado',
    'afastou um encerramento antecipado',
  ],
  'ended a suspension': [
    'ended a suspension',
    'a levé une suspension',
    'levantó una suspensión',
    'levantou uma suspensão',
  ],
  'commented on the draft': [
    'commented on the draft',
    'a commenté le projet',
    'comentó el borrador',
    'comentou o rascunho',
  ],
  'answered a comment': [
    'answered a comment',
    'a répondu à un commentaire',
    'respondió a un comentario',
    'respondeu a um comentário',
  ],
  'closed a comment': [
    'closed a comment',
    'a clos un commentaire',
    'cerró un comentario',
    'fechou um comentário',
  ],
  'recorded a lesson': [
    'recorded a lesson',
    'a consigné une leçon',
    'registró una lección',
    'registou uma lição',
  ],
  'made the compact public': [
    'made the compact public',
    'a rendu le pacte public',
    'hizo público el pacto',
    'tornou público o pacto',
  ],
  erased: ['erased', 'a effacé', 'borró', 'apagou'],
  // survivors’ reviews
  'held a survivors’ review': [
    'held a survivors’ review',
    'a tenu un examen de personnes survivantes',
    'hizo una revisión de personas sobrevivientes',
    'fez um exame de pessoas sobreviventes',
  ],
  'objected for survivors': [
    'objected for survivors',
    's’est opposé pour des personnes survivantes',
    'objetó por personas sobrevivientes',
    'opôs-se por pessoas sobreviventes',
  ],
  'withdrew an objection': [
    'withdrew an objection',
    'a retiré une objection',
    'retiró una objeción',
    'retirou uma objeção',
  ],
  'answered an objection': [
    'answered an objection',
    'a répondu à une objection',
    'respondió a una objeción',
    'respondeu a uma objeção',
  ],
  // documents
  'kept a document': [
    'kept a document',
    'a conservé une pièce',
    'guardó un documento',
    'guardou um documento',
  ],
  'published a document': [
    'published a document',
    'a rendu une pièce publique',
    'publicó un documento',
    'publicou um documento',
  ],
  'ended the use of a document': [
    'ended the use of a document',
    'a mis fin à l’usage d’une pièce',
    'puso fin al uso de un documento',
    'pôs fim ao uso de um documento',
  ],
  'removed a document': [
    'removed a document',
    'a retiré une pièce',
    'retiró un documento',
    'retirou um documento',
  ],
  // monitoring
  'began a report': ['began a report', 'a commencé un rapport', 'empezó un informe', 'começou um relatório'],
  'saved a draft': [
    'saved a draft',
    'a enregistré un brouillon',
    'guardó un borrador',
    'guardou um rascunho',
  ],
  'sent a report': ['sent a report', 'a envoyé un rapport', 'envió un informe', 'enviou um relatório'],
  'returned a report': [
    'returned a report',
    'a renvoyé un rapport',
    'devolvió un informe',
    'devolveu um relatório',
  ],
  'verified a report': [
    'verified a report',
    'a vérifié un rapport',
    'verificó un informe',
    'verificou um relatório',
  ],
  'published a report': [
    'published a report',
    'a publié un rapport',
    'publicó un informe',
    'publicou um relatório',
  ],
  'asked for a correction': [
    'asked for a correction',
    'a demandé une correction',
    'pidió una corrección',
    'pediu uma correção',
  ],
  'agreed to a correction': [
    'agreed to a correction',
    'a approuvé une correction',
    'aprobó una corrección',
    'aprovou uma correção',
  ],
  'refused a correction': [
    'refused a correction',
    'a refusé une correction',
    'rechazó una corrección',
    'recusou uma correção',
  ],
  'counted different people': [
    'counted different people',
    'a compté les personnes différentes',
    'contó las personas distintas',
    'contou as pessoas diferentes',
  ],
  'confirmed a count of different people': [
    'confirmed a count of different people',
    'a confirmé un nombre de personnes différentes',
    'confirmó un número de personas distintas',
    'confirmou um número de pessoas diferentes',
  ],
  'confirmed that a promise was met': [
    'confirmed that a promise was met',
    'a confirmé qu’une promesse est tenue',
    'confirmó que se cumplió una promesa',
    'confirmou que uma promessa foi cumprida',
  ],
  'planned a dialogue': [
    'planned a dialogue',
    'a prévu un dialogue',
    'planificó un diálogo',
    'planeou um diálogo',
  ],
  'fixed the indicators of a dialogue': [
    'fixed the indicators of a dialogue',
    'a arrêté les indicateurs d’un dialogue',
    'fijó los indicadores de un diálogo',
    'fixou os indicadores de um diálogo',
  ],
  'froze the data of a dialogue': [
    'froze the data of a dialogue',
    'a figé les données d’un dialogue',
    'congeló los datos de un diálogo',
    'congelou os dados de um diálogo',
  ],
  'recorded a point of a dialogue': [
    'recorded a point of a dialogue',
    'a consigné un point d’un dialogue',
    'registró un punto de un diálogo',
    'registou um ponto de um diálogo',
  ],
  'closed the record of a dialogue': [
    'closed the record of a dialogue',
    'a clos le procès-verbal d’un dialogue',
    'cerró el acta de un diálogo',
    'encerrou a ata de um diálogo',
  ],
  'added an action': ['added an action', 'a ajouté une action', 'añadió una acción', 'acrescentou uma ação'],
  'finished an action': [
    'finished an action',
    'a achevé une action',
    'terminó una acción',
    'concluiu uma ação',
  ],
  'checked data quality': [
    'checked data quality',
    'a contrôlé la qualité des données',
    'comprobó la calidad de los datos',
    'verificou a qualidade dos dados',
  ],
  'recorded what became of a promise': [
    'recorded what became of a promise',
    'a consigné ce qu’est devenue une promesse',
    'registró qué fue de una promesa',
    'registou o que foi feito de uma promessa',
  ],
  // money
  'entered money': ['entered money', 'a saisi une écriture', 'anotó un movimiento', 'registou um movimento'],
  'approved money': [
    'approved money',
    'a approuvé une écriture',
    'aprobó un movimiento',
    'aprovou um movimento',
  ],
  'refused money': [
    'refused money',
    'a refusé une écriture',
    'rechazó un movimiento',
    'recusou um movimento',
  ],
  'brought evidence': ['brought evidence', 'a apporté une preuve', 'trajo una prueba', 'trouxe uma prova'],
  'found a condition satisfied': [
    'found a condition satisfied',
    'a jugé une condition remplie',
    'dio por cumplida una condición',
    'deu uma condição por cumprida',
  ],
  'found a condition not satisfied': [
    'found a condition not satisfied',
    'a jugé une condition non remplie',
    'dio por no cumplida una condición',
    'deu uma condição por não cumprida',
  ],
  'said that a condition does not apply': [
    'said that a condition does not apply',
    'a déclaré une condition sans objet',
    'declaró no aplicable una condición',
    'declarou uma condição não aplicável',
  ],
  'deferred a condition': [
    'deferred a condition',
    'a reporté une condition',
    'aplazó una condición',
    'adiou uma condição',
  ],
  'waived a condition': [
    'waived a condition',
    'a levé une condition',
    'dispensó una condición',
    'dispensou uma condição',
  ],
  'asked for a release': [
    'asked for a release',
    'a demandé un déblocage',
    'pidió una liberación de fondos',
    'pediu uma libertação de fundos',
  ],
  'released money': ['released money', 'a débloqué des fonds', 'liberó fondos', 'libertou fundos'],
  'refused a release': [
    'refused a release',
    'a refusé un déblocage',
    'rechazó liberar fondos',
    'recusou libertar fundos',
  ],
  'recorded an award': [
    'recorded an award',
    'a consigné une attribution',
    'registró una adjudicación',
    'registou uma atribuição',
  ],
  'agreed to an award': [
    'agreed to an award',
    'a accepté une attribution',
    'aceptó una adjudicación',
    'aceitou uma atribuição',
  ],
  'refused an award': [
    'refused an award',
    'a refusé une attribution',
    'rechazó una adjudicación',
    'recusou uma atribuição',
  ],
  'ended an award': [
    'ended an award',
    'a mis fin à une attribution',
    'terminó una adjudicación',
    'terminou uma atribuição',
  ],
  'recorded a rate': [
    'recorded a rate',
    'a consigné un taux',
    'registró un tipo de cambio',
    'registou uma taxa de câmbio',
  ],
  'agreed to a rate': [
    'agreed to a rate',
    'a accepté un taux',
    'aceptó un tipo de cambio',
    'aceitou uma taxa de câmbio',
  ],
  'refused a rate': [
    'refused a rate',
    'a refusé un taux',
    'rechazó un tipo de cambio',
    'recusou uma taxa de câmbio',
  ],
  'sent a disbursement package': [
    'sent a disbursement package',
    'a envoyé un dossier de décaissement',
    'envió un expediente de desembolso',
    'enviou um processo de desembolso',
  ],
} as const

type Said = keyof typeof actions

const inLanguage = (place: 0 | 1 | 2 | 3) =>
  Object.fromEntries(Object.entries(actions).map(([action, said]) => [action, said[place]])) as Record<
    Said,
    string
  >

export const actionWords: Dictionary<Said> = {
  en: inLanguage(0),
  fr: inLanguage(1),
  es: inLanguage(2),
  pt: inLanguage(3),
}
