import { formatDay, type Language, languages, speak } from '../../../ui/language.ts'
import { dictionaryOf } from '../../rows.ts'
import type { Stop } from '../../versions/stops.ts'
import type { Round } from '../schema.ts'

/* Why a version of a methodology cannot be published yet. */

export const words = dictionaryOf({
  running: [
    'A consultation about this methodology is not over before {day}.',
    'Une consultation sur cette méthodologie n’est pas terminée avant le {day}.',
    'Una consulta sobre esta metodología no termina antes del {day}.',
    'Uma consulta sobre esta metodologia não termina antes de {day}.',
  ],
  'running.remedy': [
    'Wait for its close, or call it off with a reason; objections made until then still need their answers.',
    'Attendez sa clôture, ou annulez-la avec un motif ; les objections faites jusque-là attendent encore leur réponse.',
    'Espere a su cierre, o cancélela con un motivo; las objeciones hechas hasta entonces siguen necesitando respuesta.',
    'Espere pelo encerramento, ou cancele-a com um motivo; as objeções feitas até então continuam a precisar de resposta.',
  ],
  unanswered: [
    '{count, plural, one {An objection of survivors’ advisers has} other {# objections of survivors’ advisers have}} no answer.',
    '{count, plural, one {Une objection de conseillères et conseillers survivants reste} other {# objections de conseillères et conseillers survivants restent}} sans réponse.',
    '{count, plural, one {Una objeción de asesoras y asesores sobrevivientes no tiene} other {# objeciones de asesoras y asesores sobrevivientes no tienen}} respuesta.',
    '{count, plural, one {Uma objeção de conselheiras e conselheiros sobreviventes não tem} other {# objeções de conselheiras e conselheiros sobreviventes não têm}} resposta.',
  ],
  'unanswered.remedy': [
    'Answer each on the page of the consultation.',
    'Répondez à chacune sur la page de la consultation.',
    'Responda a cada una en la página de la consulta.',
    'Responda a cada uma na página da consulta.',
  ],
})

function inAll(said: (language: Language) => string): Record<Language, string> {
  return Object.fromEntries(languages.map((language) => [language, said(language)])) as Record<
    Language,
    string
  >
}

export const stopWords = {
  running: ({ id, closes }: Round): Stop => ({
    message: inAll((language) =>
      speak(words, language)('running', { day: formatDay(language, closes.toISOString().slice(0, 10)) }),
    ),
    remedy: inAll((language) => speak(words, language)('running.remedy')),
    path: `/consultations/${id}`,
  }),
  unanswered: ({ id, calledOff }: Round, count: number): Stop => ({
    message: inAll((language) => speak(words, language)('unanswered', { count })),
    remedy: inAll((language) => speak(words, language)('unanswered.remedy')),
    // What was called off has no results: its objections stand on its own page.
    path: calledOff === null ? `/consultations/${id}/results` : `/consultations/${id}#objections`,
  }),
}
