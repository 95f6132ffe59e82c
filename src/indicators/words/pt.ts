import type { IndicatorKey } from '../words.ts'
import { en } from './en.ts'
export const pt: Record<IndicatorKey, string> = en
