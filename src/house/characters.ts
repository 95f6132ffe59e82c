import type { Language } from '../ui/language.ts'
import { type FaultDetail, Unusable } from './errors.ts'
import { hasControls } from './form-fields.ts'

/*
 * A text that reads one way on a page and another where it is signed is two texts under one hash. So no text that is
 * sent holds what prints nothing or turns the direction of what stands around it: by no door of the house.
 */

const said: Record<Language, { whole: string; message: string; remedy: string }> = {
  en: {
    whole: 'There are characters in it that cannot be seen',
    message:
      'It holds a character that prints nothing, or that turns the direction of what stands around it.',
    remedy: 'Type the passage anew; such characters are often left behind by copying from another program.',
  },
  fr: {
    whole: 'Il contient des caractères qui ne se voient pas',
    message: 'Il contient un caractère qui n’imprime rien ou qui inverse le sens de ce qui l’entoure.',
    remedy: 'Retapez le passage ; de tels caractères restent souvent d’une copie depuis un autre programme.',
  },
  es: {
    whole: 'Contiene caracteres que no se ven',
    message: 'Contiene un carácter que no imprime nada o que invierte la dirección de lo que lo rodea.',
    remedy: 'Escriba de nuevo el pasaje; tales caracteres suelen quedar al copiar de otro programa.',
  },
  pt: {
    whole: 'Contém caracteres que não se veem',
    message: 'Contém um carácter que não imprime nada ou que inverte a direção do que o rodeia.',
    remedy: 'Escreva de novo a passagem; tais caracteres ficam muitas vezes ao copiar de outro programa.',
  },
}

const MOST_TOLD = 50

/** Whether a text of any number of lines holds characters that print nothing, or turn what stands around them. */
export const isHidden = (text: string): boolean => hasControls(text.replace(/[\n\r\t]/g, ' '))

/**
 * Throws Unusable that names every place of a form or of JSON whose text, or whose name, holds such a character.
 * What is secret is nobody’s to read: a password may hold any.
 */
export function assertSeen(sent: unknown, language: Language = 'en'): void {
  const { whole, message, remedy } = said[language]
  const details: FaultDetail[] = []
  const left: { at: string; value: unknown }[] = [{ at: '', value: sent }]
  for (let next = left.pop(); next !== undefined && details.length < MOST_TOLD; next = left.pop()) {
    const { at, value } = next
    if (typeof value === 'string') {
      if (isHidden(value)) details.push({ place: at, message, remedy })
    } else if (Array.isArray(value)) {
      for (const [place, item] of value.entries()) left.push({ at: under(at, String(place)), value: item })
    } else if (isPlain(value)) {
      for (const [name, item] of Object.entries(value)) {
        if (isHidden(name)) details.push({ place: at, message, remedy })
        else if (!/password/i.test(name)) left.push({ at: under(at, name), value: item })
      }
    }
  }
  if (details.length > 0) throw new Unusable(whole, details.reverse())
}

/** Files and streams that are sent are not texts. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const made: unknown = Object.getPrototypeOf(value)
  return made === null || made === Object.prototype
}

const under = (at: string, name: string) => (at === '' ? name : `${at}.${name.slice(0, 80)}`)
