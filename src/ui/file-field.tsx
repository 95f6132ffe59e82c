/**
 * A field for one file. It belongs into a `<form method="post" encType="multipart/form-data">`
 * whose room takes uploads (`house/documents/uploads.ts`). A file cannot be put in again by
 * the page: say in the hint that it is to be chosen anew after an error.
 */
export function FileField({
  name,
  label,
  hint,
  error,
  accept,
  required,
}: {
  /** Name in the body, and id on the page. */
  name: string
  label: string
  hint?: string
  error?: string | undefined
  /** Endings the browser offers: `.pdf,.png`. What arrives is looked at all the same. */
  accept?: string
  required?: boolean
}) {
  const parts = [hint ? `${name}-hint` : null, error ? `${name}-error` : null].filter((part) => part !== null)
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {hint ? (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
      <input
        type="file"
        id={name}
        name={name}
        accept={accept}
        required={required}
        aria-describedby={parts.length > 0 ? parts.join(' ') : undefined}
        aria-invalid={error ? true : undefined}
      />
    </div>
  )
}
