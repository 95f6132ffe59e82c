/** A number with its word: 1 row, 2 rows. The word for many has an s unless it is given. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** With a capital in front and a stop behind, so that another sentence may follow. */
export function asSentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`
}

/**
 * One line that is safe to print: file names and cells come from strangers. Breaks and
 * tabs become spaces; other control characters, which would act on the terminal or turn
 * the direction of writing, become �.
 */
export function printable(text: string): string {
  return (
    text
      .replace(/\r\n|[\n\r\t\v\f\u0085\u2028\u2029]/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�')
  )
}

const troubles: Record<string, string> = {
  EISDIR: 'It is a folder.',
  ELOOP: 'Its links lead in a circle.',
  ENAMETOOLONG: 'The name is too long.',
  ENOENT: 'There is no such folder.',
  ENOSPC: 'The disk is full.',
  ENOTDIR: 'A file stands where a folder is named.',
  EROFS: 'The disk can only be read.',
}

/** What the system's error about a file means, as a sentence. */
export function fileTrouble(error: unknown, done: 'read' | 'written'): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EACCES' || code === 'EPERM') return `It may not be ${done} by this user.`
  return troubles[code] ?? `It cannot be ${done}${code === '' ? '' : ` (${code})`}.`
}
