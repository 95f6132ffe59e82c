import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../ui/voice.tsx'
import { pointsWords } from '../consultation/words/points.ts'

/**
 * How many of 100 points are still to be given, while they are typed into the form around it. Without scripts the form
 * says so when it is sent.
 */
export default function PointsLeft({
  fields,
  typed,
}: {
  /** Names of the fields that points are typed into. */
  fields: string[]
  /** What stands in them when the page is drawn. */
  typed: string[]
}) {
  const say = useWords(pointsWords)
  const here = useRef<HTMLParagraphElement>(null)
  const [values, setValues] = useState(typed)

  useEffect(() => {
    const form = here.current?.closest('form')
    if (!form) return
    const read = () => {
      const sent = new FormData(form)
      setValues(fields.map((name) => String(sent.get(name) ?? '')))
    }
    // What a browser put back by itself stands there before anything is typed.
    read()
    // What was typed before and is put back comes by a button, not by typing.
    const later = () => requestAnimationFrame(read)
    form.addEventListener('input', read)
    form.addEventListener('click', later)
    return () => {
      form.removeEventListener('input', read)
      form.removeEventListener('click', later)
    }
  }, [fields])

  const numbers = values.map((value) => {
    const text = value.trim()
    return text === '' ? 0 : /^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) : Number.NaN
  })
  const left = 100 - numbers.reduce((sum, value) => sum + value, 0)
  return (
    <p className="prose" role="status" ref={here}>
      {Number.isNaN(left)
        ? say('odd')
        : left === 0
          ? say('done')
          : left > 0
            ? say('left', { left })
            : say('over', { over: -left })}
    </p>
  )
}
