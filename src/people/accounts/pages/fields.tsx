import type { ReactNode } from 'react'
import { ErrorSummary, type FieldError, TextField } from '../../../ui/form.tsx'
import { pathIn } from '../../../ui/language.ts'
import { OnceField } from '../../../ui/once-field.tsx'
import { useLanguage } from '../../../ui/voice.tsx'

/**
 * A form that sends to a page of this house, its faults on top. With `once` it holds a key of its own:
 * what it does uses something up, and sent twice it is answered by what it did (`repeats.ts`).
 */
export function SendForm({
  to,
  errors = [],
  hidden = {},
  once = false,
  children,
}: {
  to: string
  errors?: FieldError[]
  hidden?: Record<string, string | null | undefined>
  once?: boolean
  children: ReactNode
}) {
  const language = useLanguage()
  return (
    <form className="form" method="post" action={pathIn(language, to)}>
      <ErrorSummary errors={errors} />
      {once ? <OnceField /> : null}
      {Object.entries(hidden).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      {children}
    </form>
  )
}

type Given = { name: string; label: string; hint?: string; errors: FieldError[] }

/** A password: never filled in again, never limited in kind, open to password managers and pasting. */
export function PasswordField({
  now,
  errors,
  ...given
}: Given & {
  /** Whether it is the one in use, or a new one. */
  now: boolean
}) {
  return (
    <TextField
      {...given}
      type="password"
      exact
      error={errorAt(errors, given.name)}
      autoComplete={now ? 'current-password' : 'new-password'}
    />
  )
}

/** A code: of the app, or one of the recovery codes. */
export function CodeField({
  name = 'code',
  digits = false,
  errors,
  ...given
}: Omit<Given, 'name'> & { name?: string; digits?: boolean }) {
  return (
    <TextField
      {...given}
      name={name}
      exact
      error={errorAt(errors, name)}
      autoComplete="one-time-code"
      {...(digits ? { inputMode: 'numeric' as const } : {})}
    />
  )
}

function errorAt(errors: FieldError[], name: string): string | undefined {
  return errors.find(({ field }) => field === name)?.message
}
