import type { FrontKey } from '../words.ts'
import { en } from './en.ts'
export const es: Record<FrontKey, string> = en
