import { guardedCsvLine } from '../../../indicators/csv-text.ts'
import { useWords } from '../../../ui/voice.tsx'
import type { Row } from '../path.ts'
import type { AnyPath } from '../paths.ts'
import { workbenchWords } from '../words.ts'

/** Files made in the browser from what was computed. */
export function Downloads({ files }: { files: ReturnType<AnyPath['download']> }) {
  const say = useWords(workbenchWords)
  return (
    <>
      <div className="buttons">
        <button
          type="button"
          className="button"
          onClick={() =>
            hand('estimates.json', `${JSON.stringify(files.json, null, 2)}\n`, 'application/json')
          }
        >
          {say('download.json')}
        </button>
        <button type="button" className="button" onClick={() => handTable('estimates', files.rows)}>
          {say('download.csv')}
        </button>
        {(files.more ?? []).map(({ name, file, rows }) => (
          <button key={file} type="button" className="button" onClick={() => handTable(file, rows)}>
            {say('download.more', { name })}
          </button>
        ))}
      </div>
      <p className="note">{say('download.note')}</p>
    </>
  )
}

function handTable(name: string, rows: readonly Row[]): void {
  hand(`${name}.csv`, rows.map(guardedCsvLine).join(''), 'text/csv')
}

/** Hands a text over as a file: the browser keeps it, nobody is asked for it. */
function hand(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
