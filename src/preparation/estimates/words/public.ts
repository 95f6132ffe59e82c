/* What of an estimate everybody is not told: English, French, Spanish, Portuguese. */

export const said = {
  'count.between': ['{low} to {high}', 'de {low} à {high}', 'de {low} a {high}', 'de {low} a {high}'],
  'answer.at most': [
    'At most {value}, with {level} certainty: among those asked nobody was found.',
    'Au plus {value}, avec une certitude de {level} : parmi les personnes interrogées, aucune n’était concernée.',
    'Como máximo {value}, con una certeza del {level}: entre las personas encuestadas no se encontró a nadie en ese caso.',
    'No máximo {value}, com uma certeza de {level}: entre as pessoas inquiridas não se encontrou ninguém nesse caso.',
  ],
  'side.at most': ['at most {value}', 'au plus {value}', 'como máximo {value}', 'no máximo {value}'],
  'w.respondent': [
    'This is of single respondents: their numbers, or one answer after another. Leave it out; what the command prints with “--json” has none of it.',
    'Ceci porte sur des personnes interrogées une à une : leurs numéros, ou une réponse après l’autre. Laissez-le de côté ; ce que la commande imprime avec « --json » n’en contient pas.',
    'Esto es de personas encuestadas una a una: sus números, o una respuesta tras otra. Déjelo fuera; lo que el comando imprime con «--json» no lo contiene.',
    'Isto é de pessoas inquiridas uma a uma: os seus números, ou uma resposta após outra. Deixe-o de fora; o que o comando imprime com “--json” não o contém.',
  ],
  'back.figure': [
    'There is a figure, but it is kept back: it would stand on fewer than ten people, or could tell of so few. Who may run studies in the country sees it.',
    'Il y a un chiffre, mais il est retenu : il reposerait sur moins de dix personnes, ou pourrait révéler si peu d’entre elles. Qui peut mener des études dans le pays le voit.',
    'Hay una cifra, pero se retiene: se apoyaría en menos de diez personas, o podría delatar a tan pocas. Quien puede llevar estudios en el país la ve.',
    'Há um número, mas é retido: assentaria em menos de dez pessoas, ou poderia denunciar tão poucas. Quem pode conduzir estudos no país vê-o.',
  ],
  'back.part': [
    'This is kept back: it could tell of fewer than ten people. Who may run studies in the country sees it.',
    'Ceci est retenu : cela pourrait révéler moins de dix personnes. Qui peut mener des études dans le pays le voit.',
    'Esto se retiene: podría delatar a menos de diez personas. Quien puede llevar estudios en el país lo ve.',
    'Isto é retido: poderia denunciar menos de dez pessoas. Quem pode conduzir estudos no país vê-o.',
  ],
  'back.data': [
    'This is kept back: it is reckoned from the answers themselves. Who may run studies in the country sees it.',
    'Ceci est retenu : le calcul part des réponses elles-mêmes. Qui peut mener des études dans le pays le voit.',
    'Esto se retiene: se calcula a partir de las respuestas mismas. Quien puede llevar estudios en el país lo ve.',
    'Isto é retido: calcula-se a partir das próprias respostas. Quem pode conduzir estudos no país vê-o.',
  ],
  'back.disagree': [
    'The methods give totals that differ by half or more: the choice of method matters more than the interval.',
    'Les méthodes donnent des totaux qui diffèrent de moitié ou plus : le choix de la méthode compte plus que l’intervalle.',
    'Los métodos dan totales que difieren en la mitad o más: la elección del método importa más que el intervalo.',
    'Os métodos dão totais que diferem em metade ou mais: a escolha do método conta mais do que o intervalo.',
  ],
  'back.inconsistent': [
    'At least one list, estimated from the other lists, does not come out as large as it is known to be. The lists are not independent, and the total may be as far off.',
    'Une liste au moins, estimée à partir des autres, n’a pas la taille qu’on lui connaît. Les listes ne sont pas indépendantes, et le total peut être tout aussi loin de la vérité.',
    'Al menos una lista, estimada a partir de las demás, no resulta del tamaño que se le conoce. Las listas no son independientes, y el total puede estar igual de lejos.',
    'Pelo menos uma lista, estimada a partir das outras, não sai do tamanho que se lhe conhece. As listas não são independentes, e o total pode estar igualmente longe.',
  ],
  'back.below bound': [
    'The figure in use lies below the lower bound, so it is likely too low.',
    'Le chiffre retenu se trouve sous la limite inférieure : il est sans doute trop bas.',
    'La cifra que se usa está por debajo del límite inferior, así que probablemente es demasiado baja.',
    'O número usado está abaixo do limite inferior, pelo que é provavelmente demasiado baixo.',
  ],
} as const
