import { said as forms } from './forms.ts'
import { said as told } from './public.ts'
import { said as report } from './report.ts'
import { said as texts } from './texts.ts'

/** English, French, Spanish, Portuguese. */
export const said = { ...report, ...told, ...forms, ...texts } as const
