/** A field of what was sent as one text; what is not there, or there several times, is empty. */
export function field(sent: unknown, name: string): string {
  if (typeof sent !== 'object' || sent === null || !Object.hasOwn(sent, name)) return ''
  const value: unknown = Reflect.get(sent, name)
  return typeof value === 'string' ? value : ''
}

/** A text as one line: composed (NFC), with single spaces, and none at its ends. */
export function oneLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Whether a text holds characters that print nothing, or turn the direction of what stands around them. */
export function hasControls(text: string): boolean {
  return /[\p{Cc}\p{Cs}\p{Co}\u202A-\u202E\u2066-\u2069\uFEFF]/u.test(text)
}

/** Whether what was sent is a key as pages and answers of this house give it: a UUID in small letters. */
export function isUuid(sent: unknown): sent is string {
  return typeof sent === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(sent)
}
