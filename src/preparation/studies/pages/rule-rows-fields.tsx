import { SelectField, TextField } from '../../../ui/form.tsx'
import { capital, type Language, speak } from '../../../ui/language.ts'
import { type Condition, domains } from '../codebook.ts'
import { fieldNames, letters, type TypedRow, type TypedRule } from '../rule-rows.ts'
import { sayCondition } from '../say-condition.ts'
import { words } from '../words/codebooks.ts'

/** The rules of a draft as rows of fields, with some that are empty still. */
export function RuleRows({
  rules,
  error,
  language,
}: {
  rules: readonly TypedRule[]
  error: string | undefined
  language: Language
}) {
  const say = speak(words, language)
  return (
    <fieldset className={error === undefined ? 'field form' : 'field field-wrong form'} id="rules">
      <legend>{say('field.rules')}</legend>
      <p className="hint">{say('field.rules hint')}</p>
      {error === undefined ? null : <p className="error">{error}</p>}
      {rules.map((rule, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a rule is known by its place, which is what its fields are named by
        <fieldset className="field form" key={at}>
          <legend>{say('row.rule', { rule: at + 1 })}</legend>
          <TextField
            name={fieldNames.rule(at, 'code')}
            label={say('row.code')}
            value={rule.code}
            exact
            optional
          />
          <TextField name={fieldNames.rule(at, 'name')} label={say('row.name')} value={rule.name} optional />
          {rule.kept === '' ? null : (
            <label className="choice">
              <input
                type="checkbox"
                name={fieldNames.rule(at, 'kept')}
                value={rule.kept}
                defaultChecked={true}
              />
              {say('row.kept', { condition: inWords(rule.kept, language) })}
            </label>
          )}
          {rule.rows.map((row, place) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              key={place}
              rule={at}
              place={place}
              row={row}
              language={language}
            />
          ))}
        </fieldset>
      ))}
    </fieldset>
  )
}

function Row({
  rule,
  place,
  row,
  language,
}: {
  rule: number
  place: number
  row: TypedRow
  language: Language
}) {
  const say = speak(words, language)
  const name = (field: keyof TypedRow) => fieldNames.row(rule, place, field)
  return (
    <fieldset className="field form-inline">
      <legend>{say('row.row', { row: place + 1 })}</legend>
      <SelectField
        name={name('holds')}
        label={say('row.holds')}
        value={row.holds === 'no' ? 'no' : 'yes'}
        options={(['yes', 'no'] as const).map((value) => ({ value, name: say(`row.holds ${value}`) }))}
      />
      <TextField name={name('least')} label={say('row.at least')} value={row.least} inputMode="numeric" />
      <SelectField
        name={name('of')}
        label={say('row.signs of')}
        value={row.of}
        options={[
          { value: '', name: '–' },
          ...domains.map((value) => ({ value, name: capital(language, say(`domain.${value}`)) })),
          { value: 'signs', name: say('row.of signs') },
        ]}
      />
      <TextField name={name('codes')} label={say('row.signs named')} value={row.codes} exact />
      <SelectField
        name={name('letter')}
        label={say('row.letter')}
        value={row.letter}
        options={[
          { value: '', name: say('row.alone') },
          ...letters.map((letter) => ({ value: letter, name: letter })),
        ]}
      />
    </fieldset>
  )
}

function inWords(kept: string, language: Language): string {
  try {
    return sayCondition(JSON.parse(kept) as Condition, language)
  } catch {
    return kept.slice(0, 200)
  }
}
