import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { hasControls, isUuid, oneLine } from '../../house/form-fields.ts'
import { isDay } from '../../indicators/days.ts'
import type { FieldError } from '../../ui/form.tsx'
import type { Say } from '../../ui/language.ts'
import { pointerIn } from '../identifying-text.ts'
import { Codebook, DEEPEST, domains, type Indicator, type Label } from './codebook.ts'
import type { StudyValues } from './life.ts'
import { readRuleRows, rulesIn, sentFromRules, typedRules } from './rule-rows.ts'
import {
  ethicsStates,
  exploitations,
  methods,
  type Study,
  type StudyFacts,
  stocksAndFlows,
  studyLanguages,
  units,
} from './schema.ts'
import type { Word as CodebookWord } from './words/codebooks.ts'
import type { Word } from './words/studies.ts'

/** What was sent, by the names of the fields; what is ticked several times stands in a list. */
export type Sent = Readonly<Record<string, string | readonly string[]>>

/** Read, or what is wrong with each field. */
export type Read<Values> = { values: Values; errors: [] } | { values: null; errors: FieldError[] }

/** The fields of a form as texts and lists of texts; anything else is not there. */
export function sentIn(body: unknown): Sent {
  if (typeof body !== 'object' || body === null) return {}
  const sent: Record<string, string | readonly string[]> = {}
  for (const [name, value] of Object.entries<unknown>({ ...body })) {
    if (typeof value === 'string') sent[name] = value
    else if (Array.isArray(value))
      sent[name] = value.filter((each): each is string => typeof each === 'string')
  }
  return sent
}

