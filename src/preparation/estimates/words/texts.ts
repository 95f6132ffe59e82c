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
  'mark.beyond': [
    'Told of more than its sample',
    'Au-delà de son échantillon',
    'Más allá de su muestra',
    'Para além da sua amostra',
  ],
  'other.own population': [
    'It was computed for a population of {own}, and is told of one of {told}.',
    'Elle a été calculée pour une population de {own}, et est donnée pour une de {told}.',
    'Se calculó para una población de {own}, y se da para una de {told}.',
    'Foi calculada para uma população de {own}, e é dada para uma de {told}.',
  ],
  'other.bridge': [
    'It comes from people who brought one another or were met at certain places, and is told of the whole country. Nothing in such a sample carries it over to everybody else.',
    'Elle vient de personnes qui se sont recrutées entre elles ou qui ont été rencontrées en certains lieux, et est donnée pour tout le pays. Rien dans un tel échantillon ne permet de l’étendre à tous les autres.',
    'Viene de personas que se trajeron unas a otras o que se hallaron en ciertos lugares, y se da para todo el país. Nada en una muestra así permite extenderla a todos los demás.',
    'Vem de pessoas que se trouxeram umas às outras ou que foram encontradas em certos locais, e é dada para todo o país. Nada numa amostra dessas permite estendê-la a todos os outros.',
  ],
  'other.method': ['method', 'la méthode', 'el método', 'o método'],
  'mark.other text': [
    '{differences} Why: {reason}',
    '{differences} Pourquoi : {reason}',
    '{differences} Por qué: {reason}',
    '{differences} Porquê: {reason}',
  ],
  'mark.other bare': [
    '{differences} No reason was given.',
    '{differences} Aucune raison n’a été donnée.',
    '{differences} No se dio ninguna razón.',
    '{differences} Não foi dada nenhuma razão.',
  ],
  'other.both': [
    'On {what} the estimate says “{estimate}”, its study “{study}”.',
    'Pour {what}, l’estimation dit « {estimate} », son étude « {study} ».',
    'Sobre {what}, la estimación dice «{estimate}» y su estudio «{study}».',
    'Sobre {what}, a estimativa diz “{estimate}” e o seu estudo “{study}”.',
  ],
  'fault.other than study': [
    'The estimate is about something else than its study',
    'L’estimation porte sur autre chose que son étude',
    'La estimación trata de otra cosa que su estudio',
    'A estimativa é sobre outra coisa que o seu estudo',
  ],
  'fault.other than study.message': [
    'No reason is given.',
    'Aucune raison n’est donnée.',
    'No se da ninguna razón.',
    'Não é dada nenhuma razão.',
  ],
  'fault.other than study.remedy': [
    'Put right what is wrong, or say why it is so: the reason stands beside the figure.',
    'Corrigez ce qui est faux, ou dites pourquoi il en est ainsi : la raison figure à côté du chiffre.',
    'Corrija lo que esté mal o diga por qué es así: la razón figura junto a la cifra.',
    'Corrija o que está errado ou diga por que é assim: a razão fica ao lado do número.',
  ],
  'in.otherBecause': [
    'Where it is about something else than its study: why',
    'Si elle porte sur autre chose que son étude : pourquoi',
    'Si trata de otra cosa que su estudio: por qué',
    'Se é sobre outra coisa que o seu estudo: porquê',
  ],
  'in.otherBecause hint': [
    'Needed where period, unit, place, population, method or codebook are others, and where people who were recruited or met at venues stand for the whole country. It stands beside the figure.',
    'Nécessaire si période, unité, lieu, population, méthode ou référentiel sont autres, et si des personnes recrutées ou rencontrées en certains lieux valent pour tout le pays. Cela figure à côté du chiffre.',
    'Hace falta si el período, la unidad, el lugar, la población, el método o el libro de códigos son otros, y si personas reclutadas o halladas en ciertos lugares valen por todo el país. Figura junto a la cifra.',
    'É preciso se o período, a unidade, o lugar, a população, o método ou o livro de códigos são outros, e se pessoas recrutadas ou encontradas em certos locais valem por todo o país. Fica ao lado do número.',
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
  'other.population': [
    'the people they are looked for among',
    'la population où on les cherche',
    'la población entre la que se buscan',
    'a população em que são procuradas',
  ],
  'other.codebook': ['the codebook', 'le référentiel', 'el libro de códigos', 'o livro de códigos'],
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
