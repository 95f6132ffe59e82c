import { pointerRows } from '../../words/pointers.ts'

/* What can be wrong with a text that is handed over: English, French, Spanish, Portuguese. */

export const said = {
  ...pointerRows,
  'w.year': [
    'Write the year it was published in four digits; it cannot be one to come.',
    'Écrivez l’année de publication en quatre chiffres ; elle ne peut pas être à venir.',
    'Escriba el año de publicación con cuatro cifras; no puede ser futuro.',
    'Escreva o ano de publicação com quatro algarismos; não pode ser futuro.',
  ],
  'w.printed list': [
    'This is the list that is printed for reading. Send what “tp prevalence specification TABLE.csv --keep” prints.',
    'C’est la liste imprimée pour la lecture. Envoyez ce qu’imprime « tp prevalence specification TABLE.csv --keep ».',
    'Esta es la lista que se imprime para leer. Envíe lo que imprime «tp prevalence specification TABLE.csv --keep».',
    'Esta é a lista que se imprime para ler. Envie o que imprime “tp prevalence specification TABLE.csv --keep”.',
  ],
  'mark.other': [
    'Other than its study',
    'Autre que son étude',
    'Distinta de su estudio',
    'Diferente do seu estudo',
  ],
  'mark.other text': [
    'The study it belongs to says something else of: {what}.',
    'L’étude à laquelle elle appartient dit autre chose de : {what}.',
    'El estudio al que pertenece dice otra cosa de: {what}.',
    'O estudo a que pertence diz outra coisa de: {what}.',
  ],
  'other.period': ['the period', 'la période', 'el período', 'o período'],
  'other.unit': ['the unit that is counted', 'l’unité comptée', 'la unidad contada', 'a unidade contada'],
  'other.stockOrFlow': [
    'whether it is of one time or over a period',
    'si c’est à un moment ou sur une période',
    'si es en un momento o durante un período',
    'se é num momento ou durante um período',
  ],
  'other.place': ['the place', 'le lieu', 'el lugar', 'o lugar'],
  'w.lists': [
    'Name two lists at least and 20 at most, each on a line of its own or parted by semicolons; or leave this empty.',
    'Nommez de 2 à 20 listes, une par ligne ou séparées par des points-virgules ; ou laissez ce champ vide.',
    'Nombre de 2 a 20 listas, una por línea o separadas por punto y coma; o deje esto vacío.',
    'Nomeie de 2 a 20 listas, uma por linha ou separadas por ponto e vírgula; ou deixe isto vazio.',
  ],
  'w.hidden': [
    'It holds a character that prints nothing, or that turns the direction of what stands around it. Type the passage anew.',
    'Il contient un caractère qui n’imprime rien ou qui inverse le sens de ce qui l’entoure. Retapez le passage.',
    'Contiene un carácter que no imprime nada o que invierte la dirección de lo que lo rodea. Escriba de nuevo el pasaje.',
    'Contém um carácter que não imprime nada ou que inverte a direção do que o rodeia. Escreva de novo a passagem.',
  ],
} as const
