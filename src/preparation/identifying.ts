import { pointerIn } from './identifying-text.ts'

/*
 * Columns that tell who somebody is: found by their headings and by what stands in them, before anything is computed,
 * sent or kept. Pure; the workbench strikes them out in the browser, and the server refuses files that hold them.
 */

/** What a column seems to hold. `code` is a number or code given to a person for linking, such as `case_id`. */
export type IdentifyingKind =
  | 'name'
  | 'birth-date'
  | 'phone'
  | 'e-mail'
  | 'document'
  | 'address'
  | 'account'
  | 'place-on-earth'
  | 'code'

export type Identifying = {
  /** From 0. */
  column: number
  name: string
  kind: IdentifyingKind
  /** What gave it away. */
  by: 'heading' | 'values'
  /** Share of the cells that look so; null where the heading alone did. */
  share: number | null
  /**
   * What a person may decide about it: nothing (`no`); that it is a column of lists or numbers after all (`keep`);
   * that it may link rows inside the browser, where it is neither shown nor kept (`link`).
   */
  may: 'no' | 'keep' | 'link'
}

/** How many cells of a column say what most of them look like; spread over the whole file. */
const LOOKED_AT = 2000
/** Share of the filled cells from which a column is what they look like. One slip in twenty rows is told too. */
const ENOUGH = 0.05

/** What some cells gave away, and what a person may decide about it. */
type Seen = Pick<Identifying, 'kind' | 'share' | 'may'>

/**
 * Columns that look identifying. Nothing is decided silently: each is named with the reason.
 *
 * @param columns - headings as they stand in the file
 * @param rows - cells as text
 */
