import type { ReactNode } from 'react'
import { type Status, StatusMark } from './status-mark.tsx'
import { useUiWords } from './voice.tsx'

export type GateCell = { status: Status; word: ReactNode; reason?: ReactNode }

/**
 * Gates by date: one row for each gate with its rule, one column for each date,
 * and the answer of all gates together in the last row. The column of the date
 * in question is tinted.
 */
export function Gates({
  caption,
  dates,
  asked,
  gates,
  together,
}: {
  /** Says what the table answers; read out, not shown. */
  caption: string
  dates: { key: string; name: string }[]
  /** Key of the date in question. */
  asked?: string
  gates: { key: string; name: string; rule: ReactNode; cells: Record<string, GateCell> }[]
  together?: Record<string, ReactNode>
}) {
  const say = useUiWords()
  const shade = (key: string) => (key === asked && dates.length > 1 ? 'asked' : undefined)
  return (
    <table className="gates">
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden">{say('gates.gate')}</span>
          </th>
          {dates.map(({ key, name }) => (
            <th key={key} scope="col" className={shade(key)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {gates.map((gate) => (
          <tr key={gate.key}>
            <th scope="row">
              <b>{gate.name}</b>
              <span>{gate.rule}</span>
            </th>
            {dates.map(({ key, name }) => {
              const cell = gate.cells[key]
              return (
                <td key={key} className={shade(key)} data-date={name}>
                  {cell ? (
                    <StatusMark status={cell.status} word={cell.word}>
                      {cell.reason}
                    </StatusMark>
                  ) : (
                    <StatusMark status="unknown" />
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
      {together ? (
        <tfoot>
          <tr>
            <th scope="row">{say('gates.together')}</th>
            {dates.map(({ key, name }) => (
              <td key={key} className={shade(key)} data-date={name}>
                {together[key]}
              </td>
            ))}
          </tr>
        </tfoot>
      ) : null}
    </table>
  )
}
