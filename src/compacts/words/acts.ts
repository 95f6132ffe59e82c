import type { Dictionary } from '../../ui/language.ts'

/** What is said of the acts of a compact: beginning one, admitting, closing down, and what each needs. */
const en = {
  'confirm.closing text':
    'Reports are asked for up to the last day, and no amendment can be opened any more. Until it is closed, either side can take it up again.',
  'confirm.closing early':
    'Its term runs until {day}. To close it down before that both sides must want it: yours asks, and the compact stays as it is until the other agrees to the same last day.',
  'confirm.closing agree':
    '{side} has asked for {day}. When you agree to that day, it begins to be closed down. Another day is a question back.',
  'confirm.last day': 'Last day of the compact',
  'confirm.last day hint': 'From {from} to {to}.',
  'confirm.closed text': 'This is for good: the books are closed, and nothing is reported or paid any more.',
  'confirm.terminated text':
    'This is for good, and one side can do it alone. What is drafted or frozen is withdrawn; no report is asked for and no money moves any more.',
  'confirm.resume text': 'It stands again where it stood before, with the whole term that was signed.',
  'confirm.publish text': 'This cannot be taken back.',
  'do.ask closing': 'Ask the other side to close it down',
  'do.agree closing': 'Agree, and begin to close it down',
  'do.closed': 'Close it for good',
  'do.terminated': 'Terminate it for good',
  'do.resume': 'Go on with it after all',
  'closing.asked': '{side} asked on {at} to close it down, with {day} as its last day.',
  'closing.look': 'Read what that means, and agree',
  'closing.take back': 'Take the question back',
  'closing.say no': 'Say no',
  'closing.step asked': 'Early closing asked for; last day {day}',
  'closing.step dropped': 'Early closing dropped; last day {day}',
  'closing.last day': 'Last day {day}',
  'steps.other side answers': 'Your side has proposed it. The other side takes it up.',
  'about.term': 'Term',
  'suspend.parts': 'Only the parts ticked here',
  'suspend.which': 'Which parts',
  'suspend.which hint': 'Only where not the whole is suspended.',
  'start.country hint': 'For an invented one it is {country}, whatever is chosen here.',
  'needs.start':
    'A compact is started by a compact manager of a donor’s or partner’s government, with the second factor.',
  'needs.title': 'What this needs',
  'needs.sign in': 'Sign in',
  'needs.second factor': 'Set up the second factor',
  'admit.other': 'Not in the list? Its address here, or its exact name',
  'admit.other hint':
    'An organisation that is not listed, as many survivors’ groups, is found only so. Its representative can give you the address of its page.',
  'admit.nothing': 'No listed organisation is left to choose from.',
  'admit.not found': 'No organisation has this address or exactly this name.',
  'admit.several': 'Several are called that. Give the address of the page of the one you mean.',
  'admit.both': 'Choose from the list or write, not both.',
} as const

export type ActWord = keyof typeof en