export function identifyingColumns(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Identifying[] {
  const step = Math.max(1, Math.ceil(rows.length / LOOKED_AT))
  return columns.flatMap((name, column): Identifying[] => {
    const cells: string[] = []
    for (let row = 0; row < rows.length; row += step) {
      const text = rows[row]?.[column]?.trim() ?? ''
      if (text !== '') cells.push(text)
    }
    const plain = isPlain(cells)
    const said = kindOfHeading(name, plain || isOfFewKinds(cells), plain)
    const single = inSingleCells(rows, column, cells)
    // A list called “Phone line” or a count called “names” holds 0, 1 and small numbers, and nobody's phone or name.
    if (said !== null && said !== 'code') {
      const may = plain && single === null ? 'keep' : 'no'
      return [{ column, name, kind: said, by: 'heading', share: null, may }]
    }
    const most = plain ? null : kindOfCells(cells)
    const seen = surer(single, most === null ? null : { ...most, may: mayOf(most.kind, said) })
    if (seen !== null) return [{ column, name, ...seen, by: 'values' }]
    if (said === 'code')
      return [{ column, name, kind: said, by: 'heading', share: null, may: plain ? 'keep' : 'link' }]
    const guessed = plain ? null : guessedFrom(cells)
    return guessed === null ? [] : [{ column, name, ...guessed, by: 'values' }]
  })
}

/** Numbers of documents under a heading that speaks of codes may link rows. */
const mayOf = (kind: IdentifyingKind, said: IdentifyingKind | null) =>
  kind === 'document' && said !== null ? 'link' : 'no'

/** What leaves least to decide; of two such an address, and then what most of the cells are. */
function surer(single: Seen | null, most: Seen | null): Seen | null {
  if (single === null || most === null) return single ?? most
  if (single.kind === 'e-mail') return single
  return most.may === 'no' || single.may !== 'no' ? most : single
}

/** Whether nothing stands there but small numbers, yes and no. */
function isPlain(cells: readonly string[]): boolean {
  return (
    cells.length > 0 &&
    cells.every((text) => /^[+-]?\d{1,4}([.,]\d+)?$|^0?[.,]\d+$/.test(text) || truthWords.test(text))
  )
}
const truthWords = /^(true|false|yes|no|oui|non|s[ií]|não|nao|sim|na|n\/a|[-–—.])$/i

/** Accents, case and signs aside: `Fecha_de Nacimiento` is `fecha de nacimiento`. */
function bare(heading: string): string {
  return heading
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/* English, French, Spanish, Portuguese, and what forms abbreviate. Each is a whole word, or several. */
const headings: readonly (readonly [IdentifyingKind, RegExp])[] = [
  [
    'e-mail',
    /\b(e ?mails?|courriels?|adresse electronique|correos?( electronicos?)?|correio eletronico|mel)\b/,
  ],
  [
    'birth-date',
    /\b(dob|d o b|ddn|fdn|birth ?(day|date)|birth ?year|year of birth|date of birth|born( on)?|date ?(de )?naiss(ance)?|nee? le|ne e le|naissance|fecha ?(de )?nac(imiento)?|f nac(im(iento)?)?|nacimiento|data ?(de )?nasc(imento)?|nascimento|nasc)\b/,
  ],
  [
    'phone',
    /\b((tele)?phones?|phone (no|nr|number)|tel|mobiles?|cell ?phones?|whats ?app|gsm|portable|telefonos?|telefones?|moviles|movil|celular(es)?|telemovel|imei)\b/,
  ],
  [
    'document',
    /\b(passports?|passeports?|pasaportes?|passaportes?|national id( (no|number))?|nat(ional)? ?id|nin|ssn|social security( (no|number))?|numero de securite sociale|nir|identity (card|number)|id card( (no|number))?|carte d identite|cni|cin|dni|nie|curp|rfc|cedula|documento( de identidad(e)?)?|cpf|rg|nif|bilhete de identidade|visa (no|number)|licen[cs]e (no|number)|driv(er|ing) s? ?licen[cs]e|aadhaar|bvn|tax (id|number))\b/,
  ],
  [
    'account',
    /\b(user ?name|facebook|instagram|telegram|tiktok|twitter|skype|social media|iban|bank account|account (no|number)|ip address|compte bancaire|cuenta bancaria|conta bancaria)\b/,
  ],
  [
    'place-on-earth',
    /\b(gps|lat|latitude|lon|lng|long|longitude|latitud|longitud|coordinates|coordonnees|coordenadas|geo ?loc(ation)?)\b/,
  ],
  [
    'address',
    /\b(address(es)?|home address|street|house (no|number)|adresses?|rue|domicile|direccion(es)?|domicilio|calle|enderecos?|morada|rua|post ?code|zip( ?code)?|code postal|codigo postal|cep)\b/,
  ],
  [
    'name',
    /\b((first|last|full|family|given|middle|maiden|sur|fore|nick)[ ]?names?|names? ?\d*|names? of (the )?(victim|person|child|mother|father)|victim s? ?name|alias(es)?|a k a|noms?|prenoms?|nom ?(de famille|complet)|surnoms?|nombres?|apellidos?|nombre ?(y|completo).*|nomes?|nome ?completo|sobrenomes?|apelidos?|mother s? name|father s? name|initials|iniciales|iniciais|initiales)\b/,
  ],
  [
    'code',
    /^(id|ids|uid|uuid|guid|key|code|codigo|identifier|identifiant|identificador|(case|person|victim|client|respondent|recruiter|participant|beneficiary|unique|record|study|coupon|file|dossier|caso|persona|pessoa|registro|registo|expediente|processo|cupon|cupom) ?(id|no|nr|number|code|ref|reference)|(id|no|nr|number|code|codigo|numero|num|ref|reference)( de| du| of| do| da| la)* ?(case|person|victim|client|respondent|participant|dossier|cas|personne|caso|persona|pessoa|expediente|processo|victime|victima|vitima|coupon|cupon|cupom)|ref|reference|file (no|number)|recruiter|recruteur|reclutador|recrutador)$/,
  ],
]

/** Words that stand beside “name” and the like where no person is meant: the name of a list or of a place. */
const ofNobody =
  /\b(list|lists|liste|listes|lista|listas|organi[sz]ations?|organisme|organizacion|organizacao|agency|agence|agencia|source|fuente|fonte|place|lieu|lugar|local|site|venue|district|province|region|country|pays|pais|group|groupe|grupo|variable|column|known|reported|do you know|connai[st].*|conoce.*|conhece.*|number of|nombre de|nombres de|numero de|count|how many|combien|cuantos?|quantos?)\b/

/** A column called after people, which holds their names unless yes or no stands there. */
const people =
  /^(victims?|victimes?|victimas?|vitimas?|beneficiar(y|ies)|beneficiaires?|beneficiarios?|survivors?|survivante?s?|sobrevivientes?|sobreviventes?|persons?|personnes?|personas?|pessoas?|child|enfant|nino|nina|crianca|mother|father|mere|pere|madre|padre|mae|pai)$/

/**
 * @param ofFewKinds - whether the column holds small numbers, yes and no, or the same few words again and again: only
 *   then is a heading such as “List name” or “reported name” believed to speak of nobody
 */
function kindOfHeading(heading: string, ofFewKinds: boolean, plain: boolean): IdentifyingKind | null {
  const text = bare(heading)
  if (!plain && people.test(text)) return 'name'
  for (const [kind, pattern] of headings) {
    if (!pattern.test(text)) continue
    // “Nombre” is a number in French and a name in Spanish: what stands in the column decides.
    if ((kind === 'name' || kind === 'address') && ofFewKinds && ofNobody.test(text)) continue
    return kind
  }
  return null
}

/** At most a dozen different cells: names of lists, places or groups, and not of people. */
function isOfFewKinds(cells: readonly string[]): boolean {
  return new Set(cells).size <= 12
}

/** Different cells of which it is remembered that nothing was seen in them. */
const REMEMBERED = 20_000

/**
 * What one cell among thousands gives away: a remark with a telephone number in it is one too many, so every row is
 * looked at. Names and days are looked for only among words: elsewhere they are told by being many.
 *
 * @param sampled - some of the cells, by which a column of words is known
 */
function inSingleCells(
  rows: readonly (readonly string[])[],
  column: number,
  sampled: readonly string[],
): Seen | null {
  const words = shareOf(sampled, (text) => /\p{L}\S*\s+\S/u.test(text)) >= 0.5
  const ofMany = words && !isOfFewKinds(sampled)
  const remarks = ofMany && shareOf(sampled, (text) => text.split(/\s+/).length >= 4) >= 0.1
  const nothingIn = new Set<string>()
  const counts = new Map<IdentifyingKind, number>()
  const names = new Map<string, number>()
  let filled = 0
  for (const row of rows) {
    const text = row[column]?.trim() ?? ''
    if (text === '') continue
    filled += 1
    if (text.length < 5 || nothingIn.has(text)) continue
    const kind = words ? pointedTo(text) : surelyIn(text)
    if (kind !== null) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    else if (words && (isName(text) || (remarks && namesSomebody(text))))
      names.set(text, (names.get(text) ?? 0) + 1)
    else if (nothingIn.size < REMEMBERED) nothingIn.add(text)
  }
  const [found] = [...counts].sort(([a], [b]) => surest.indexOf(a) - surest.indexOf(b))
  if (found !== undefined) return { kind: found[0], share: found[1] / filled, may: 'no' }
  // Of few kinds, or in short words, it may be the name of a place: what stands there once only is told, and may be kept.
  const called = [...names.values()].filter((times) => ofMany || times === 1)
  if (called.length === 0) return null
  const share = called.reduce((sum, times) => sum + times, 0) / filled
  return { kind: 'name', share, may: remarks ? 'no' : 'keep' }
}

const surest: readonly IdentifyingKind[] = ['e-mail', 'phone', 'birth-date', 'document', 'name']

const shareOf = (cells: readonly string[], looksSo: (text: string) => boolean) =>
  cells.length === 0 ? 0 : cells.filter(looksSo).length / cells.length

/** What needs no others of its kind beside it, whatever else the column holds. */
function surelyIn(text: string): IdentifyingKind | null {
  if (isMail(text)) return 'e-mail'
  if (/^[-+]?[\d.,]*$/.test(text)) return /^\+\d{8,15}$/.test(text) ? 'phone' : null
  return pointerIn(text)
}

/** The same of a cell among words, where digits that would be a code elsewhere are a phone or a day of birth. */
function pointedTo(text: string): IdentifyingKind | null {
  const surely = surelyIn(text)
  if (surely !== null || !/\d/.test(text)) return surely
  if (!day.test(text) && phonesIn(text).some(isNoSum)) return 'phone'
  const isOld = day.test(text) ? isLongAgo(text) : [...text.matchAll(dayAmongWords)].some(isOfBirth)
  return isOld ? 'birth-date' : null
}

/** Nine digits and more, not in threes as sums are written, and so neither hours from and to. */
const isNoSum = (digits: string) =>
  digits.replace(/\D/g, '').length >= 9 && !/^[1-9]\d{0,2}( \d{3})+$/.test(digits)

/** A day among other words; those of the last years are of what happened, and of nobody's birth. */
const dayAmongWords =
  /(?<![\d\p{L}])(?:\d{1,2}[-/.]\d{1,2}[-/.](\d{4})|(\d{4})[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}(?:\.|st|nd|rd|th|er|º)? (?:de )?\p{L}{3,10} (?:de )?(\d{4})|\p{L}{3,10} \d{1,2}(?:st|nd|rd|th)?,? (\d{4}))(?!\d)/gu
const isOfBirth = (found: RegExpExecArray) => {
  const year = Number(found.slice(1).find((text) => text !== undefined))
  return year >= 1900 && year <= 2012
}

/** Two words with capitals within a remark. A place may be called so: a remark is of no use to any estimate, so it is struck out. */
const namesSomebody = (text: string) => /(?<!^)(?<!\p{L})\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/u.test(text)

/** What may as well be something harmless: it is struck out until a person says that it is. */
function guessedFrom(cells: readonly string[]): Seen | null {
  if (cells.length < FEW) return null
  const different = new Set(cells).size / cells.length
  if (different < 0.4) return null
  const days = shareOf(cells, isDayNumber)
  if (days >= 0.8) return { kind: 'birth-date', share: days, may: 'keep' }
  const names = shareOf(cells, isSmallName)
  return names >= 0.8 ? { kind: 'name', share: names, may: 'keep' } : null
}
/** Fewer cells than this say nothing by being alike. */
const FEW = 5

/** A day as a workbook counts it, from 1954 to 2023: nothing else in a file of people lies so and differs so. */
const isDayNumber = (text: string) => /^\d{5}$/.test(text) && Number(text) >= 20_000 && Number(text) <= 45_000

/** Two to four words without capitals, and no word that stands in sentences. */
function isSmallName(text: string): boolean {
  const words = text.replace(/ \d{1,2}$/, '').split(/[ ,]+/)
  return (
    words.length >= 2 &&
    words.length <= 4 &&
    words.every((word) => /^\p{Ll}[\p{Ll}’'.-]{0,14}$/u.test(word) && !ofSentences.test(word))
  )
}
const ofSentences =
  /^(the|a|an|of|in|at|on|for|to|and|or|with|no|not|is|was|le|les|des?|du|au|aux|en|dans|et|ou|avec|pas|une?|el|los|las|con|sin|por|para|y|o|os|as|em|com|sem|um|uma|e)$/

function kindOfCells(cells: readonly string[]): { kind: IdentifyingKind; share: number } | null {
  if (cells.length === 0) return null
  for (const [kind, looksSo, least] of looks) {
    const found = cells.reduce((count, text) => count + (looksSo(text) ? 1 : 0), 0)
    const share = found / cells.length
    if (found > 0 && share >= least) return { kind, share }
  }
  return null
}

const isMail = (text: string) => /[^\s@]+@[^\s@]+\.[a-z]{2,}/i.test(text)

/** A day in figures or words, with or without the hour, as forms and spreadsheets write it. */
const day =
  /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ](\d{1,2}|\p{L}{3,10})[-/. ]\d{2,4}|\d{1,2}\.? (de )?\p{L}{3,10} (de )?\d{4}|\p{L}{3,10} \d{1,2},? \d{4}|(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))([T ]\d{1,2}:\d{2}.*)?$/u
const looks: readonly (readonly [IdentifyingKind, (text: string) => boolean, number])[] = [
  ['account', (text) => /^[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){3,7}[ A-Z0-9]{0,4}$/.test(text), ENOUGH],
  // A day that lies as far back as people are old.
  ['birth-date', (text) => day.test(text) && isLongAgo(text), 0.3],
  ['phone', holdsPhone, ENOUGH],
  ['place-on-earth', (text) => /^-?\d{1,3}\.\d{4,}\s*[,;]\s*-?\d{1,3}\.\d{4,}$/.test(text), ENOUGH],
  ['document', isDocument, 0.5],
  // Eight digits alone may be a sum; a whole column of them is numbers of cards.
  ['document', (text) => /^\d{8}$/.test(text), 0.8],
  ['name', isName, 0.5],
]

function isLongAgo(text: string): boolean {
  const [year] = /(?<!\d)\d{4}|^\d{4}/.exec(text) ?? []
  if (year !== undefined) return Number(year) >= 1900 && Number(year) <= 2020
  // Of two digits the century is not said: 90 is long ago, 24 may be the day of the interview.
  const short = /\D(\d{2})$/.exec(text)?.[1]
  return short !== undefined && (Number(short) > 30 || Number(short) <= 12)
}

/** A phone number, alone or among words, or as a spreadsheet spoils it: `2.44123E+11`. */
function holdsPhone(text: string): boolean {
  if (day.test(text)) return false
  if (/^\d[.,]\d+E\+1[0-4]$/i.test(text)) return true
  return isPhone(text) || phonesIn(text).length > 0
}

const phonesIn = (text: string) =>
  (text.match(/\+?\(?\d[\d\s().-]{6,}\d/g) ?? []).map((part) => part.trim()).filter(isPhone)

/** With a plus or zeros before it, or parted as phone numbers are. */
function isPhone(text: string): boolean {
  if (day.test(text)) return false
  const digits = text.replace(/\D/g, '').length
  if (digits < 8 || digits > 15) return false
  if (/^\+\d[\d\s().-]+$/.test(text) || /^00\d[\d\s().-]+$/.test(text)) return true
  return /^\(?0\d[\d\s().-]+$/.test(text) || /^\(?\d{2,4}\)?[\s-]\d{2,4}([\s-]\d{2,4})+$/.test(text)
}

/**
 * Letters and digits as on passports and cards: at least seven signs, and five digits among them. Digits alone are
 * told from sums and sizes by being many.
 */
function isDocument(text: string): boolean {
  const signs = text.replace(/[\s.-]/g, '')
  if (/^\d+$/.test(signs)) return signs.length >= 9 && signs.length <= 18 && !/000$/.test(signs)
  if (/^[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d$/i.test(signs)) return true
  if (/^(?=(?:.*\d){4})(?=.*[A-Z])[A-Z0-9]{9}$/.test(signs)) return true
  return /^[A-Z]{0,4}\d{5,}[A-Z0-9]{0,6}$/i.test(signs) && signs.length >= 7 && signs.length <= 18
}

/** Two to four words with capitals, or in a script that has none; a number may follow that tells two of one name apart. */
function isName(given: string): boolean {
  const text = given.replace(/ \d{1,2}$/, '')
  if (/^\p{Lo}{2,}( \p{Lo}{2,}){1,4}$/u.test(text)) return true
  return /^\p{Lu}[\p{L}’'.-]*([ ,]+(de|da|do|dos|del|la|van|von|bin|ben|al|el|\p{Lu}[\p{L}’'.-]*)){1,4}$/u.test(
    text,
  )
}