export const textIn = (sent: Sent, name: string): string => {
  const value = sent[name]
  return typeof value === 'string' ? value : ''
}
export const listIn = (sent: Sent, name: string): readonly string[] => {
  const value = sent[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** The fields of the form of a study, in its order; `forms.test.ts` holds both against each other. */
export const studyFields = [
  'language',
  'title',
  'question',
  'confidential',
  'method',
  'design',
  'samplePlanned',
  'sampleWords',
  'codebook',
  'unit',
  'stockOrFlow',
  'exploitation',
  'base',
  'baseNumber',
  'baseUnknown',
  'baseSource',
  'place',
  'placeWords',
  'periodFrom',
  'periodTo',
  'fieldworkFrom',
  'fieldworkTo',
  'ethics',
  'ethicsBody',
  'ethicsReference',
  'ethicsOn',
  'funders',
  'organisation',
  'responsible',
  'limits',
  'terms',
  'safety',
  'baselineOf',
] as const
export type StudyField = (typeof studyFields)[number]

/** What a study says, as its form shows it. */
export function sentFrom(study: Study): Sent {
  const { facts } = study
  const place = facts.place.wholeCountry === null ? '' : facts.place.wholeCountry ? 'whole' : 'parts'
  return {
    language: facts.language,
    title: facts.title,
    question: facts.question,
    confidential: study.confidential ? 'yes' : 'no',
    method: facts.method,
    design: facts.design ?? '',
    samplePlanned: written(facts.sample.planned),
    sampleWords: facts.sample.words ?? '',
    codebook: study.codebook?.id ?? '',
    unit: facts.unit ?? '',
    stockOrFlow: facts.stockOrFlow ?? '',
    exploitation: facts.exploitation,
    base: facts.base.words ?? '',
    baseNumber: written(facts.base.number),
    baseUnknown: facts.base.unknownBecause ?? '',
    baseSource: facts.base.source ?? '',
    place,
    placeWords: facts.place.words ?? '',
    periodFrom: facts.period.from ?? '',
    periodTo: facts.period.to ?? '',
    fieldworkFrom: facts.fieldwork.from ?? '',
    fieldworkTo: facts.fieldwork.to ?? '',
    ethics: facts.ethics.state,
    ethicsBody: facts.ethics.body ?? '',
    ethicsReference: facts.ethics.reference ?? '',
    ethicsOn: facts.ethics.on ?? '',
    funders: facts.funders.join('\n'),
    organisation: study.organisation?.id ?? '',
    responsible: facts.responsible ?? '',
    limits: facts.limits ?? '',
    terms: facts.terms ?? '',
    safety: facts.safety ?? '',
    baselineOf: study.baselineOf ?? '',
  }
}
const written = (number: number | null) => (number === null ? '' : String(number))

/** Reads one form field by field and gathers what is wrong. */
class Reader {
  readonly errors: FieldError[] = []
  readonly sent: Sent
  readonly say: Say<Word>

  constructor(sent: Sent, say: Say<Word>) {
    this.sent = sent
    this.say = say
  }

  wrong(field: StudyField, word: Word, values: Record<string, string | number> = {}) {
    this.errors.push({ field, message: this.say(word, { field: this.say(`field.${field}`), ...values }) })
  }

  /** A text of several lines; null when it is empty. */
  text(field: StudyField, most: number): string | null {
    const text = textIn(this.sent, field).replace(/\r\n?/g, '\n').normalize('NFC').trim()
    if (text === '') return null
    if (text.length > most) this.wrong(field, 'wrong.text', { most })
    if (hasControls(text.replace(/[\n\t]/g, ' '))) this.wrong(field, 'wrong.characters')
    this.pointsToNobody(field, text)
    return text
  }

  /** What is said of a study is there for everybody. */
  pointsToNobody(field: StudyField, text: string) {
    const pointer = pointerIn(text)
    if (pointer !== null) this.wrong(field, `w.points ${pointer}`)
  }

  line(field: StudyField, most: number): string | null {
    const text = this.text(field, most)
    return text === null ? null : oneLine(text)
  }

  /** A text that must be there. */
  needed(field: StudyField, most: number): string {
    const text = this.text(field, most)
    if (text === null) this.wrong(field, 'wrong.text', { most })
    return text ?? ''
  }

  number(field: StudyField, most: number): number | null {
    // Spaces between digits are how many people write thousands; commas and points mean different things to different ones.
    const text = textIn(this.sent, field).replace(/\s/g, '')
    if (text === '') return null
    const number = /^\d{1,11}$/.test(text) ? Number(text) : 0
    if (number < 1 || number > most) this.wrong(field, 'wrong.number')
    return number
  }

  day(field: StudyField): string | null {
    const text = textIn(this.sent, field).trim()
    if (text === '') return null
    if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text)) return text
    this.wrong(field, 'wrong.day')
    return null
  }

  term(from: StudyField, to: StudyField) {
    const [first, last] = [this.day(from), this.day(to)]
    if (first !== null && last !== null && last < first) this.wrong(to, 'wrong.order')
    return { from: first, to: last }
  }

  /** One of a list; null when nothing is chosen. */
  choice<const Choice extends string>(field: StudyField, among: readonly Choice[]): Choice | null {
    const text = textIn(this.sent, field)
    if (text === '') return null
    const found = among.find((each) => each === text)
    if (found === undefined) this.wrong(field, 'wrong.choice')
    return found ?? null
  }

  chosen<const Choice extends string>(field: StudyField, among: readonly [Choice, ...Choice[]]): Choice {
    const found = this.choice(field, among)
    if (found === null && textIn(this.sent, field) === '') this.wrong(field, 'wrong.choice')
    return found ?? among[0]
  }

  id(field: StudyField): string | null {
    const text = textIn(this.sent, field).trim()
    if (text === '') return null
    if (!isUuid(text)) this.wrong(field, 'wrong.choice')
    return text
  }
}

