/** The text with a capital first letter, for the start of a sentence or a cell. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
