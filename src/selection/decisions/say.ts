import { roleName } from '../../people/policy/words.ts'
import { capital, formatDay, formatList, type Language, type Say, speak } from '../../ui/language.ts'
import { writeNumber } from '../../ui/voice.tsx'
import { headline, textIn, unitName } from '../sentences.ts'
import type { Memo, MemoRow } from './memo.ts'
import type { Declared, Dissent, Signer } from './schema.ts'
import { type Word, words } from './words/words.ts'

/* A memo in words: page and PDF say the same, because they ask here. */

export const sayOf = (language: Language): Say<Word> => speak(words, language)

export function signerName(language: Language, { organisations }: Memo, signer: Signer): string {
  const role = roleName(signer.role, language)
  if (signer.organisation === null) return capital(language, role)
  return sayOf(language)('memo.in organisation', {
    role: capital(language, role),
    organisation: organisations.get(signer.organisation) ?? '–',
  })
}

export function declaredWords(language: Language, declared: Declared): string {
  return declared.none ? sayOf(language)('memo.none declared') : declared.conflict
}

export function dissenter(language: Language, { by }: Dissent): string {
  const say = sayOf(language)
  return by === 'a member' ? say('memo.a member') : by === 'erased' ? say('memo.erased') : by.name
}

export const nameOr = (language: Language, name: string | null): string =>
  name ?? sayOf(language)('memo.erased')

export const rangeText = (language: Language, range: [number, number] | null, digits: number): string =>
  range === null
    ? '–'
    : `${writeNumber(language, range[0], { digits })}–${writeNumber(language, range[1], { digits })}`

/** What stands where a rank would: the rank, or how the country stands without one. */
export function rankText(language: Language, row: MemoRow): string {
  if (row.rank !== null) return String(row.rank)
  if (row.wouldRank !== null) return sayOf(language)('label.would', { rank: row.wouldRank })
  return '–'
}

/** What the assessment says of a country, in one or two sentences. */
export function assessedSentence(
  language: Language,
  { assessment, methodology }: Memo,
  row: MemoRow,
): string {
  const unit = assessment.result.units.find((each) => each.unit === row.unit)
  if (unit === undefined) return ''
  return headline(language, methodology, assessment.result, unit)
}

export const dayOf = (language: Language, moment: string): string => formatDay(language, moment.slice(0, 10))

/** The two sentences that every memo opens with after the author’s own. */
export function shortSentences(language: Language, memo: Memo): string[] {
  const say = sayOf(language)
  const { content } = memo.decision
  const count = memo.rows.filter(({ departure }) => departure !== null).length
  return [
    say('memo.chosen', {
      count: content.chosen.length,
      names: formatList(
        language,
        content.chosen.map(({ unit }) => unitName(language, unit)),
      ),
    }),
    say('memo.within', { size: content.size, taken: memo.taken, departures: count }),
  ]
}

export const methodWords = (language: Language, { methodology }: Memo): string =>
  sayOf(language)('memo.method value', {
    title: textIn(language, methodology.title),
    version: methodology.version,
  })
