/** Where a command speaks: results on `out`, progress and faults on `err`. One line a call, without its end. */
export type Io = {
  out: (line: string) => void
  err: (line: string) => void
  /** The reader's language, from `--lang`. */
  language: 'en' | 'fr' | 'es' | 'pt'
}

/** 0 done, 1 faults were found, 2 the command was put together wrongly. */
export type ExitCode = 0 | 1 | 2
