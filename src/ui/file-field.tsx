import { described, type FieldProps, Frame } from './form.tsx'

/**
 * A field for one file. It belongs into a `<form method="post" encType="multipart/form-data">`
 * whose room takes uploads (`house/documents/uploads.ts`). A file cannot be put in again by
 * the page: say in the hint that it is to be chosen anew after an error.
 */
export function FileField({
  accept,
  required,
  ...field
}: Omit<FieldProps, 'optional'> & {
  /** Endings the browser offers: `.pdf,.png`. What arrives is looked at all the same. */
  accept?: string
  required?: boolean
}) {
  return (
    <Frame {...field}>
      <input
        type="file"
        id={field.name}
        name={field.name}
        accept={accept}
        required={required}
        aria-describedby={described(field)}
        aria-invalid={field.error ? true : undefined}
      />
    </Frame>
  )
}
