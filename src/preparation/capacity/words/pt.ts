import { en } from './en.ts'

export const pt: Record<keyof typeof en, string> = en
