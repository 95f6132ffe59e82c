/**
 * Where to go afterwards, as an address asked for in a parameter: only a path of this
 * house is taken, anything else leads to `otherwise`. Browsers read a backslash as a
 * slash and leave out tabs and line ends, so addresses with those are not read at all.
 */
export function safeNext(asked: unknown, otherwise = '/account'): string {
  if (typeof asked !== 'string' || asked.length > 2000 || !asked.startsWith('/')) return otherwise
  const readings = [asked, decoded(asked)]
  if (readings.some((text) => text === null || isStrange(text))) return otherwise
  // What a browser makes of it must still be a page of this house.
  const here = 'http://house.invalid'
  if (!URL.canParse(asked, here)) return otherwise
  const url = new URL(asked, here)
  if (url.origin !== here || url.pathname.startsWith('//')) return otherwise
  return `${url.pathname}${url.search}${url.hash}`
}

function isStrange(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /^[/\\]{2}/.test(text) || /[\\\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
