/*
 * What in a free text, or in the name of a list, points to a person. Pure. Looked through before anything is kept that
 * others will read. A net with wide meshes: a bare name cannot be told from that of an office, so only what stands
 * beside a name gives it away.
 */

export const pointers = ['e-mail', 'phone', 'birth-date', 'document', 'name'] as const
export type Pointer = (typeof pointers)[number]

/** What points to a person, the surest first; null where nothing is found. */
export function pointerIn(text: string): Pointer | null {
  const plain = text.normalize('NFC')
  const found = looks.find(([, looksSo]) => looksSo(plain))
  return found === undefined ? null : found[0]
}

const months =
  'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|fév|avr|mai|juin|juil|août|déc|ene|abr|ago|dic|fev|set|out|dez'
const day = `(\\d{1,2}[-/. ]\\d{1,2}[-/. ]\\d{2,4}|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|(\\d{1,2}(st|nd|rd|th|er|º)?[ -](de )?)?(${months})\\p{L}*\\.?( de| \\d{1,2},?)? \\d{4})`
const born =
  '(born|birth|dob|d\\.o\\.b\\.|nées?|né\\(e\\)|naiss\\p{L}*|ddn|nacid[oa]s?|nac\\.|nacimiento|nascid[oa]s?|nasc\\.|nascimento)'
const birth = new RegExp(`(?<![\\p{L}])${born}(?![\\p{L}])[^\\n\\d]{0,20}${day}`, 'iu')

/* A number after a word for a telephone; or as it is dialled from abroad, which numbers of laws and cases are not. */
const phoneWord =
  /(?<!\p{L})(phones?|tel(e|é)fon[oe]s?|t(é|e)l(é|e)phones?|tel|tél|mobile|cell(ular)?|celular|m(ó|o)vil|telem(ó|o)vel|portable|whats ?app|gsm|call(ed)? (her|him|them|me|on)?)[^\p{L}\d]{0,6}(no\.?|nr\.?|number|n[º°]|num(é|e)ro|n(ú|u)mero)?[^\p{L}\d]{0,4}\(?\+?\d(?:[ ().-]{0,2}\d){6,14}(?!\d)/iu
const dialled = /(?<![\p{L}\d./-])(\+\d|00\d)(?:[ ().-]{0,2}\d){7,13}(?![\d\p{L}])/u

const document =
  /(?<!\p{L})(passports?|passeport|pasaporte|passaporte|(national |voter.?s? )?id card|identity card|carte d[’']identit(é|e)|c(é|e)dula|dni|curp|cpf|ghana card|bilhete de identidade)[^\n\d]{0,16}?(?=[A-Z0-9-]{0,20}\d{5})[A-Z]{0,4}[A-Z0-9-]{0,20}\d/iu

/* Whom a name belongs to, and then the name: two words with capitals. */
const person =
  /(?<!\p{L})(?:[Vv]ictim|[Ss]urvivor|[Cc]omplainant|[Vv]ictime|[Ss]urvivante?|[Pp]laignante?|[Vv](?:í|i)ctima|[Ss]obreviviente|[Vv](?:í|i)tima|[Ss]obrevivente)(?:[:,]| named| called| nomm(?:é|e)e?| llamad[oa]| chamad[oa])? +(\p{Lu}\p{Ll}[\p{L}’'-]* \p{Lu}\p{Ll}[\p{L}’'-]*(?: \p{Lu}\p{Ll}[\p{L}’'-]*)*)/gu
/* Offices and laws are called after those they are there for. */
const office =
  /\b(support|services?|assistance|protection|units?|funds?|identification|traffic\p{L}*|centres?|centers?|centros?|referral|shelters?|care|acts?|programmes?|programs?|projects?|networks?|alliance|association|foundation|council|compensation|interviews?|surveys?|desk|office|hotline|helpline|of|rights|register|database|organisations?|organizations?|international|national|aid|advocates?|advisory|group|coalition|justice|commission|ministry|department|police)\b/iu

const looks: readonly (readonly [Pointer, (text: string) => boolean])[] = [
  ['e-mail', (text) => /[^\s@]@[^\s@]{1,250}\.\p{L}{2,}/u.test(text)],
  ['phone', (text) => dialled.test(text) || phoneWord.test(text)],
  ['birth-date', (text) => birth.test(text)],
  ['document', (text) => document.test(text)],
  ['name', (text) => [...text.matchAll(person)].some(([, name = '']) => !office.test(name))],
]