/** What is said of a study. The compact is an id or an address with one; whether it may be named is asked at the door. */
export function readStudy(sent: Sent, say: Say<Word>): Read<StudyValues> {
  const read = new Reader(sent, say)
  const place = read.choice('place', ['whole', 'parts'])
  const base = {
    words: read.text('base', 1000),
    number: read.number('baseNumber', 1e11),
    unknownBecause: read.text('baseUnknown', 1000),
    source: read.text('baseSource', 1000),
  }
  if (base.number !== null && base.unknownBecause !== null) read.wrong('baseUnknown', 'wrong.both')
  const funders = textIn(sent, 'funders').split('\n').map(oneLine).filter(Boolean)
  if (funders.length > 30 || funders.some((each) => each.length > 200)) read.wrong('funders', 'wrong.lines')
  if (funders.some(hasControls)) read.wrong('funders', 'wrong.characters')
  read.pointsToNobody('funders', funders.join('\n'))
  const ticked = listIn(sent, 'exploitation')
  if (ticked.some((each) => !exploitations.some((known) => known === each)))
    read.wrong('exploitation', 'wrong.choice')
  const compact = textIn(sent, 'baselineOf').trim()
  const baselineOf = compact.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/)?.[0] ?? null
  if (compact !== '' && baselineOf === null) read.wrong('baselineOf', 'wrong.compact')
  const facts: StudyFacts = {
    language: read.chosen('language', studyLanguages),
    title: oneLine(read.needed('title', 300)),
    question: read.needed('question', 2000),
    method: read.chosen('method', methods),
    design: read.text('design', 4000),
    sample: { planned: read.number('samplePlanned', 1e9), words: read.text('sampleWords', 1000) },
    base,
    place: { wholeCountry: place === null ? null : place === 'whole', words: read.line('placeWords', 500) },
    period: read.term('periodFrom', 'periodTo'),
    fieldwork: read.term('fieldworkFrom', 'fieldworkTo'),
    stockOrFlow: read.choice('stockOrFlow', stocksAndFlows),
    unit: read.choice('unit', units),
    exploitation: exploitations.filter((each) => ticked.includes(each)),
    ethics: {
      state: read.choice('ethics', ethicsStates) ?? 'not yet applied',
      body: read.line('ethicsBody', 300),
      reference: read.line('ethicsReference', 200),
      on: read.day('ethicsOn'),
    },
    funders,
    responsible: read.line('responsible', 300),
    limits: read.text('limits', 4000),
    terms: read.text('terms', 4000),
    safety: read.text('safety', 4000),
  }
  const values: StudyValues = {
    facts,
    confidential: read.choice('confidential', ['yes', 'no']) === 'yes',
    codebook: read.id('codebook'),
    organisation: read.id('organisation'),
    baselineOf,
  }
  return read.errors.length > 0 ? { values: null, errors: read.errors } : { values, errors: [] }
}

/** Why something is stopped or corrected. */
export function readReason(sent: Sent, field: 'reason' | 'noEstimate', say: Say<Word>): Read<string> {
  const reason = oneLine(textIn(sent, field))
  if (reason.length < 3 || reason.length > 1000 || hasControls(reason))
    return { values: null, errors: [{ field, message: say('wrong.reason') }] }
  const pointer = pointerIn(reason)
  if (pointer !== null) return { values: null, errors: [{ field, message: say(`w.points ${pointer}`) }] }
  return { values: reason, errors: [] }
}

/** What a codebook says, as its form shows it. */
export function sentFromCodebook(codebook: Codebook): Sent {
  return {
    language: codebook.language,
    title: codebook.title,
    definition: codebook.definition,
    unit: codebook.unit,
    source: codebook.source ?? '',
    indicators: codebook.indicators
      .map(({ code, domain, question }) => `${code}; ${domain}; ${question}`)
      .join('\n'),
    ...sentFromRules(typedRules(codebook.rules)),
    otherwiseCode: codebook.otherwise.code,
    otherwiseName: codebook.otherwise.name,
    changes: codebook.changes ?? '',
  }
}

export const codebookFields = [
  'language',
  'title',
  'definition',
  'unit',
  'source',
  'indicators',
  'rules',
  'otherwiseCode',
  'otherwiseName',
  'changes',
] as const

/**
 * A draft of a codebook. It has the shape of one; whether its rules can be followed is asked when it is frozen, and
 * shown on its page until then.
 */
