/* What is said beside a text that points to a person: English, French, Spanish, Portuguese. */

export const pointerRows = {
  'w.points e-mail': [
    'This looks like an e-mail address. Everybody may come to read this text: name nothing that leads to a person.',
    'Cela ressemble à une adresse électronique. Tout le monde pourra lire ce texte : rien ne doit y mener à une personne.',
    'Esto parece una dirección de correo. Todos podrán leer este texto: no ponga nada que lleve a una persona.',
    'Isto parece um endereço de correio. Todos poderão ler este texto: não ponha nada que leve a uma pessoa.',
  ],
  'w.points phone': [
    'This looks like a telephone number. Everybody may come to read this text: name nothing that leads to a person.',
    'Cela ressemble à un numéro de téléphone. Tout le monde pourra lire ce texte : rien ne doit y mener à une personne.',
    'Esto parece un número de teléfono. Todos podrán leer este texto: no ponga nada que lleve a una persona.',
    'Isto parece um número de telefone. Todos poderão ler este texto: não ponha nada que leve a uma pessoa.',
  ],
  'w.points birth-date': [
    'This looks like somebody’s day of birth. Everybody may come to read this text: name nothing that leads to a person.',
    'Cela ressemble à la date de naissance de quelqu’un. Tout le monde pourra lire ce texte : rien ne doit y mener à une personne.',
    'Esto parece la fecha de nacimiento de alguien. Todos podrán leer este texto: no ponga nada que lleve a una persona.',
    'Isto parece a data de nascimento de alguém. Todos poderão ler este texto: não ponha nada que leve a uma pessoa.',
  ],
  'w.points document': [
    'This looks like the number of a passport or card. Everybody may come to read this text: name nothing that leads to a person.',
    'Cela ressemble au numéro d’un passeport ou d’une carte. Tout le monde pourra lire ce texte : rien ne doit y mener à une personne.',
    'Esto parece el número de un pasaporte o de una cédula. Todos podrán leer este texto: no ponga nada que lleve a una persona.',
    'Isto parece o número de um passaporte ou de um cartão. Todos poderão ler este texto: não ponha nada que leve a uma pessoa.',
  ],
  'w.points name': [
    'This looks like the name of a victim. Everybody may come to read this text: name nothing that leads to a person.',
    'Cela ressemble au nom d’une victime. Tout le monde pourra lire ce texte : rien ne doit y mener à une personne.',
    'Esto parece el nombre de una víctima. Todos podrán leer este texto: no ponga nada que lleve a una persona.',
    'Isto parece o nome de uma vítima. Todos poderão ler este texto: não ponha nada que leve a uma pessoa.',
  ],
} as const