const fr: Record<ActWord, string> = {
  'confirm.closing text':
    'Les rapports sont demandés jusqu’au dernier jour, et plus aucun avenant ne peut s’ouvrir. Tant qu’il n’est pas clos, chaque côté peut le reprendre.',
  'confirm.closing early':
    'Sa durée court jusqu’au {day}. Le clore avant demande la volonté des deux côtés : le vôtre le demande, et le pacte reste tel quel jusqu’à ce que l’autre accepte le même dernier jour.',
  'confirm.closing agree':
    '{side} a demandé le {day}. Si vous acceptez ce jour, la clôture commence. Un autre jour est une question en retour.',
  'confirm.last day': 'Dernier jour du pacte',
  'confirm.last day hint': 'Du {from} au {to}.',
  'confirm.closed text': 'C’est définitif : les comptes sont clos, plus rien n’est rapporté ni payé.',
  'confirm.terminated text':
    'C’est définitif, et un côté peut le faire seul. Ce qui est rédigé ou figé est retiré ; plus aucun rapport n’est demandé et l’argent ne bouge plus.',
  'confirm.resume text': 'Il se retrouve là où il en était, avec toute la durée qui a été signée.',
  'confirm.publish text': 'On ne peut y revenir.',
  'do.ask closing': 'Demander la clôture à l’autre côté',
  'do.agree closing': 'Accepter, et commencer la clôture',
  'do.closed': 'Le clore définitivement',
  'do.terminated': 'Y mettre fin définitivement',
  'do.resume': 'Le reprendre malgré tout',
  'closing.asked': '{side} a demandé le {at} de le clore, avec le {day} pour dernier jour.',
  'closing.look': 'Lire ce que cela signifie, et accepter',
  'closing.take back': 'Retirer la question',
  'closing.say no': 'Refuser',
  'closing.step asked': 'Clôture anticipée demandée ; dernier jour : {day}',
  'closing.step dropped': 'Clôture anticipée écartée ; dernier jour : {day}',
  'closing.last day': 'Dernier jour : {day}',
  'steps.other side answers': 'Votre côté l’a proposé. À l’autre côté d’y donner suite.',
  'about.term': 'Durée',
  'suspend.parts': 'Seulement les parties cochées ici',
  'suspend.which': 'Quelles parties',
  'suspend.which hint': 'Seulement si le tout n’est pas suspendu.',
  'start.country hint': 'S’il est inventé, c’est {country}, quel que soit le choix ici.',
  'needs.start':
    'Un pacte est lancé par un responsable de pacte d’un gouvernement donateur ou partenaire, avec le second facteur.',
  'needs.title': 'Ce qu’il faut pour cela',
  'needs.sign in': 'Se connecter',
  'needs.second factor': 'Mettre en place le second facteur',
  'admit.other': 'Absente de la liste ? Son adresse ici, ou son nom exact',
  'admit.other hint':
    'Une organisation non répertoriée, comme bien des groupes de survivants, ne se trouve qu’ainsi. Son représentant peut vous donner l’adresse de sa page.',
  'admit.nothing': 'Il ne reste aucune organisation répertoriée à choisir.',
  'admit.not found': 'Aucune organisation n’a cette adresse ni exactement ce nom.',
  'admit.several': 'Plusieurs portent ce nom. Donnez l’adresse de la page de celle que vous visez.',
  'admit.both': 'Choisissez dans la liste ou écrivez, pas les deux.',
}

const es: Record<ActWord, string> = {
  'confirm.closing text':
    'Se piden informes hasta el último día, y ya no se puede abrir ninguna enmienda. Mientras no esté cerrado, cualquiera de los lados puede retomarlo.',
  'confirm.closing early':
    'Su plazo corre hasta el {day}. Cerrarlo antes exige que ambos lados lo quieran: el suyo lo pide, y el pacto sigue igual hasta que el otro acepte el mismo último día.',
  'confirm.closing agree':
    '{side} ha pedido el {day}. Si acepta ese día, empieza el cierre. Otro día es una pregunta de vuelta.',
  'confirm.last day': 'Último día del pacto',
  'confirm.last day hint': 'Del {from} al {to}.',
  'confirm.closed text': 'Es definitivo: se cierran las cuentas, y ya no se informa ni se paga nada.',
  'confirm.terminated text':
    'Es definitivo, y un lado puede hacerlo solo. Lo redactado o congelado se retira; ya no se pide ningún informe ni se mueve dinero.',
  'confirm.resume text': 'Vuelve a donde estaba, con todo el plazo que se firmó.',
  'confirm.publish text': 'Esto no se puede deshacer.',
  'do.ask closing': 'Pedir al otro lado que se cierre',
  'do.agree closing': 'Aceptar, y empezar a cerrarlo',
  'do.closed': 'Cerrarlo definitivamente',
  'do.terminated': 'Ponerle fin definitivamente',
  'do.resume': 'Continuarlo a pesar de todo',
  'closing.asked': '{side} pidió el {at} cerrarlo, con el {day} como último día.',
  'closing.look': 'Leer qué significa, y aceptar',
  'closing.take back': 'Retirar la pregunta',
  'closing.say no': 'Decir que no',
  'closing.step asked': 'Cierre anticipado pedido; último día: {day}',
  'closing.step dropped': 'Cierre anticipado descartado; último día: {day}',
  'closing.last day': 'Último día: {day}',
  'steps.other side answers': 'Su lado lo ha propuesto. El otro lado lo retoma.',
  'about.term': 'Plazo',
  'suspend.parts': 'Solo las partes marcadas aquí',
  'suspend.which': 'Qué partes',
  'suspend.which hint': 'Solo si no se suspende todo.',
  'start.country hint': 'Si es inventado, será {country}, se elija lo que se elija aquí.',
  'needs.start':
    'Un pacto lo inicia un responsable de pacto de un gobierno donante o socio, con el segundo factor.',
  'needs.title': 'Qué hace falta para esto',
  'needs.sign in': 'Iniciar sesión',
  'needs.second factor': 'Configurar el segundo factor',
  'admit.other': '¿No está en la lista? Su dirección aquí, o su nombre exacto',
  'admit.other hint':
    'Una organización que no figura en la lista, como muchos grupos de sobrevivientes, solo se encuentra así. Su representante puede darle la dirección de su página.',
  'admit.nothing': 'No queda ninguna organización de la lista por elegir.',
  'admit.not found': 'Ninguna organización tiene esta dirección ni exactamente este nombre.',
  'admit.several': 'Varias se llaman así. Dé la dirección de la página de la que quiere.',
  'admit.both': 'Elija de la lista o escriba, no ambas cosas.',
}

