import { type Language, speak } from '../../ui/language.ts'
import type { PasswordFault } from './passwords.ts'
import { longest, shortest } from './passwords.ts'
import { words } from './words.ts'

/** Why a password cannot be taken, in a sentence. */
export function passwordFaultIn(language: Language, fault: PasswordFault): string {
  return speak(words, language)(`fault.password.${fault}`, { shortest, longest })
}
