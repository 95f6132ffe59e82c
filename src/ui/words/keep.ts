import type { Dictionary } from '../language.ts'

/* What is typed into a form and kept in the browser; apart from the others, so that little travels with it: en, fr, es, pt. */

const said = {
  'keep.word': [
    'Kept on this device',
    'Gardé sur cet appareil',
    'Guardado en este dispositivo',
    'Guardado neste dispositivo',
  ],
  'keep.offer': [
    'This browser holds what was typed into this form on {moment} and was not saved.',
    'Ce navigateur garde ce qui a été saisi dans ce formulaire le {moment} et n’a pas été enregistré.',
    'Este navegador guarda lo que se escribió en este formulario el {moment} y no se guardó.',
    'Este navegador guarda o que se escreveu neste formulário em {moment} e não foi gravado.',
  ],
  'keep.since': [
    'Somebody has saved this place since; what you put back is laid beside theirs when you save.',
    'Quelqu’un a enregistré cet endroit depuis ; ce que vous remettez sera placé à côté au moment d’enregistrer.',
    'Alguien ha guardado este lugar desde entonces; lo que recupere se pondrá al lado al guardar.',
    'Alguém gravou este lugar entretanto; o que recuperar será posto ao lado quando gravar.',
  ],
  'keep.back': ['Put it back', 'La remettre', 'Recuperarlo', 'Recuperá-lo'],
  'keep.drop': ['Throw it away', 'La jeter', 'Descartarlo', 'Descartá-lo'],
  'keep.away': [
    'No connection. What you type is kept on this device; saving is tried again by itself.',
    'Pas de connexion. Votre saisie est gardée sur cet appareil ; l’enregistrement est retenté tout seul.',
    'Sin conexión. Lo que escribe queda en este dispositivo; se vuelve a intentar guardar solo.',
    'Sem ligação. O que escreve fica neste dispositivo; tenta-se gravar de novo sozinho.',
  ],
} as const satisfies Record<string, readonly [string, string, string, string]>

type Key = keyof typeof said
const inPlace = (place: 0 | 1 | 2 | 3) =>
  Object.fromEntries(Object.entries(said).map(([key, each]) => [key, each[place]])) as Record<Key, string>

export const keepWords: Dictionary<Key> = {
  en: inPlace(0),
  fr: inPlace(1),
  es: inPlace(2),
  pt: inPlace(3),
}
