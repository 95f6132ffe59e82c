import type { Dictionary } from '../ui/language.ts'

/*
 * What stands in the way of money: what is so, what it means, and the remedy, in the four
 * languages in the order en, fr, es, pt.
 */

const said = {
  'four eyes': [
    'Two people are needed',
    'Il faut deux personnes',
    'Hacen falta dos personas',
    'São precisas duas pessoas',
  ],
  'four eyes.message': [
    '{why, select, release {Whoever asks for a release does not approve it.} evidence {Whoever brought the evidence does not judge it.} other {Whoever enters money does not approve it.}}',
    '{why, select, release {Qui demande un versement ne l’approuve pas.} evidence {Qui a apporté la preuve ne la juge pas.} other {Qui saisit une écriture ne l’approuve pas.}}',
    '{why, select, release {Quien pide un desembolso no lo aprueba.} evidence {Quien trajo la prueba no la juzga.} other {Quien anota dinero no lo aprueba.}}',
    '{why, select, release {Quem pede uma libertação não a aprova.} evidence {Quem trouxe a prova não a julga.} other {Quem regista dinheiro não o aprova.}}',
  ],
  'four eyes.remedy': [
    'Ask a colleague who holds the role.',
    'Demandez à un collègue qui a ce rôle.',
    'Pídalo a otra persona que tenga ese papel.',
    'Peça a um colega que tenha esse papel.',
  ],
  nobody: [
    'A person has to stand behind this',
    'Une personne doit en répondre',
    'Una persona debe responder de esto',
    'Uma pessoa tem de responder por isto',
  ],
  'nobody.message': [
    'Money is written about and let go by two people of the parties, never by the machine alone.',
    'Ce sont deux personnes des parties qui écrivent et versent l’argent, jamais la machine seule.',
    'El dinero lo anotan y liberan dos personas de las partes, nunca la máquina sola.',
    'O dinheiro é registado e libertado por duas pessoas das partes, nunca pela máquina sozinha.',
  ],
  'nobody.remedy': [
    'Sign in and do it on the page of the compact.',
    'Connectez-vous et faites-le sur la page du pacte.',
    'Inicie sesión y hágalo en la página del pacto.',
    'Inicie sessão e faça-o na página do pacto.',
  ],
  'not a party': [
    'Your organisation may not do this',
    'Votre organisation ne peut pas le faire',
    'Su organización no puede hacer esto',
    'A sua organização não pode fazer isto',
  ],
  'not a party.message': [
    'It is for a party of the compact, and letting money go or waiving a condition for the donor’s side; a condition is judged by the party it names.',
    'C’est l’affaire d’une partie au pacte ; verser l’argent ou lever une condition revient au côté donateur, et une condition est jugée par la partie qu’elle nomme.',
    'Corresponde a una parte del pacto; liberar dinero o dispensar una condición, al lado donante, y una condición la juzga la parte que nombra.',
    'Cabe a uma parte do pacto; libertar dinheiro ou dispensar uma condição cabe ao lado doador, e uma condição é julgada pela parte que ela nomeia.',
  ],
  'not a party.remedy': [
    'Ask the party whose part it is.',
    'Adressez-vous à la partie concernée.',
    'Diríjase a la parte a la que corresponde.',
    'Dirija-se à parte a quem cabe.',
  ],
  'not in force': [
    'The compact does not allow this now',
    'Le pacte ne le permet pas maintenant',
    'El pacto no lo permite ahora',
    'O pacto não o permite agora',
  ],
  'not in force.message': [
    'Money moves while the agreement is in force and its plan is followed.',
    'L’argent circule tant que l’accord est en vigueur et que son plan est suivi.',
    'El dinero se mueve mientras el acuerdo está en vigor y se sigue su plan.',
    'O dinheiro move-se enquanto o acordo está em vigor e o seu plano é seguido.',
  ],
  'not in force.remedy': [
    'Look at the steps of the compact.',
    'Consultez les étapes du pacte.',
    'Mire los pasos del pacto.',
    'Veja os passos do pacto.',
  ],
  suspended: [
    'The compact, or this part of it, is suspended',
    'Le pacte, ou cette partie, est suspendu',
    'El pacto, o esta parte, está suspendido',
    'O pacto, ou esta parte, está suspenso',
  ],
  'suspended.message': [
    'While it is, nothing is committed, released or paid. Where a part is suspended, an entry says which line it is for.',
    'Pendant ce temps, rien n’est engagé, débloqué ni payé. Quand une partie est suspendue, l’écriture indique sa ligne.',
    'Mientras tanto no se compromete, libera ni paga nada. Si se suspende una parte, el asiento dice a qué línea va.',
    'Entretanto nada é comprometido, libertado ou pago. Quando uma parte está suspensa, o lançamento diz a que linha se destina.',
  ],
  'suspended.remedy': [
    'Enter it after the reinstatement, or name a line that is not suspended.',
    'Saisissez-la après le rétablissement, ou nommez une ligne non suspendue.',
    'Anótelo tras el restablecimiento, o nombre una línea no suspendida.',
    'Registe-o depois do restabelecimento, ou indique uma linha não suspensa.',
  ],
  'wrong day': [
    'This day cannot be',
    'Ce jour n’est pas possible',
    'Ese día no puede ser',
    'Este dia não pode ser',
  ],
  'wrong day.message': [
    '{why, select, future {What is written in the ledger has happened: its day is not after today.} deferral {A deferral ends on a day after today.} order {A reversal is not dated before what it reverses.} other {There is no such day.}}',
    '{why, select, future {Ce qui figure au grand livre a eu lieu : le jour n’est pas après aujourd’hui.} deferral {Un report prend fin après aujourd’hui.} order {Une contre-passation n’est pas antérieure à ce qu’elle annule.} other {Ce jour n’existe pas.}}',
    '{why, select, future {Lo que está en el libro ya ocurrió: el día no es posterior a hoy.} deferral {Un aplazamiento termina después de hoy.} order {Un contraasiento no es anterior a lo que anula.} other {Ese día no existe.}}',
    '{why, select, future {O que está no livro já aconteceu: o dia não é posterior a hoje.} deferral {Um adiamento termina depois de hoje.} order {Um estorno não é anterior ao que anula.} other {Esse dia não existe.}}',
  ],
  'wrong day.remedy': [
    'Write another day, as YYYY-MM-DD.',
    'Écrivez un autre jour, sous la forme AAAA-MM-JJ.',
    'Escriba otro día, como AAAA-MM-DD.',
    'Escreva outro dia, como AAAA-MM-DD.',
  ],
  'outside term': [
    'The day is outside the compact',
    'Le jour est hors du pacte',
    'El día está fuera del pacto',
    'O dia está fora do pacto',
  ],
  'outside term.message': [
    'It is in force from {begins} to {ends}. Only a pledge may be older, and only a refund or a reversal younger.',
    'Il est en vigueur du {begins} au {ends}. Seule une promesse peut être antérieure, seul un remboursement ou une contre-passation postérieur.',
    'Está en vigor del {begins} al {ends}. Solo una promesa puede ser anterior, y solo un reembolso o un contraasiento posterior.',
    'Está em vigor de {begins} a {ends}. Só uma promessa pode ser anterior, e só um reembolso ou um estorno posterior.',
  ],
  'outside term.remedy': [
    'Correct the day; a longer term is an amendment.',
    'Corrigez le jour ; une durée plus longue demande un avenant.',
    'Corrija el día; un plazo mayor requiere una enmienda.',
    'Corrija o dia; um prazo maior é uma emenda.',
  ],
  unknown: [
    'The agreement in force has nothing of this name',
    'L’accord en vigueur n’a rien de ce nom',
    'El acuerdo en vigor no tiene nada con ese nombre',
    'O acordo em vigor não tem nada com este nome',
  ],
  'unknown.message': [
    '“{key}” stands neither in the plan in force nor in the ledger, or belongs to something else there.',
    '« {key} » ne figure ni au plan en vigueur ni au grand livre, ou y relève d’autre chose.',
    '«{key}» no está en el plan en vigor ni en el libro, o pertenece a otra cosa.',
    '«{key}» não está no plano em vigor nem no livro, ou pertence a outra coisa.',
  ],
  'unknown.remedy': [
    'Choose one of those that the page lists.',
    'Choisissez parmi ceux que la page énumère.',
    'Elija uno de los que la página enumera.',
    'Escolha um dos que a página enumera.',
  ],
  'other currency': [
    'The contribution is in another currency',
    'La contribution est dans une autre monnaie',
    'La contribución está en otra moneda',
    'A contribuição está noutra moeda',
  ],
  'other currency.message': [
    'It is counted in {currency}; the ledger converts nothing.',
    'Elle est comptée en {currency} ; le grand livre ne convertit rien.',
    'Se cuenta en {currency}; el libro no convierte nada.',
    'É contada em {currency}; o livro não converte nada.',
  ],
  'other currency.remedy': [
    'Enter the amount in {currency}.',
    'Saisissez le montant en {currency}.',
    'Anote el importe en {currency}.',
    'Registe o montante em {currency}.',
  ],
  'over planned': [
    'More would be committed than is planned',
    'On engagerait plus que prévu',
    'Se comprometería más de lo planeado',
    'Comprometer-se-ia mais do que está planeado',
  ],
  'over planned.message': [
    '{amount} of this contribution can still be committed on that day.',
    '{amount} de cette contribution peuvent encore être engagés ce jour-là.',
    'Ese día aún se pueden comprometer {amount} de esta contribución.',
    'Nesse dia ainda se podem comprometer {amount} desta contribuição.',
  ],
  'over planned.remedy': [
    'Enter less, amend the plan, or enter it as an exception that says why and that somebody else approves.',
    'Saisissez moins, amendez le plan, ou saisissez une exception motivée qu’une autre personne approuve.',
    'Anote menos, enmiende el plan, o anótelo como excepción motivada que otra persona apruebe.',
    'Registe menos, emende o plano, ou registe-o como exceção fundamentada que outra pessoa aprove.',
  ],
  'over committed': [
    'The commitments do not reach that far',
    'Les engagements n’y suffisent pas',
    'Los compromisos no alcanzan',
    'Os compromissos não chegam',
  ],
  'over committed.message': [
    'At most {amount} is committed and free on that day and after it.',
    'Au plus {amount} sont engagés et libres ce jour-là et ensuite.',
    'Como máximo hay {amount} comprometidos y libres ese día y después.',
    'No máximo há {amount} comprometidos e livres nesse dia e depois.',
  ],
  'over committed.remedy': [
    'Enter the commitment first, or enter less; a release or payment beyond it needs an exception that says why.',
    'Saisissez d’abord l’engagement, ou moins ; au-delà, il faut une exception motivée.',
    'Anote primero el compromiso, o menos; más allá hace falta una excepción motivada.',
    'Registe primeiro o compromisso, ou menos; para além disso é precisa uma exceção fundamentada.',
  ],
  'over released': [
    'More would be paid than was released',
    'On paierait plus que débloqué',
    'Se pagaría más de lo liberado',
    'Pagar-se-ia mais do que foi libertado',
  ],
  'over released.message': [
    '{amount} of tranche {tranche} is released, not yet paid and not waiting for approval.',
    '{amount} de la tranche {tranche} sont débloqués, non payés et sans écriture en attente.',
    'De la parte {tranche} hay {amount} liberados, sin pagar y sin asiento pendiente.',
    'Da parcela {tranche} há {amount} libertados, por pagar e sem lançamento pendente.',
  ],
  'over released.remedy': [
    'Look whether the payment was recorded before; else ask for a release.',
    'Voyez si le paiement est déjà inscrit ; sinon demandez un déblocage.',
    'Mire si el pago ya está anotado; si no, pida una liberación.',
    'Veja se o pagamento já está registado; senão peça uma libertação.',
  ],
  'conditions open': [
    'Conditions are open',
    'Des conditions restent ouvertes',
    'Hay condiciones abiertas',
    'Há condições em aberto',
  ],
  'conditions open.message': [
    '{count, plural, one {One condition holds} other {# conditions hold}} money of this tranche: {conditions}. {amount} can be released.',
    '{count, plural, one {Une condition retient} other {# conditions retiennent}} de l’argent de cette tranche : {conditions}. {amount} peuvent être débloqués.',
    '{count, plural, one {Una condición retiene} other {# condiciones retienen}} dinero de esta parte: {conditions}. Se pueden liberar {amount}.',
    '{count, plural, one {Uma condição retém} other {# condições retêm}} dinheiro desta parcela: {conditions}. Podem ser libertados {amount}.',
  ],
  'conditions open.remedy': [
    'Have them judged, or waived by a signatory of the donor with a public reason. A deferral opens nothing.',
    'Faites-les juger, ou lever par un signataire du donateur avec un motif public. Un report n’ouvre rien.',
    'Haga que se juzguen, o que un firmante del donante las dispense con motivo público. Un aplazamiento no abre nada.',
    'Faça com que sejam julgadas, ou dispensadas por um signatário do doador com motivo público. Um adiamento nada abre.',
  ],
  'below zero': ['There is not that much', 'Il n’y en a pas autant', 'No hay tanto', 'Não há tanto'],
  'below zero.message': [
    'At most {amount} stands there on that day and after it.',
    'Au plus {amount} s’y trouvent ce jour-là et ensuite.',
    'Como máximo hay {amount} ese día y después.',
    'No máximo há {amount} nesse dia e depois.',
  ],
  'below zero.remedy': [
    'Reverse what came after it first, or enter less. Spending ahead of payment needs an exception that says why.',
    'Contre-passez d’abord ce qui a suivi, ou saisissez moins. Une dépense avant paiement demande une exception motivée.',
    'Anule primero lo que vino después, o anote menos. Gastar antes del pago requiere una excepción motivada.',
    'Estorne primeiro o que veio depois, ou registe menos. Gastar antes do pagamento precisa de uma exceção fundamentada.',
  ],
  'reason missing': ['A reason is missing', 'Il manque un motif', 'Falta un motivo', 'Falta um motivo'],
  'reason missing.message': [
    'Others will read why.',
    'D’autres liront pourquoi.',
    'Otros leerán por qué.',
    'Outros lerão porquê.',
  ],
  'reason missing.remedy': [
    'Write it in a sentence.',
    'Écrivez-le en une phrase.',
    'Escríbalo en una frase.',
    'Escreva-o numa frase.',
  ],
  'evidence missing': ['Evidence is missing', 'Il manque une preuve', 'Falta una prueba', 'Falta uma prova'],
  'evidence missing.message': [
    'A condition is found satisfied on a document or an address that another person brought for this round.',
    'Une condition est jugée remplie sur un document ou une adresse qu’une autre personne a apportés pour ce tour.',
    'Una condición se da por cumplida con un documento o una dirección que otra persona trajo para esta ronda.',
    'Uma condição é dada por cumprida com um documento ou endereço que outra pessoa trouxe para esta ronda.',
  ],
  'evidence missing.remedy': [
    'Have the evidence brought first.',
    'Faites d’abord apporter la preuve.',
    'Haga que se traiga primero la prueba.',
    'Faça primeiro trazer a prova.',
  ],
  'in use': [
    'The amendment would take away what money stands on',
    'L’avenant retirerait ce sur quoi repose de l’argent',
    'La enmienda quitaría algo en lo que se apoya dinero',
    'A emenda retiraria aquilo em que assenta dinheiro',
  ],
  'in use.message': [
    'At {place}: {why, select, removed {it is gone from the text, and entries, releases or determinations name it.} currency {money is written in its former currency.} contribution {entries name it for another contribution.} other {more than {amount} cannot be taken back.}}',
    'À {place} : {why, select, removed {il a disparu du texte, alors que des écritures, déblocages ou constats le nomment.} currency {de l’argent est inscrit dans l’ancienne monnaie.} contribution {des écritures le nomment pour une autre contribution.} other {plus de {amount} ne peut être repris.}}',
    'En {place}: {why, select, removed {desapareció del texto, y hay asientos, liberaciones o decisiones que lo nombran.} currency {hay dinero anotado en la moneda anterior.} contribution {hay asientos que lo nombran para otra contribución.} other {no se puede bajar de {amount}.}}',
    'Em {place}: {why, select, removed {desapareceu do texto, e há lançamentos, libertações ou decisões que o nomeiam.} currency {há dinheiro registado na moeda anterior.} contribution {há lançamentos que o nomeiam para outra contribuição.} other {não pode ficar abaixo de {amount}.}}',
  ],
  'in use.remedy': [
    'Keep the element with its key, or reverse the money first.',
    'Gardez l’élément et sa clé, ou contre-passez d’abord l’argent.',
    'Conserve el elemento con su clave, o anule primero el dinero.',
    'Mantenha o elemento com a sua chave, ou estorne primeiro o dinheiro.',
  ],
  decided: [
    'This was decided on before',
    'La décision est déjà prise',
    'Esto ya se decidió',
    'Isto já foi decidido',
  ],
  'decided.message': [
    'Somebody else was faster, or the same was sent twice; nothing was done a second time.',
    'Quelqu’un a été plus rapide, ou l’envoi a été double ; rien n’a été fait deux fois.',
    'Alguien fue más rápido, o se envió dos veces; nada se hizo por segunda vez.',
    'Alguém foi mais rápido, ou foi enviado duas vezes; nada foi feito segunda vez.',
  ],
  'decided.remedy': [
    'Look at what was decided.',
    'Regardez ce qui a été décidé.',
    'Mire lo que se decidió.',
    'Veja o que foi decidido.',
  ],
  reversed: [
    'This entry cannot be reversed',
    'Cette écriture ne peut être contre-passée',
    'Este asiento no se puede anular',
    'Este lançamento não pode ser estornado',
  ],
  'reversed.message': [
    '{why, select, reversal {It is a reversal itself.} other {It was reversed before, and once is all there is.}}',
    '{why, select, reversal {C’est elle-même une contre-passation.} other {Elle l’a déjà été, et ne l’est qu’une fois.}}',
    '{why, select, reversal {Él mismo es un contraasiento.} other {Ya se anuló, y solo se hace una vez.}}',
    '{why, select, reversal {Ele próprio é um estorno.} other {Já foi estornado, e só se faz uma vez.}}',
  ],
  'reversed.remedy': [
    'Enter what is right as a new entry.',
    'Saisissez ce qui est juste comme nouvelle écriture.',
    'Anote lo correcto como asiento nuevo.',
    'Registe o que é certo como novo lançamento.',
  ],
  'no amount': ['There is no amount', 'Il n’y a pas de montant', 'No hay importe', 'Não há montante'],
  'no amount.message': [
    'An amount is more than nothing; only pledges and commitments may be lowered by a negative one.',
    'Un montant est supérieur à rien ; seuls promesses et engagements se réduisent par un montant négatif.',
    'Un importe es más que nada; solo promesas y compromisos se reducen con uno negativo.',
    'Um montante é mais do que nada; só promessas e compromissos se reduzem com um negativo.',
  ],
  'no amount.remedy': [
    'Write the amount.',
    'Écrivez le montant.',
    'Escriba el importe.',
    'Escreva o montante.',
  ],
  'tranche needed': [
    'This contribution is paid in tranches',
    'Cette contribution est payée par tranches',
    'Esta contribución se paga por partes',
    'Esta contribuição é paga por parcelas',
  ],
  'tranche needed.message': [
    '{amount} of it stands outside them and can still be paid without one. Promises name no tranche.',
    '{amount} en restent hors tranche et peuvent encore être payés sans elle. Une promesse ne nomme pas de tranche.',
    '{amount} quedan fuera de ellas y aún se pueden pagar sin nombrar una. Una promesa no nombra ninguna.',
    '{amount} ficam fora delas e ainda podem ser pagos sem nomear uma. Uma promessa não nomeia parcela.',
  ],
  'tranche needed.remedy': [
    'Name the tranche that the payment comes out of.',
    'Nommez la tranche dont vient le paiement.',
    'Nombre la parte de la que sale el pago.',
    'Indique a parcela de onde sai o pagamento.',
  ],
  'over tranche': [
    'The tranche holds less than that',
    'La tranche n’en contient pas autant',
    'La parte no contiene tanto',
    'A parcela não contém tanto',
  ],
  'over tranche.message': [
    '{amount} of it can be asked for or released.',
    '{amount} peuvent être demandés ou débloqués.',
    'Se pueden pedir o liberar {amount}.',
    'Podem ser pedidos ou libertados {amount}.',
  ],
  'over tranche.remedy': [
    'Ask for no more than that.',
    'Ne demandez pas davantage.',
    'No pida más que eso.',
    'Não peça mais do que isso.',
  ],
  'wrong provider': [
    'It cannot come from there',
    'Cela ne peut venir de là',
    'No puede venir de ahí',
    'Não pode vir daí',
  ],
  'wrong provider.message': [
    'Only the party that contributes ({party}) promises its contribution, and nobody pays oneself.',
    'Seule la partie qui contribue ({party}) promet sa contribution, et nul ne se paie soi-même.',
    'Solo la parte que contribuye ({party}) promete su contribución, y nadie se paga a sí mismo.',
    'Só a parte que contribui ({party}) promete a sua contribuição, e ninguém se paga a si próprio.',
  ],
  'wrong provider.remedy': [
    'Name who gives and who receives.',
    'Nommez qui donne et qui reçoit.',
    'Nombre quién da y quién recibe.',
    'Indique quem dá e quem recebe.',
  ],
  unbalanced: [
    'The entry does not sum to nothing',
    'L’écriture ne s’équilibre pas',
    'El asiento no cuadra',
    'O lançamento não soma zero',
  ],
  'unbalanced.message': [
    'What leaves one account arrives in another, to the cent.',
    'Ce qui quitte un compte arrive dans un autre, au centime.',
    'Lo que sale de una cuenta llega a otra, al céntimo.',
    'O que sai de uma conta chega a outra, ao cêntimo.',
  ],
  'unbalanced.remedy': [
    'Tell whoever runs this house.',
    'Prévenez qui exploite cette maison.',
    'Avise a quien lleva esta casa.',
    'Avise quem gere esta casa.',
  ],
} as const

type Key = keyof typeof said
export type FaultName = Exclude<Key, `${string}.${'message' | 'remedy'}`>

const inLanguage = (place: 0 | 1 | 2 | 3) =>
  Object.fromEntries(Object.entries(said).map(([key, words]) => [key, words[place]])) as Record<Key, string>

export const faultWords: Dictionary<Key> = {
  en: inLanguage(0),
  fr: inLanguage(1),
  es: inLanguage(2),
  pt: inLanguage(3),
}
