import type { Fact } from './schema.ts'

/** A fact as a file would have it; valid unless told otherwise. */
export const aFact = (over: Partial<Fact> = {}): Fact => ({
  id: null,
  line: 'hhs-otip',
  agency: 'HHS/ACF/OTIP',
  program: 'Trafficking Victims program',
  fiscalYear: 2025,
  through: 2025,
  stage: 'house',
  value: { is: 'amount', minor: 3_100_000_000 },
  kind: 'appropriation',
  sure: 'printed',
  note: null,
  source: 'House report 118-585, page 12',
  entered: null,
  earlier: [],
  ...over,
})
