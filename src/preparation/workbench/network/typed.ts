/** What a field takes: whole numbers or any, from the least to the most. */
export type NumberLimits = { whole?: boolean; least?: number; most?: number }

/** A number as somebody typed it: read, not typed at all, or not understood. */
export type Typed = { value: number } | { value: null; wrong: boolean }

/**
 * Reads a number from a field. A whole number may have its thousands parted (1 000, 1,000, 1.000); any other may have
 * a decimal point or comma. What could be read in two ways is not understood.
 */
export function readTyped(
  text: string,
  { whole = false, least = 0, most = Infinity }: NumberLimits = {},
): Typed {
  const typed = text.trim().replace(/[\u00a0\u202f ]/g, ' ')
  if (typed === '') return { value: null, wrong: false }
  const value = whole ? wholeIn(typed) : fractionIn(typed)
  return value !== null && value >= least && value <= most ? { value } : { value: null, wrong: true }
}

function wholeIn(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text)
  const [, mark] = /^\d{1,3}([ .,'])\d{3}(?:\1\d{3})*$/.exec(text) ?? []
  return mark === undefined ? null : Number(text.replaceAll(mark, ''))
}

function fractionIn(text: string): number | null {
  return /^(\d+([.,]\d*)?|[.,]\d+)$/.test(text) ? Number(text.replace(',', '.')) : null
}

/** The number typed, or undefined where none was. Ask `isWrong` first. */
export function numberTyped(text: string, limits: NumberLimits = {}): number | undefined {
  return readTyped(text, limits).value ?? undefined
}

/** The same as a flag takes it; null where none was typed. */
export function flagTyped(text: string, limits: NumberLimits): string | null {
  const value = numberTyped(text, limits)
  return value === undefined ? null : String(value)
}

export function isWrong(text: string, limits: NumberLimits = {}): boolean {
  const read = readTyped(text, limits)
  return read.value === null && read.wrong
}

/** What each field of the paths takes; the page checks by it what the worker then reads by it. */
export const limits = {
  people: { whole: true, least: 1 },
  resamples: { whole: true, least: 0, most: 100_000 },
  seed: { whole: true, least: 0, most: Number.MAX_SAFE_INTEGER },
  share: { least: 1e-6, most: 1 },
  factor: { least: 1e-6, most: 1e6 },
  cut: { whole: true, least: 1 },
  percent: { least: 0, most: 100 },
} as const

/** Of the factors of scale-up; two of them are shares. */
export const limitsOfFactor = {
  transmission: limits.share,
  precision: limits.share,
  degreeRatio: limits.factor,
  frameRatio: limits.factor,
} as const
