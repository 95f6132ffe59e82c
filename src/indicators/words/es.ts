import type { IndicatorKey } from '../words.ts'
import { en } from './en.ts'
export const es: Record<IndicatorKey, string> = en
