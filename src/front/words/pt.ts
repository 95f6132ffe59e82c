import type { FrontKey } from '../words.ts'
import { en } from './en.ts'
export const pt: Record<FrontKey, string> = en