export function readCodebook(sent: Sent, say: Say<CodebookWord>, sayField: Say<Word>): Read<Codebook> {
  const errors: FieldError[] = []
  const text = (field: (typeof codebookFields)[number], most: number, needed: boolean) => {
    const typed = textIn(sent, field).replace(/\r\n?/g, '\n').normalize('NFC').trim()
    const wrong = (word: 'wrong.text' | 'wrong.characters') =>
      errors.push({ field, message: sayField(word, { field: say(`field.${field}`), most }) })
    if (typed.length > most || (needed && typed === '')) wrong('wrong.text')
    if (hasControls(typed.replace(/[\n\t]/g, ' '))) wrong('wrong.characters')
    const pointer = pointerIn(typed)
    if (pointer !== null) errors.push({ field, message: sayField(`w.points ${pointer}`) })
    return typed === '' ? null : typed
  }
  const language = studyLanguages.find((each) => each === textIn(sent, 'language'))
  if (language === undefined)
    errors.push({ field: 'language', message: sayField('wrong.choice', { field: say('field.language') }) })
  const unit = units.find((each) => each === textIn(sent, 'unit'))
  if (unit === undefined)
    errors.push({ field: 'unit', message: sayField('wrong.choice', { field: say('field.unit') }) })
  const content = {
    language: language ?? 'en',
    title: oneLine(text('title', 300, true) ?? ''),
    definition: text('definition', 4000, true) ?? '',
    unit: unit ?? 'person',
    source: text('source', 1000, false),
    indicators: readIndicators(text('indicators', 200_000, false) ?? '', errors, say),
    rules: readRules(sent, errors, say, sayField),
    otherwise: {
      code: text('otherwiseCode', 40, true) ?? '',
      name: oneLine(text('otherwiseName', 200, true) ?? ''),
    },
    changes: text('changes', 4000, false),
  }
  if (!/^[A-Za-z][A-Za-z0-9._-]{0,39}$/.test(content.otherwise.code))
    errors.push({ field: 'otherwiseCode', message: say('wrong.code') })
  if (errors.length > 0) return { values: null, errors }
  const shape: TSchema = Codebook
  const [fault] = Value.Errors(shape, content)
  if (fault !== undefined)
    return {
      values: null,
      errors: [{ field: 'rules', message: say('wrong.rules') }],
    }
  return { values: content, errors: [] }
}

function readIndicators(text: string, errors: FieldError[], say: Say<CodebookWord>): Indicator[] {
  return text.split('\n').flatMap((line, place) => {
    if (line.trim() === '') return []
    // The question may hold semicolons itself.
    const [code = '', named = '', ...rest] = line.split(';')
    const question = oneLine(rest.join(';'))
    const domain = domains.find((each) => each === named.trim())
    if (
      !/^[A-Za-z][A-Za-z0-9._-]{0,39}$/.test(code.trim()) ||
      domain === undefined ||
      question === '' ||
      question.length > 1000
    ) {
      errors.push({ field: 'indicators', message: say('wrong.line', { line: place + 1 }) })
      return []
    }
    return [{ code: code.trim(), domain, question }]
  })
}

function readRules(
  sent: Sent,
  errors: FieldError[],
  say: Say<CodebookWord>,
  sayField: Say<Word>,
): Codebook['rules'] {
  const wrong = (message: string) => errors.push({ field: 'rules', message })
  const typed = rulesIn((field) => textIn(sent, field).normalize('NFC'))
  const all = typed
    .flatMap(({ code, name, kept, rows }) => [code, name, kept, ...rows.flatMap((row) => Object.values(row))])
    .join(' ')
  const most = 100_000
  if (all.length > most) wrong(sayField('wrong.text', { field: say('field.rules'), most }))
  if (hasControls(all)) wrong(sayField('wrong.characters', { field: say('field.rules'), most }))
  for (const { name } of typed) {
    const pointer = pointerIn(name)
    if (pointer !== null) wrong(sayField(`w.points ${pointer}`))
  }
  const { rules, faults } = readRuleRows(typed, (label, kept) => keptRule(label, kept, wrong, say))
  for (const { word, rule, row } of faults) wrong(say(word, { rule, ...(row === undefined ? {} : { row }) }))
  return rules
}

/** A rule whose condition no rows can say, as the form brought it back. */
function keptRule(
  label: Label,
  kept: string,
  wrong: (message: string) => void,
  say: Say<CodebookWord>,
): Codebook['rules'] {
  let when: unknown
  try {
    when = JSON.parse(kept)
  } catch {
    wrong(say('wrong.rules'))
    return []
  }
  // Whatever walks through it later does so by calling itself.
  if (isDeeperThan(when, 4 * DEEPEST)) {
    wrong(say('wrong.deep', { most: DEEPEST }))
    return []
  }
  const rules: unknown = [{ label, when }]
  const shape: TSchema = Codebook.properties.rules
  if (!Value.Check(shape, rules)) {
    wrong(say('wrong.rules'))
    return []
  }
  return rules as Codebook['rules']
}

function isDeeperThan(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return most === 0 || Object.values(value).some((part) => isDeeperThan(part, most - 1))
}
