import { said as comparison } from './compare.ts'
import { said as forms } from './forms.ts'
import { said as pictures } from './pictures.ts'
import { said as told } from './public.ts'
import { said as report } from './report.ts'
import { said as settings } from './settings.ts'
import { said as shapes } from './shapes.ts'
import { said as supposed } from './supposed.ts'
import { said as texts } from './texts.ts'

/** English, French, Spanish, Portuguese. */
export const said = {
  ...report,
  ...comparison,
  ...pictures,
  ...told,
  ...forms,
  ...texts,
  ...settings,
  ...shapes,
  ...supposed,
} as const
