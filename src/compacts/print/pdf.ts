import { Fault } from '../../house/errors.ts'
import { TYPESETTER, typeset } from '../../house/typeset.ts'
import { type Language, speak } from '../../ui/language.ts'
import { words } from '../words/words.ts'
import type { Printed } from './document.ts'
import { template } from './template.ts'

/**
 * The PDF of an agreement, tagged for readers that speak it (PDF/UA-1).
 *
 * Throws Fault 503 where the program is not there, naming the page to be printed instead, and
 * Fault 500 when it cannot set this text.
 */
export async function pdfOf(
  what: Printed,
  { language, instead, program = TYPESETTER }: { language: Language; instead: string; program?: string },
): Promise<{ pdf: Buffer; standard: 'ua-1' | 'tagged' }> {
  const answer = await typeset(template, what, program)
  const say = speak(words, language)
  if ('missing' in answer)
    throw new Fault(503, 'no-typesetter', say('pdf.missing'), [
      { place: instead, message: say('pdf.missing message'), remedy: say('pdf.missing remedy') },
    ])
  if ('fault' in answer)
    throw new Fault(500, 'not-printed', 'The agreement could not be set as a PDF', [
      { message: answer.fault.slice(0, 500), remedy: say('pdf.missing remedy') },
    ])
  return answer
}
