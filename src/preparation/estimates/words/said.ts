import { said as forms } from './forms.ts'
import { said as report } from './report.ts'

/** English, French, Spanish, Portuguese. */
export const said = { ...report, ...forms } as const
