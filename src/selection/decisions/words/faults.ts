import { dictionaryOf } from '../../rows.ts'

/* Faults of decisions and what to do about each: en, fr, es, pt. */

export const faultWords = dictionaryOf({
  'no decision': [
    'There is no such decision here',
    'Il n’y a pas de telle décision ici',
    'No hay tal decisión aquí',
    'Não há tal decisão aqui',
  ],
  'no decision.remedy': [
    'The list of decisions names those that are published.',
    'La liste des décisions nomme celles qui sont publiées.',
    'La lista de decisiones nombra las que están publicadas.',
    'A lista de decisões indica as que estão publicadas.',
  ],
  'no assessment': [
    'There is no kept assessment “{id}”',
    'Il n’y a pas d’évaluation conservée « {id} »',
    'No hay ninguna evaluación guardada «{id}»',
    'Não há nenhuma avaliação guardada «{id}»',
  ],
  'no assessment.remedy': [
    'A decision is composed from a kept assessment: open one and begin there.',
    'Une décision se compose à partir d’une évaluation conservée : ouvrez-en une et commencez là.',
    'Una decisión se compone a partir de una evaluación guardada: abra una y empiece allí.',
    'Uma decisão compõe-se a partir de uma avaliação guardada: abra uma e comece aí.',
  ],
  overtaken: [
    'Somebody else changed this decision since you opened it',
    'Quelqu’un d’autre a modifié cette décision depuis que vous l’avez ouverte',
    'Alguien más cambió esta decisión desde que usted la abrió',
    'Outra pessoa mudou esta decisão desde que a abriu',
  ],
  'overtaken.remedy': [
    'Look at what it says now, and send again what should hold.',
    'Regardez ce qu’elle dit maintenant, puis renvoyez ce qui doit valoir.',
    'Mire lo que dice ahora y envíe de nuevo lo que deba valer.',
    'Veja o que diz agora e envie de novo o que deve valer.',
  ],
  'not now': [
    'This step cannot be taken: the decision is in the state “{state}”',
    'Cette étape n’est pas possible : la décision est à l’état « {state} »',
    'Este paso no es posible: la decisión está en el estado «{state}»',
    'Este passo não é possível: a decisão está no estado «{state}»',
  ],
  'not now.remedy': [
    'Open the decision again: its page shows which step is next.',
    'Rouvrez la décision : sa page montre l’étape suivante.',
    'Abra de nuevo la decisión: su página muestra el paso siguiente.',
    'Abra de novo a decisão: a página mostra o passo seguinte.',
  ],
  'gaps remain': [
    'The decision lacks something before it can be reviewed: {what}',
    'Il manque quelque chose à la décision avant la relecture : {what}',
    'A la decisión le falta algo antes de la revisión: {what}',
    'Falta algo à decisão antes da revisão: {what}',
  ],
  'gaps remain.remedy': [
    'Add it in the draft, then put it under review.',
    'Ajoutez-le dans le projet, puis soumettez-le à relecture.',
    'Añádalo en el borrador y sométalo a revisión.',
    'Acrescente-o no rascunho e ponha-o em revisão.',
  ],
  'reason needed': [
    'A reason is needed, of 3 to 1000 characters',
    'Il faut un motif, de 3 à 1000 caractères',
    'Hace falta un motivo, de 3 a 1000 caracteres',
    'É preciso um motivo, de 3 a 1000 caracteres',
  ],
  'reason needed.remedy': [
    'Say why in a sentence.',
    'Dites pourquoi en une phrase.',
    'Diga por qué en una frase.',
    'Diga porquê numa frase.',
  ],
  'name needed': [
    'A name is needed, of 2 to 120 characters',
    'Il faut un nom, de 2 à 120 caractères',
    'Hace falta un nombre, de 2 a 120 caracteres',
    'É preciso um nome, de 2 a 120 caracteres',
  ],
  'name needed.remedy': [
    'Write it as it is to stand in the memo.',
    'Écrivez-le tel qu’il doit figurer dans la note.',
    'Escríbalo como debe figurar en el memorando.',
    'Escreva-o como deve figurar no memorando.',
  ],
  'text needed': [
    'A text is needed, of 3 to 4000 characters',
    'Il faut un texte, de 3 à 4000 caractères',
    'Hace falta un texto, de 3 a 4000 caracteres',
    'É preciso um texto, de 3 a 4000 caracteres',
  ],
  'text needed.remedy': [
    'Write what you disagree with, in your own words.',
    'Écrivez avec quoi vous n’êtes pas d’accord, dans vos propres mots.',
    'Escriba con qué no está de acuerdo, con sus propias palabras.',
    'Escreva com que não concorda, por palavras suas.',
  ],
  'declaration needed': [
    'It is not said whether there is a conflict of interest',
    'Il n’est pas dit s’il y a un conflit d’intérêts',
    'No se dice si hay un conflicto de intereses',
    'Não se diz se há um conflito de interesses',
  ],
  'declaration needed.remedy': [
    'Choose that there is none, and leave the words empty; or that there is one, and say which in at most 2000 characters.',
    'Choisissez qu’il n’y en a pas, sans autre mot ; ou qu’il y en a un, et dites lequel en 2000 caractères au plus.',
    'Elija que no hay ninguno, sin más palabras; o que hay uno, y diga cuál en 2000 caracteres como máximo.',
    'Escolha que não há nenhum, sem mais palavras; ou que há um, e diga qual em 2000 caracteres no máximo.',
  ],
  'unknown signer': [
    'The roles that must sign cannot be used as they are',
    'Les rôles qui doivent signer ne peuvent pas être utilisés ainsi',
    'Los roles que deben firmar no pueden usarse así',
    'As funções que devem assinar não podem ser usadas assim',
  ],
  'unknown signer.remedy': [
    'Name one to {most} different roles; one that is held in an organisation needs that organisation, the others none.',
    'Nommez d’un à {most} rôles différents ; un rôle tenu dans une organisation demande cette organisation, les autres aucune.',
    'Nombre de uno a {most} roles distintos; uno que se tiene en una organización necesita esa organización, los demás ninguna.',
    'Indique de uma a {most} funções diferentes; uma que se exerce numa organização precisa dessa organização, as outras de nenhuma.',
  ],
  'unknown organisation': [
    'An organisation that must sign is not listed here, or has ended',
    'Une organisation qui doit signer n’est pas répertoriée ici, ou a pris fin',
    'Una organización que debe firmar no figura aquí o ha terminado',
    'Uma organização que deve assinar não consta aqui ou terminou',
  ],
  'unknown organisation.remedy': [
    'Choose one that is listed.',
    'Choisissez-en une qui est répertoriée.',
    'Elija una que figure.',
    'Escolha uma que conste.',
  ],
  'not asked for': [
    'This decision does not ask for a signature in that role, or you do not hold it',
    'Cette décision ne demande pas de signature à ce titre, ou vous ne le tenez pas',
    'Esta decisión no pide firma con ese rol, o usted no lo tiene',
    'Esta decisão não pede assinatura nessa função, ou não a exerce',
  ],
  'not asked for.remedy': [
    'Choose one of the roles in the list.',
    'Choisissez un des rôles de la liste.',
    'Elija uno de los roles de la lista.',
    'Escolha uma das funções da lista.',
  ],
  'signed already': [
    'Somebody has signed in that role already',
    'Quelqu’un a déjà signé à ce titre',
    'Alguien ya ha firmado con ese rol',
    'Alguém já assinou nessa função',
  ],
  'signed already.remedy': [
    'Open the decision again: it shows who must still sign.',
    'Rouvrez la décision : elle montre qui doit encore signer.',
    'Abra de nuevo la decisión: muestra quién debe firmar todavía.',
    'Abra de novo a decisão: mostra quem ainda deve assinar.',
  ],
  'own signature': [
    'You have signed this text already: one person signs once, whatever roles they hold',
    'Vous avez déjà signé ce texte : une personne signe une fois, quels que soient ses rôles',
    'Usted ya firmó este texto: una persona firma una vez, tenga los roles que tenga',
    'Já assinou este texto: uma pessoa assina uma vez, sejam quais forem as suas funções',
  ],
  'own signature.remedy': [
    'Somebody else who holds the role has to sign for it.',
    'Quelqu’un d’autre qui tient ce rôle doit signer à ce titre.',
    'Otra persona que tenga el rol debe firmar por él.',
    'Outra pessoa que exerça a função deve assinar por ela.',
  ],
  'author alone': [
    'Who wrote the decision cannot be the only one to sign it',
    'Qui a rédigé la décision ne peut pas être seul à la signer',
    'Quien redactó la decisión no puede ser la única persona que la firma',
    'Quem redigiu a decisão não pode ser a única pessoa a assiná-la',
  ],
  'author alone.remedy': [
    'Somebody else who holds the role has to sign.',
    'Quelqu’un d’autre qui tient ce rôle doit signer.',
    'Debe firmar otra persona que tenga el rol.',
    'Deve assinar outra pessoa que exerça a função.',
  ],
  'superseded already': [
    'There is a later version of this decision already',
    'Il y a déjà une version plus récente de cette décision',
    'Ya hay una versión posterior de esta decisión',
    'Já há uma versão posterior desta decisão',
  ],
  'superseded already.remedy': [
    'Change that one, or begin the next from it.',
    'Modifiez celle-là, ou partez d’elle pour la suivante.',
    'Cambie esa, o empiece la siguiente desde ella.',
    'Mude essa, ou comece a seguinte a partir dela.',
  ],
})
export type FaultName = Exclude<keyof (typeof faultWords)['en'], `${string}.remedy`>
