import { Fault } from '../../house/errors.ts'
import { formatDay, type Language, speak } from '../../ui/language.ts'
import { dictionaryOf } from '../rows.ts'

const words = dictionaryOf({
  'no legislator': [
    'No legislator here has this key',
    'Aucun élu n’a cette clé ici',
    'Ningún legislador tiene aquí esta clave',
    'Nenhum legislador tem aqui esta chave',
  ],
  'no legislator.message': [
    'No pack names anybody by it.',
    'Aucune donnée ne nomme quelqu’un ainsi.',
    'Ningún dato nombra a nadie con ella.',
    'Nenhum dado nomeia alguém assim.',
  ],
  'no legislator.remedy': [
    'Look the name up at /legislatures.',
    'Cherchez le nom à /legislatures.',
    'Busque el nombre en /legislatures.',
    'Procure o nome em /legislatures.',
  ],
  'no legislature': [
    'There is no such legislature here',
    'Cette assemblée n’est pas connue ici',
    'Aquí no se conoce esa asamblea',
    'Essa assembleia não é conhecida aqui',
  ],
  'no legislature.message': [
    'No pack is of it.',
    'Aucune donnée ne la concerne.',
    'Ningún dato trata de ella.',
    'Nenhum dado trata dela.',
  ],
  'no legislature.remedy': [
    'See those there are at /legislatures.',
    'Voyez celles qui sont à /legislatures.',
    'Vea las que hay en /legislatures.',
    'Veja as que há em /legislatures.',
  ],
  'no such day': [
    'There is no pack of that day',
    'Il n’y a pas de données de ce jour',
    'No hay datos de ese día',
    'Não há dados desse dia',
  ],
  'no such day.message': [
    'Packs of this legislature speak of {days}.',
    'Les données de cette assemblée parlent du {days}.',
    'Los datos de esta asamblea hablan del {days}.',
    'Os dados desta assembleia falam de {days}.',
  ],
  'no such day.remedy': [
    'Name one of these days.',
    'Indiquez l’un de ces jours.',
    'Indique uno de estos días.',
    'Indique um destes dias.',
  ],
})
type Kind = 'no legislator' | 'no legislature' | 'no such day'

/** Something asked for that no pack has. Thrown in English, and said in the reader’s language at the door. */
export class LegislatureFault extends Fault {
  readonly #kind: Kind
  readonly #days: readonly string[]

  constructor(kind: Kind, days: readonly string[] = [], language: Language = 'en') {
    const say = speak(words, language)
    const told = { days: days.map((day) => formatDay(language, day)).join('; ') }
    super(404, 'not-found', say(kind), [
      { message: say(`${kind}.message`, told), remedy: say(`${kind}.remedy`) },
    ])
    this.#kind = kind
    this.#days = days
  }

  in(language: Language): Fault {
    return new LegislatureFault(this.#kind, this.#days, language)
  }
}