const pt: Record<ActWord, string> = {
  'confirm.closing text':
    'Pedem-se relatórios até ao último dia, e já não se pode abrir nenhuma adenda. Enquanto não estiver fechado, qualquer dos lados o pode retomar.',
  'confirm.closing early':
    'O seu prazo corre até {day}. Encerrá-lo antes exige que ambos os lados o queiram: o seu pede, e o pacto fica como está até o outro aceitar o mesmo último dia.',
  'confirm.closing agree':
    '{side} pediu {day}. Se aceitar esse dia, começa o encerramento. Outro dia é uma pergunta de volta.',
  'confirm.last day': 'Último dia do pacto',
  'confirm.last day hint': 'De {from} a {to}.',
  'confirm.closed text': 'É definitivo: fecham-se as contas, e nada mais se reporta nem se paga.',
  'confirm.terminated text':
    'É definitivo, e um lado pode fazê-lo sozinho. O que está redigido ou congelado é retirado; não se pede mais nenhum relatório e o dinheiro deixa de se mover.',
  'confirm.resume text': 'Volta a estar onde estava, com todo o prazo que foi assinado.',
  'confirm.publish text': 'Isto não se pode desfazer.',
  'do.ask closing': 'Pedir ao outro lado que se encerre',
  'do.agree closing': 'Aceitar, e começar a encerrá-lo',
  'do.closed': 'Fechá-lo em definitivo',
  'do.terminated': 'Pôr-lhe fim em definitivo',
  'do.resume': 'Continuá-lo apesar de tudo',
  'closing.asked': '{side} pediu em {at} que se encerrasse, com {day} como último dia.',
  'closing.look': 'Ler o que significa, e aceitar',
  'closing.take back': 'Retirar a pergunta',
  'closing.say no': 'Dizer que não',
  'closing.step asked': 'Encerramento antecipado pedido; último dia: {day}',
  'closing.step dropped': 'Encerramento antecipado afastado; último dia: {day}',
  'closing.last day': 'Último dia do pacto: {day}',
  'steps.other side answers': 'O seu lado propô-lo. O outro lado dá-lhe seguimento.',
  'about.term': 'Prazo',
  'suspend.parts': 'Só as partes assinaladas aqui',
  'suspend.which': 'Que partes',
  'suspend.which hint': 'Só se não se suspende o todo.',
  'start.country hint': 'Se for inventado, será {country}, seja qual for a escolha aqui.',
  'needs.start':
    'Um pacto é iniciado por um gestor do pacto de um governo doador ou parceiro, com o segundo fator.',
  'needs.title': 'O que isto exige',
  'needs.sign in': 'Entrar',
  'needs.second factor': 'Configurar o segundo fator',
  'admit.other': 'Não está na lista? O seu endereço aqui, ou o nome exato',
  'admit.other hint':
    'Uma organização que não está listada, como muitos grupos de sobreviventes, só se encontra assim. O seu representante pode dar-lhe o endereço da página.',
  'admit.nothing': 'Não resta nenhuma organização listada para escolher.',
  'admit.not found': 'Nenhuma organização tem este endereço nem exatamente este nome.',
  'admit.several': 'Há várias com esse nome. Dê o endereço da página daquela que quer.',
  'admit.both': 'Escolha da lista ou escreva, não ambas.',
}

export const actWords: Dictionary<ActWord> = { en, fr, es, pt }
