const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * A text as a log or a note about an error may hold it: without e-mail addresses,
 * passwords in addresses, values that a database repeats in its messages, and anything
 * that looks like a token. Ids (UUIDs) stay: by them the operator finds what it was.
 *
 * A net under the rule, not the rule: what is logged names no person to begin with.
 */
export function veil(text: string): string {
  return (
    text
      // No address is longer than 254 characters; without that bound a long text would take time by its square.
      .replace(/[^\s<>"(),:;@]{1,254}@[^\s<>"(),:;=&?/@]{1,254}/g, '…@…')
      .replace(/[^\s<>"(),:;=&?/@]{1,254}%40[^\s<>"(),:;=&?/@]{1,254}/gi, '…@…')
      // PostgreSQL: “Key (email)=(ama@example.org) already exists”, “invalid input syntax for type uuid: "x"”.
      .replace(/(Key \([^)]*\)=\().*?(\))/g, '$1…$2')
      .replace(/((?:invalid input syntax|invalid input value|out of range)[^"\n]*)"[^"\n]*"/g, '$1"…"')
      .replace(/[A-Za-z0-9_-]{32,}/g, (word) => (uuid.test(word) || !/\d/.test(word) ? word : '…'))
  )
}
