import { dictionaryOf } from '../../preparation/studies/words/rows.ts'

export const faultWords = dictionaryOf({
  'no line': [
    'There is no such line of a budget here',
    'Cette ligne budgétaire n’existe pas ici',
    'Aquí no hay tal línea de presupuesto',
    'Não há aqui tal linha de orçamento',
  ],
  'no line.remedy': [
    'Lines are listed at /budget.',
    'Les lignes sont énumérées à /budget.',
    'Las líneas se enumeran en /budget.',
    'As linhas estão enumeradas em /budget.',
  ],
  'no year': [
    'Nothing is known of this line for that year',
    'Rien n’est connu de cette ligne pour cet exercice',
    'No se sabe nada de esta línea para ese ejercicio',
    'Nada se sabe desta linha para esse exercício',
  ],
  'no year.remedy': [
    'Known years: {years}.',
    'Exercices connus : {years}.',
    'Ejercicios conocidos: {years}.',
    'Exercícios conhecidos: {years}.',
  ],
  overtaken: [
    'Figures changed since you looked',
    'Des chiffres ont changé depuis que vous avez regardé',
    'Las cifras cambiaron desde que miró',
    'Os valores mudaram desde que olhou',
  ],
  'overtaken.remedy': [
    'Nothing was written. Bring the file again and look at what it would change now.',
    'Rien n’a été écrit. Apportez le fichier de nouveau et voyez ce qu’il changerait maintenant.',
    'No se escribió nada. Traiga el archivo de nuevo y vea lo que cambiaría ahora.',
    'Nada foi escrito. Traga o ficheiro de novo e veja o que mudaria agora.',
  ],
  'not taken': [
    'What was sent is not the file that was looked at',
    'Ce qui a été envoyé n’est pas le fichier regardé',
    'Lo enviado no es el archivo que se miró',
    'O que foi enviado não é o ficheiro que se viu',
  ],
  'not taken.remedy': [
    'Nothing was written. Bring the file again.',
    'Rien n’a été écrit. Apportez le fichier de nouveau.',
    'No se escribió nada. Traiga el archivo de nuevo.',
    'Nada foi escrito. Traga o ficheiro de novo.',
  ],
})
export type FaultName = 'no line' | 'no year' | 'overtaken' | 'not taken'
