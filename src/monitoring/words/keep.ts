import { dictionaryOf } from './rows.ts'

/* The draft kept in the browser; apart from the others, so that little travels with it: en, fr, es, pt. */

export const keepWords = dictionaryOf({
  'keep.word': [
    'Kept on this device',
    'Gardé sur cet appareil',
    'Guardado en este dispositivo',
    'Guardado neste dispositivo',
  ],
  'keep.offer': [
    'This browser holds what was typed here on {moment} and did not reach us.',
    'Ce navigateur garde une saisie du {moment} qui ne nous est pas parvenue.',
    'Este navegador guarda lo escrito aquí el {moment} que no nos llegó.',
    'Este navegador guarda o que aqui se escreveu em {moment} e não nos chegou.',
  ],
  'keep.back': ['Put it back', 'La remettre', 'Recuperarlo', 'Recuperá-lo'],
  'keep.drop': ['Throw it away', 'La jeter', 'Descartarlo', 'Descartá-lo'],
  'keep.away': [
    'No connection. What you type is kept on this device; it is tried again by itself.',
    'Pas de connexion. Votre saisie est gardée sur cet appareil ; un nouvel essai se fait tout seul.',
    'Sin conexión. Lo que escribe se guarda en este dispositivo; se reintenta solo.',
    'Sem ligação. O que escreve fica guardado neste dispositivo; tenta-se de novo sozinho.',
  ],
})
