import { type ChangeEvent, useState } from 'react'
import { Frame } from '../../../ui/form.tsx'
import { useLanguage, useWords } from '../../../ui/voice.tsx'
import type { Given } from '../messages.ts'
import type { Example, Slot } from '../path.ts'
import type { AnyPath } from '../paths.ts'
import { workbenchWords } from '../words.ts'

/** Where the table comes from: a file, what is pasted, or an example that was published. */
export function Bring({
  path,
  reading,
  read,
  open,
}: {
  path: AnyPath
  reading: string | null
  read: (slot: string, given: Given) => void
  open: (example: Example) => void
}) {
  const say = useWords(workbenchWords)
  const language = useLanguage()
  const slots = path.slots(language)
  const examples = path.examples(language)
  return (
    <>
      <div className="form">
        {slots.map((slot) => (
          <BringOne
            key={slot.key}
            slot={slot}
            reading={reading === slot.key}
            read={(given) => read(slot.key, given)}
            titled={slots.length > 1}
          />
        ))}
      </div>
      {examples.length === 0 ? null : (
        <>
          <h3 className="workbench-examples-title">{say('bring.examples')}</h3>
          <ul className="workbench-examples">
            {examples.map((example) => (
              <li key={example.key}>
                <button type="button" className="workbench-link" onClick={() => open(example)}>
                  {example.name}
                </button>
                <p className="note">
                  {example.source.address === undefined ? (
                    example.source.text
                  ) : (
                    <a href={example.source.address}>
                      {say('bring.source', { source: example.source.text })}
                    </a>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function BringOne({
  slot,
  reading,
  read,
  titled,
}: {
  slot: Slot
  reading: boolean
  read: (given: Given) => void
  titled: boolean
}) {
  const say = useWords(workbenchWords)
  const [text, setText] = useState('')
  const file = `bring-${slot.key}-file`
  const paste = `bring-${slot.key}-paste`
  const named = titled || slot.optional === true
  return (
    <fieldset className="field workbench-slot">
      <legend>
        {slot.name}
        {named && slot.optional ? `, ${say('bring.optional')}` : ''}
      </legend>
      <p className="hint">{slot.hint}</p>
      <Frame name={file} label={say('bring.file')} hint={say('bring.file.hint')}>
        <input
          type="file"
          id={file}
          accept=".csv,.tsv,.txt,.xlsx,text/csv"
          aria-describedby={`${file}-hint`}
          onChange={({ target }: ChangeEvent<HTMLInputElement>) => {
            const [chosen] = target.files ?? []
            if (chosen !== undefined) read({ file: chosen })
            // The same file can be chosen again after it was mended.
            target.value = ''
          }}
        />
      </Frame>
      <Frame name={paste} label={say('bring.paste')} hint={say('bring.paste.hint')}>
        <textarea
          id={paste}
          rows={4}
          className="workbench-paste"
          spellCheck={false}
          autoComplete="off"
          value={text}
          aria-describedby={`${paste}-hint`}
          onChange={({ target }) => setText(target.value)}
        />
      </Frame>
      <div className="buttons">
        <button
          type="button"
          className="button"
          disabled={text.trim() === '' || reading}
          onClick={() => {
            read({ text, name: null })
            // What was pasted may tell who somebody is: it does not stay on the page.
            setText('')
          }}
        >
          {say('bring.read')}
        </button>
        <span role="status" className="note">
          {reading ? say('bring.reading') : ''}
        </span>
      </div>
    </fieldset>
  )
}
