import type { ReactNode } from 'react'
import { DataTable } from './data-table.tsx'
import { Button, ButtonLink, Buttons } from './form.tsx'
import type { Say } from './language.ts'
import { OnceField } from './once-field.tsx'

type Act = 'add' | 'change'

type DiffWord =
  `diff.${'title' | 'nothing' | 'counts' | 'now' | 'file' | 'act' | Act | 'refused' | 'fault' | 'confirm' | 'back'}`

/** What a file that came back would change in a draft, and the form that takes it; `children` are what it sends. */
export function FileChanges({
  say,
  heads,
  changes,
  left,
  refused,
  back,
  children,
}: {
  /** The words of the room. */
  say: Say<DiffWord>
  heads: { where: string; field: string; at: string }
  changes: readonly { key: string; where: string; field: string; now: string; file: string; act: Act }[]
  /** How many the file leaves as they are. */
  left: number
  /** What is not taken, and where in the file it stands. */
  refused: readonly { at: string; text: string; fault: string }[]
  /** Address of the draft; the form goes to `/take` beneath it. */
  back: string
  children: ReactNode
}) {
  const count = (act: Act) => changes.filter((each) => each.act === act).length
  return (
    <>
      <p className="prose">
        {changes.length === 0
          ? say('diff.nothing')
          : say('diff.counts', { add: count('add'), change: count('change'), left })}
      </p>
      {changes.length === 0 ? null : (
        <DataTable
          caption={say('diff.title')}
          captionHidden
          columns={[
            { key: 'where', head: heads.where },
            { key: 'field', head: heads.field },
            { key: 'now', head: say('diff.now') },
            { key: 'file', head: say('diff.file') },
            { key: 'act', head: say('diff.act') },
          ]}
          rows={changes.map(({ key, where, field, now, file, act }) => ({
            key,
            cells: { where, field, now: now || '–', file, act: say(`diff.${act}`) },
          }))}
        />
      )}
      {refused.length === 0 ? null : (
        <DataTable
          caption={say('diff.refused')}
          columns={[
            { key: 'at', head: heads.at },
            { key: 'what', head: say('diff.file') },
            { key: 'fault', head: say('diff.fault') },
          ]}
          rows={refused.map(({ at, text, fault }, place) => ({
            key: `${at} ${place}`,
            cells: { at, what: text, fault },
          }))}
        />
      )}
      <form className="form" method="post" action={`${back}/take`}>
        <OnceField />
        {children}
        <Buttons>
          {changes.length === 0 ? null : <Button first>{say('diff.confirm')}</Button>}
          <ButtonLink href={back}>{say('diff.back')}</ButtonLink>
        </Buttons>
      </form>
    </>
  )
}
