/**
 * What a method of several criteria has to say beside its numbers: a code with its values, never a sentence.
 * Units and criteria are named by their place in what was given, from 0.
 */
export type McdaFinding =
  /** There is nobody to compare. */
  | { code: 'no-unit' }
  /** One unit with all its values: a method that compares has nothing to say about it. */
  | { code: 'one-unit' }
  /** These units lack a value and are neither compared nor scored: unknown is not the worst. */
  | { code: 'incomplete-units'; units: number[] }
  /** All units are alike on this criterion: it tells nobody apart. */
  | { code: 'constant-column'; criterion: number }
  /** This criterion has no weight and changes nothing. */
  | { code: 'zero-weight'; criterion: number }
  | { code: 'all-weights-zero' }
  /** All units are alike on everything: no distance, no order. */
  | { code: 'all-alike' }
  /** Shares of a sum are not defined with a value below zero. */
  | { code: 'negative-value'; criterion: number; unit: number }
  /** No criterion tells units apart, so the data give no weights. */
  | { code: 'no-spread' }
  /** The two ways to bring criteria to one scale put different units first: the choice of scale decides, not the data. */
  | { code: 'normalisations-disagree'; vector: number[]; minMax: number[] }
  /** These units outrank each other in a circle; they are taken as one and share a place. */
  | { code: 'cycle'; units: number[] }
