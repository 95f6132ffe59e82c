/**
 * Codes of the methods in the order of the table; pages and the command give them names. They stand apart, so that a
 * page that only names the methods does not carry them.
 */
export const SPECIFICATIONS = [
  'independence',
  'stepwise-0.01',
  'stepwise-0.02',
  'stepwise-0.05',
  'bic-2',
  'bic-3',
  'averaged',
  'dga',
  'latent-class',
  'threshold',
  'chao',
] as const
export type SpecificationLabel = (typeof SPECIFICATIONS)[number]
