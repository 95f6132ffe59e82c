import { dictionaryOf } from '../../rows.ts'

/* What is said while points are shared out; apart from the rest, for the browser carries it. */

export const pointsWords = dictionaryOf({
  left: [
    '{left, plural, one {One point is} other {# points are}} still to be given.',
    '{left, plural, one {Il reste un point} other {Il reste # points}} à donner.',
    '{left, plural, one {Queda un punto} other {Quedan # puntos}} por dar.',
    '{left, plural, one {Falta dar um ponto} other {Falta dar # pontos}}.',
  ],
  over: [
    '{over, plural, one {One point is} other {# points are}} too many.',
    '{over, plural, one {Il y a un point} other {Il y a # points}} de trop.',
    '{over, plural, one {Sobra un punto} other {Sobran # puntos}}.',
    '{over, plural, one {Há um ponto} other {Há # pontos}} a mais.',
  ],
  done: [
    'All 100 points are given.',
    'Les 100 points sont donnés.',
    'Los 100 puntos están dados.',
    'Os 100 pontos estão dados.',
  ],
  odd: [
    'One of the fields holds no whole number from 0 to 100.',
    'Un des champs ne contient pas de nombre entier de 0 à 100.',
    'Uno de los campos no tiene un número entero de 0 a 100.',
    'Um dos campos não tem um número inteiro de 0 a 100.',
  ],
})
