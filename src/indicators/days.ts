/** A real calendar day as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const moment = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)
}

/** First and last year that a figure may describe: beyond them a year is a slip of the pen. */
export const earliestYear = 1800
export const latestYear = 2100

/** Whether a text is a year a figure may describe: four digits, 1800 to 2100. */
export function isYear(text: string): boolean {
  return /^\d{4}$/.test(text) && Number(text) >= earliestYear && Number(text) <= latestYear
}
