import { between, type Language, type Say, speak } from '../../ui/language.ts'
import { type Agreement, type AgreementPart, agreementParts, sections } from '../agreement.ts'
import { elementsOf } from '../elements.ts'
import { called } from '../forms/elements.ts'
import { elementForms, partForms, planForms } from '../forms/parts.ts'
import type { Word } from '../words/en.ts'
import { words } from '../words/words.ts'

/* Places of the document, as comments and gaps have them: where each is written, and what it is called. */

const lists = elementForms([])

/**
 * Where a place is written, below the address of its compact: `indicators/share/baseline/method`
 * is at `/draft/indicators/share#baseline`. What is no place of the document leads to its own page.
 */
export function addressOf(place: string, agreement: Agreement | null): string {
  const [part = '', second, ...rest] = place.split('/')
  switch (part) {
    case 'draft':
      return '/draft'
    case 'comments':
      return `/comments${second === undefined ? '' : `?place=${encodeURIComponent([second, ...rest].join('/'))}`}`
    case 'signatures':
      return '/signing'
    case 'suspensions':
    case 'lessons':
      return '/steps'
    case 'review':
      return '/review'
    case 'reports':
      return '/results'
    case 'money':
      return '/money'
    case 'steps':
      return second === undefined ? '/steps' : '/steps#entry'
    case 'plan':
      return planAddress(second, rest, agreement)
  }
  if (!(agreementParts as readonly string[]).includes(part)) return '/steps'
  if (part === 'tranches' && second !== undefined && rest[0] === 'conditions')
    return rest[1] === undefined
      ? `/draft/tranches/${second}/conditions`
      : `/draft/tranches/${second}/conditions/${rest[1]}${anchor(rest.slice(2))}`
  if (part === 'chosenBy') return `/draft/chosenBy${second === undefined ? '' : `#chosenBy.${second}`}`
  if (partForms.some(({ at }) => at === part))
    return `/draft/${part}${second === undefined ? '' : `#${encodeURIComponent(second)}`}`
  return second === undefined ? `/draft/${part}` : `/draft/${part}/${second}${anchor(rest)}`
}

/** The control of an element that a path leads to; what lies deeper is found below it. */
function anchor([field, inner, what]: string[]): string {
  if (field === undefined) return ''
  if (field === 'noTarget') return inner === undefined ? '#targets' : `#targets.${inner}`
  if (field === 'targets') {
    // `year-2027,sex=girls/rationale` is the box of that category.
    const [year = '', ...cell] = (inner ?? '').split(',')
    if (year === '') return '#targets'
    const name = cell.map((each) => each.replace('=', ':')).join('+')
    return what === 'rationale' ? `#targets.${year}.${name}.rationale` : `#targets.${year}`
  }
  return `#${field}`
}

function planAddress(second: string | undefined, rest: string[], agreement: Agreement | null): string {
  switch (second) {
    case 'contributions':
      return rest[0] === undefined
        ? '/draft/contributions'
        : `/draft/contributions/${rest[0]}${anchor(rest.slice(1))}`
    case 'years':
    case 'rates':
      return `/draft/${second}`
    case 'lines': {
      const year = agreement?.plan.lines.find(({ key }) => key === rest[0])?.year
      return year !== undefined && agreement?.plan.years.some(({ key }) => key === year)
        ? `/draft/lines/${year}`
        : '/draft/plan'
    }
    case 'mechanisms':
    case 'oversight':
    case 'currency':
    case 'fiscalYears':
      return `/draft/frame#${second}`
    default:
      return '/draft/plan'
  }
}

/** What a place is called: “Objectives: Fewer children fish · Theory of change”. */
export function placeName(place: string, agreement: Agreement | null, language: Language): string {
  const say: Say<Word> = speak(words, language)
  const [part = '', second] = place.split('/')
  if (!(agreementParts as readonly string[]).includes(part)) return say(otherPlace(part))
  const title = say(`part title.${part as AgreementPart}`)
  if (part === 'sections' && second !== undefined) {
    const section = sections.find((each) => each === second)
    return section === undefined ? title : say(`section.${section}`)
  }
  const planned = part === 'plan' ? planForms.find(({ at }) => at === second) : undefined
  if (planned !== undefined) return `${title}${between(language, ':')}${say(planned.title)}`
  if (agreement === null) return title
  // The deepest element that the place lies in.
  const found = [...elementsOf(agreement)]
    .filter((each) => place === each.place || place.startsWith(`${each.place}/`))
    .sort((a, b) => b.place.length - a.place.length)[0]
  if (found === undefined) return title
  const name = nameOf(found.place, found.key, agreement, language)
  const list = found.collection === 'conditions' ? say('part title.conditions') : title
  const line = found.collection === 'plan/lines' ? say('lines.title') : null
  return `${line ?? list}${between(language, ':')}${name}`
}

/** What an element of a text is called there; its key where the text has it no more. */
export function nameOf(place: string, key: string, agreement: Agreement, language: Language): string {
  for (const tranche of agreement.tranches) {
    const condition = tranche.conditions.find(
      (each) => place === `tranches/${tranche.key}/conditions/${each.key}`,
    )
    if (condition !== undefined) return called(key, condition.text, language, agreement.languages)
  }
  for (const list of lists) {
    const element = list.elements(agreement).find((each) => place === `${list.place}/${each.key}`)
    if (element !== undefined) return called(key, element.name, language, agreement.languages)
  }
  return key
}

const otherPlace = (part: string): Word => {
  switch (part) {
    case 'comments':
      return 'tabs.comments'
    case 'signatures':
      return 'tabs.signing'
    case 'review':
      return 'tabs.review'
    case 'reports':
      return 'tabs.results'
    case 'money':
      return 'tabs.money'
    case 'steps':
      return 'part title.entry'
    case 'draft':
      return 'tabs.draft'
    default:
      return 'tabs.steps'
  }
}

/** How far a part is written: texts in each language of all there are, and how many elements it has. */
export function written(
  part: AgreementPart,
  agreement: Agreement,
): { texts: number; in: Record<string, number>; elements: number | null } {
  const found = {
    texts: 0,
    in: Object.fromEntries(agreement.languages.map((each) => [each, 0])) as Record<string, number>,
  }
  const isText = (value: object): value is Record<string, string> =>
    Object.entries(value).every(
      ([name, words_]) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(name) && typeof words_ === 'string',
    )
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) walk(each)
    else if (typeof value === 'object' && value !== null) {
      if (isText(value)) {
        found.texts += 1
        for (const language of agreement.languages)
          if ((value[language] ?? '').trim() !== '') found.in[language] = (found.in[language] ?? 0) + 1
      }
      // Names of categories and currencies look like languages and are none.
      else
        for (const [name, inner] of Object.entries(value))
          if (name !== 'cell' && name !== 'code' && name !== 'fiscalYears') walk(inner)
    }
  }
  const value = agreement[part]
  walk(value)
  return { ...found, elements: Array.isArray(value) ? value.length : null }
}
