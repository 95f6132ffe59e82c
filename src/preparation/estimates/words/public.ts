/* What of an estimate everybody is not told: English, French, Spanish, Portuguese. */

export const said = {
  'count.between': ['{low} to {high}', 'de {low} à {high}', 'de {low} a {high}', 'de {low} a {high}'],
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
  'back.disagree': [
    'The methods give totals that differ by half or more: the choice of method matters more than the interval.',
    'Les méthodes donnent des totaux qui diffèrent de moitié ou plus : le choix de la méthode compte plus que l’intervalle.',
    'Los métodos dan totales que difieren en la mitad o más: la elección del método importa más que el intervalo.',
    'Os métodos dão totais que diferem em metade ou mais: a escolha do método conta mais do que o intervalo.',
  ],
  'back.below bound': [
    'The figure in use lies below the lower bound, so it is likely too low.',
    'Le chiffre retenu se trouve sous la limite inférieure : il est sans doute trop bas.',
    'La cifra que se usa está por debajo del límite inferior, así que probablemente es demasiado baja.',
    'O número usado está abaixo do limite inferior, pelo que é provavelmente demasiado baixo.',
  ],
} as const
