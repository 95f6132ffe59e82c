/** All that was typed, to be copied, where the form it was typed in is not to be had. */
export function TypedText({ label, typed }: { label: string; typed: string }) {
  return (
    <div className="form">
      <div className="field">
        <label htmlFor="typed">{label}</label>
        <textarea
          id="typed"
          rows={Math.min(20, typed.split('\n').length + 3)}
          readOnly
          defaultValue={typed}
        />
      </div>
    </div>
  )
}
