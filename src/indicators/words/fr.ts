import type { IndicatorKey } from '../words.ts'
import { en } from './en.ts'
export const fr: Record<IndicatorKey, string> = en
