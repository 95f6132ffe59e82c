/*
 * What the database refuses of signatures, steps and suspensions, whoever writes them: said where a
 * compact changes and where its money does, in the languages en, fr, es, pt.
 */

export const signingWords = {
  'not signed': [
    'The agreement does not stand as it must',
    'L’accord n’est pas dans l’état requis',
    'El acuerdo no está como debe',
    'O acordo não está como deve',
  ],
  'not signed.message': [
    '{why, select, hash {The text is not the one that was signed.} missing {These have not signed the text: {party}.} side {No government of this side has signed: {party}.} party {The text lets sign who is no party of that side on record: {party}.} person {One person does not sign for both sides.} day {It takes effect on a day from the last signature to today.} correction {Not all that the suspension asks for is corrected.} term {Its term is that of the text that took effect.} state {No step leads there.} other {Only a text that all have signed and that took effect counts.}}',
    '{why, select, hash {Le texte n’est pas celui qui a été signé.} missing {N’ont pas signé le texte : {party}.} side {Aucun gouvernement de ce côté n’a signé : {party}.} party {Le texte fait signer qui n’est pas inscrit de ce côté : {party}.} person {Une personne ne signe pas pour les deux côtés.} day {Il prend effet un jour compris entre la dernière signature et aujourd’hui.} correction {Tout ce que la suspension demande n’est pas corrigé.} term {Sa durée est celle du texte qui a pris effet.} state {Aucune étape n’y mène.} other {Seul compte un texte que tous ont signé et qui a pris effet.}}',
    '{why, select, hash {El texto no es el que se firmó.} missing {No han firmado el texto: {party}.} side {Ningún gobierno de este lado ha firmado: {party}.} party {El texto hace firmar a quien no consta como parte de ese lado: {party}.} person {Una persona no firma por los dos lados.} day {Entra en efecto un día entre la última firma y hoy.} correction {No está corregido todo lo que pide la suspensión.} term {Su plazo es el del texto que entró en efecto.} state {Ningún paso lleva allí.} other {Solo cuenta un texto que todos firmaron y que entró en efecto.}}',
    '{why, select, hash {O texto não é o que foi assinado.} missing {Não assinaram o texto: {party}.} side {Nenhum governo deste lado assinou: {party}.} party {O texto faz assinar quem não consta como parte desse lado: {party}.} person {Uma pessoa não assina pelos dois lados.} day {Produz efeitos num dia entre a última assinatura e hoje.} correction {Nem tudo o que a suspensão pede está corrigido.} term {O seu prazo é o do texto que produziu efeitos.} state {Nenhum passo leva até lá.} other {Só conta um texto que todos assinaram e que produziu efeitos.}}',
  ],
  'not signed.remedy': [
    'Look at the signatures and steps of the compact.',
    'Consultez les signatures et les étapes du pacte.',
    'Mire las firmas y los pasos del pacto.',
    'Veja as assinaturas e os passos do pacto.',
  ],
  'no role': [
    'You may not do this for that organisation',
    'Vous ne pouvez pas le faire pour cette organisation',
    'No puede hacer esto por esa organización',
    'Não pode fazer isto por essa organização',
  ],
  'no role.message': [
    'It is for members of the organisation who hold the role for it now.',
    'C’est réservé aux membres de l’organisation qui en ont le rôle à présent.',
    'Es para miembros de la organización que tienen ahora ese papel.',
    'É para membros da organização que têm agora esse papel.',
  ],
  'no role.remedy': [
    'Ask a colleague who holds the role, or the representative of your organisation for it.',
    'Adressez-vous à un collègue qui a ce rôle, ou demandez-le au représentant de votre organisation.',
    'Pídalo a otra persona que lo tenga, o pida el papel a quien representa a su organización.',
    'Peça a um colega que o tenha, ou peça o papel a quem representa a sua organização.',
  ],
  'not now': [
    'The moment is not now',
    'Ce n’est pas le moment présent',
    'El momento no es ahora',
    'O momento não é agora',
  ],
  'not now.message': [
    'What is written here carries the moment at which it is written; the clocks of this machine and of its database differ by minutes.',
    'Ce qui s’écrit ici porte le moment où on l’écrit ; les horloges de cette machine et de sa base diffèrent de plusieurs minutes.',
    'Lo que se escribe aquí lleva el momento en que se escribe; los relojes de esta máquina y de su base difieren en minutos.',
    'O que se escreve aqui leva o momento em que é escrito; os relógios desta máquina e da sua base diferem em minutos.',
  ],
  'not now.remedy': [
    'Tell whoever runs this house to set the clocks.',
    'Demandez à qui exploite cette maison de régler les horloges.',
    'Pida a quien lleva esta casa que ponga en hora los relojes.',
    'Peça a quem gere esta casa que acerte os relógios.',
  ],
} as const
