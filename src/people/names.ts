/**
 * Whether a text can stand as a name: there is something to see in it, and nothing that
 * hides or turns round what stands beside it. The joiners that Persian, Indic scripts and
 * pictures need are kept.
 */
export function isReadableName(name: string): boolean {
  return (
    /[\p{L}\p{N}]/u.test(name) &&
    !/[\p{Cc}\p{Cs}\p{Co}]/u.test(name) &&
    !/\p{Cf}/u.test(name.replace(/[\u200C\u200D]/g, ''))
  )
}

/** Whether a text would be taken for an address or a link, in a letter that begins with it. */
export function looksLikeLink(name: string): boolean {
  return /:\/\/|@|\bwww\./i.test(name)
}
