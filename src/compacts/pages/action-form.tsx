import type { ReactNode } from 'react'
import { Button, Buttons, ErrorSummary, type FieldError, TextField } from '../../ui/form.tsx'
import { speak } from '../../ui/language.ts'
import { OnceField } from '../../ui/once-field.tsx'
import { useLanguage } from '../../ui/voice.tsx'
import type { Typed } from '../forms/field.ts'
import { words } from '../words/words.ts'

/** What came back from one of the small forms of a page: which, what was typed, and what is wrong. */
export type Returned = { form: string; typed: Typed; errors: FieldError[] }

export const nothingReturned: Returned = { form: '', typed: {}, errors: [] }

/**
 * One of several small forms on a page: a reason where one is needed, what else it asks, and a
 * button whose words say what happens. What was typed comes back into the form it came from.
 */
export function ActionForm({
  name,
  action,
  submit,
  reason = false,
  first = false,
  returned,
  hidden = {},
  children,
}: {
  /** Tells it from the other forms of the page. */
  name: string
  action: string
  submit: string
  reason?: boolean
  first?: boolean
  returned: Returned
  hidden?: Record<string, string>
  children?:
    | ReactNode
    | ((
        typed: Typed,
        errorOf: (field: string) => string | undefined,
        id: (field: string) => string,
      ) => ReactNode)
}) {
  const say = speak(words, useLanguage())
  const mine = returned.form === name ? returned : nothingReturned
  const id = (field: string) => `${name}.${field}`
  const errorOf = (field: string) => mine.errors.find((error) => error.field === field)?.message
  return (
    <form className="form" method="post" action={action} id={name}>
      <ErrorSummary errors={mine.errors.map((error) => ({ ...error, field: id(error.field) }))} />
      <OnceField />
      <input type="hidden" name="form" value={name} />
      {Object.entries(hidden).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      {typeof children === 'function' ? children(mine.typed, errorOf, id) : children}
      {reason ? (
        <TextField
          name={id('reason')}
          rows={3}
          label={say('form.reason')}
          hint={say('form.reason hint')}
          value={mine.typed.reason}
          error={errorOf('reason')}
        />
      ) : null}
      <Buttons>
        <Button first={first}>{submit}</Button>
      </Buttons>
    </form>
  )
}
