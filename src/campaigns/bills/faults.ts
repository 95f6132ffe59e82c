import { Fault } from '../../house/errors.ts'
import { type Language, speak, type Values } from '../../ui/language.ts'
import { dictionaryOf } from '../rows.ts'

export const faultWords = dictionaryOf({
  'no bill': [
    'There is no such bill here',
    'Cette proposition de loi n’est pas connue ici',
    'Aquí no se conoce ese proyecto de ley',
    'Esse projeto de lei não é conhecido aqui',
  ],
  'no bill.remedy': [
    'See those there are at /bills.',
    'Voyez celles qui sont à /bills.',
    'Vea los que hay en /bills.',
    'Veja os que há em /bills.',
  ],
  'no entry': [
    'There is no such fact of this bill',
    'Ce fait n’existe pas pour cette proposition de loi',
    'No hay tal hecho de este proyecto de ley',
    'Não há tal facto deste projeto de lei',
  ],
  'no entry.remedy': [
    'Open the bill again and choose from what stands there.',
    'Rouvrez la proposition de loi et choisissez parmi ce qui y figure.',
    'Abra de nuevo el proyecto y elija entre lo que figura en él.',
    'Abra de novo o projeto e escolha entre o que lá está.',
  ],
  'no day': [
    'This is no day of the calendar',
    'Ce n’est pas un jour du calendrier',
    'No es un día del calendario',
    'Não é um dia do calendário',
  ],
  'no day.remedy': [
    'Write it as year-month-day, such as 2014-08-31.',
    'Écrivez-le sous la forme année-mois-jour, comme 2014-08-31.',
    'Escríbalo como año-mes-día, por ejemplo 2014-08-31.',
    'Escreva-o como ano-mês-dia, por exemplo 2014-08-31.',
  ],
  'day to come': [
    'This day has not come yet',
    'Ce jour n’est pas encore venu',
    'Ese día aún no ha llegado',
    'Esse dia ainda não chegou',
  ],
  'day to come.remedy': [
    'Nothing is known of it. Ask for {today} or an earlier day.',
    'On n’en sait rien. Demandez {today} ou un jour antérieur.',
    'De él no se sabe nada. Pida {today} o un día anterior.',
    'Dele nada se sabe. Peça {today} ou um dia anterior.',
  ],
  overtaken: [
    'Somebody corrected this fact while you were writing',
    'Quelqu’un a corrigé ce fait pendant que vous écriviez',
    'Alguien corrigió este hecho mientras usted escribía',
    'Alguém corrigiu este facto enquanto escrevia',
  ],
  'overtaken.remedy': [
    'Open the bill again and see what it says now.',
    'Rouvrez la proposition de loi et voyez ce qu’elle dit à présent.',
    'Abra de nuevo el proyecto y vea qué dice ahora.',
    'Abra de novo o projeto e veja o que diz agora.',
  ],
  'there already': [
    'This stands there already',
    'Cela y figure déjà',
    'Esto ya figura allí',
    'Isto já lá está',
  ],
  'there already.remedy': [
    'Correct the one that stands there, if it is wrong.',
    'Corrigez ce qui y figure, si c’est faux.',
    'Corrija lo que figura, si está mal.',
    'Corrija o que lá está, se estiver errado.',
  ],
  'part of none': [
    'This file tells only a part of {bill}, which is not here',
    'Ce fichier ne dit qu’une partie de {bill}, qui n’est pas ici',
    'Este archivo cuenta solo una parte de {bill}, que no está aquí',
    'Este ficheiro só diz uma parte de {bill}, que não está aqui',
  ],
  'part of none.remedy': [
    'Import the bill itself first.',
    'Importez d’abord la proposition de loi elle-même.',
    'Importe primero el propio proyecto de ley.',
    'Importe primeiro o próprio projeto de lei.',
  ],
})
type FaultName = Exclude<keyof (typeof faultWords)['en'], `${string}.remedy`>

const statuses: Record<FaultName, 404 | 409 | 422> = {
  'no bill': 404,
  'no entry': 404,
  'no day': 422,
  'day to come': 422,
  overtaken: 409,
  'there already': 422,
  'part of none': 422,
}
const kinds = { 404: 'not-found', 409: 'conflict', 422: 'unusable' }

/** A fault of bills. Thrown in English, and said in the reader’s language at the door. */
export class BillFault extends Fault {
  readonly fault: FaultName
  readonly #values: Values

  constructor(fault: FaultName, values: Values = {}, language: Language = 'en') {
    const say = speak(faultWords, language)
    const place =
      fault === 'there already'
        ? { place: 'fact' }
        : fault === 'no day' || fault === 'day to come'
          ? { place: 'on' }
          : {}
    super(statuses[fault], kinds[statuses[fault]], say(fault, values), [
      { ...place, message: say(fault, values), remedy: say(`${fault}.remedy`, values) },
    ])
    this.fault = fault
    this.#values = values
  }

  in(language: Language): BillFault {
    return new BillFault(this.fault, this.#values, language)
  }
}
