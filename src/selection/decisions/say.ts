import { roleName } from '../../people/policy/words.ts'
import { capital, formatDay, formatList, type Language, pathIn, type Say, speak } from '../../ui/language.ts'
import { writeNumber } from '../../ui/voice.tsx'
import { headline, textIn, unitName } from '../sentences.ts'
import type { Gap } from './gaps.ts'
import { decisionPath, earlierText, type Memo, type MemoRow } from './memo.ts'
import type { Decision, Declared, Dissent, Said, Signer } from './schema.ts'
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

/** Who disagreed, by whom it was recorded where that is another, when, and on which text. */
export function dissentHead(language: Language, memo: Pick<Memo, 'decision'>, each: Dissent): string {
  const say = sayOf(language)
  const named = (by: 'erased' | { name: string }) => (by === 'erased' ? say('memo.erased') : by.name)
  const who = each.by === 'a member' ? say('memo.a member') : named(each.by)
  const recorded = each.recordedBy === null ? [] : [say('memo.recorded by', { name: named(each.recordedBy) })]
  return [who, ...recorded, formatDay(language, each.day), ...earlier(language, memo, each)].join(', ')
}

/** When somebody signed or declared, on which text, and whether they declared anew later. */
export function saidWhen(language: Language, memo: Pick<Memo, 'decision'>, said: Said): string {
  const replaced =
    said.replaced === null
      ? []
      : [sayOf(language)('memo.replaced', { day: formatDay(language, said.replaced) })]
  return [dayOf(language, said.at), ...earlier(language, memo, said), ...replaced].join(', ')
}

const earlier = (language: Language, memo: Pick<Memo, 'decision'>, said: { hash: string }): string[] => {
  const text = earlierText(memo, said)
  return text === null ? [] : [sayOf(language)('memo.earlier text', { text })]
}

/** A word and a colon, as the language sets it. */
export const colon = (language: Language, word: string): string => sayOf(language)('memo.colon', { word })

/** A country and how it departs from the ranking. */
export const departureHead = (language: Language, { unit, departure }: MemoRow): string =>
  sayOf(language)('field.why of', {
    country: unitName(language, unit),
    kind: sayOf(language)(`kind.${departure ?? 'unknown'}`),
  })

/** The state of a decision, and since when where it is told. */
export function stateWords(language: Language, { decision }: Pick<Memo, 'decision'>): string {
  const say = sayOf(language)
  const state = capital(language, say(`state.${decision.state}`))
  const moment = decision.published ?? decision.signedOff
  return moment === null ? state : say('memo.state on', { state, day: dayOf(language, moment) })
}

/** What is lacking, in the reader’s words. */
export const gapWords = (language: Language, gap: Gap): string =>
  sayOf(language)(`gap.${gap.code}`, 'unit' in gap ? { country: unitName(language, gap.unit) } : {})

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

/** One or two lines that stand over a memo: that it is not public, that another takes its place. */
export function marksOf(memo: Memo, language: Language, visible: (other: Pick<Decision, 'id'>) => boolean) {
  const say = sayOf(language)
  const { decision, after } = memo
  const marks: { word: string; sentence: string; href: string | null }[] = []
  const hidden: Partial<Record<Decision['state'], [Word, string]>> = {
    draft: ['memo.not public draft', ''],
    'in review': ['memo.not public review', ''],
    'signed off': ['memo.not public signed', ''],
    kept: ['memo.not public kept', decision.keptWhy ?? ''],
    'set aside': ['memo.not public aside', decision.setAsideWhy ?? ''],
  }
  const own = hidden[decision.state]
  if (own !== undefined)
    marks.push({ word: say('memo.not public'), sentence: say(own[0], { why: own[1] }), href: null })
  // Only what holds takes the place of something: a draft does not yet.
  if (after !== null && visible(after) && ['signed off', 'published', 'kept'].includes(after.state))
    marks.push({
      word: say('memo.superseded word'),
      sentence: say('memo.superseded', { version: after.version, why: after.why ?? '' }),
      href: pathIn(language, decisionPath(after.id)),
    })
  return marks
}

/** The sources that the figures of a memo rest on, one line each. */
export const sourceLines = ({ sources }: Memo): string[] =>
  sources.map(({ id, publisher, title, licence }) => `${id}: ${publisher}, ${title}. ${licence}.`)
