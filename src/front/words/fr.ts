import type { FrontKey } from '../words.ts'
import { en } from './en.ts'
export const fr: Record<FrontKey, string> = en
