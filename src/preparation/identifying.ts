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

/** How many cells of a column are looked at; spread over the whole file. */
const LOOKED_AT = 2000
/** Share of the filled cells from which a column is what they look like. One slip in twenty rows is told too. */
const ENOUGH = 0.05

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
    // A list called “Phone line” or a count called “names” holds 0, 1 and small numbers, and nobody's phone or name.
    if (said !== null && said !== 'code')
      return [{ column, name, kind: said, by: 'heading', share: null, may: plain ? 'keep' : 'no' }]
    const seen = plain ? null : (mailAnywhere(rows, column) ?? kindOfCells(cells))
    if (seen !== null) {
      const { kind, share } = seen
      return [{ column, name, kind, by: 'values', share, may: kind === 'document' && said ? 'link' : 'no' }]
    }
    return said === 'code'
      ? [{ column, name, kind: said, by: 'heading', share: null, may: plain ? 'keep' : 'link' }]
      : []
  })
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

/** One address anywhere is enough, so every row is looked at. */
function mailAnywhere(
  rows: readonly (readonly string[])[],
  column: number,
): { kind: IdentifyingKind; share: number } | null {
  let filled = 0
  let found = 0
  for (const row of rows) {
    const text = row[column] ?? ''
    if (text.trim() === '') continue
    filled++
    if (isMail(text)) found++
  }
  return found === 0 ? null : { kind: 'e-mail', share: found / filled }
}

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
  return isPhone(text) || (text.match(/\+?\(?\d[\d\s().-]{6,}\d/g) ?? []).some((part) => isPhone(part.trim()))
}

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
