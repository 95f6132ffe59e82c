import { Fragment } from 'react'

/** A text whose long words, such as addresses, may break after a sign: on a phone nothing runs off the page. */
export function Breakable({ text }: { text: string }) {
  const pieces = text.split(/(\S{20,})/).flatMap((word) => (word.length < 20 ? [word] : cut(word)))
  // Pieces stand in a fixed order for one text, so their place is a sound key.
  return pieces.map((piece, place) => (
    <Fragment key={place.toString()}>
      {piece}
      {/[./@_?&=-]$/.test(piece) ? <wbr /> : null}
    </Fragment>
  ))
}

/** Cut after each sign; what is long without any is cut after twenty characters. */
function cut(word: string): string[] {
  return word.match(/[^./@_?&=-]{0,20}[./@_?&=-]|[^./@_?&=-]{1,20}/g) ?? [word]
}
