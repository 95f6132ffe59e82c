import { useWords } from '../../../ui/voice.tsx'
import type { Gate, Methodology } from '../../schema.ts'
import type { BenchData } from '../bench-data.ts'
import { type Choices, type GateChoice, gateAsWritten, own, withGate } from '../choices.ts'
import { fieldOf } from '../read-choices.ts'
import { benchWords } from '../words.ts'
import { NumberBox } from './fields.tsx'
import { type Choose, titleOf } from './weights.tsx'

/** What passes each gate: codes, bounds, months, being listed or not. */
export function Gates({
  methodology,
  choices,
  choose,
  codes,
}: {
  methodology: Methodology
  choices: Choices
  choose: Choose
  codes: BenchData['codes']['gates']
}) {
  return methodology.gates.map((gate) => (
    <OneGate
      key={gate.id}
      gate={gate}
      asked={{ ...gateAsWritten(gate), ...own(choices.gates, gate.id) }}
      codes={codes[gate.id] ?? []}
      change={(field, change) => choose(field, withGate(methodology, choices, gate.id, change))}
    />
  ))
}

function OneGate({
  gate,
  asked,
  codes,
  change,
}: {
  gate: Gate
  asked: GateChoice
  codes: { code: string; name: string }[]
  change: (field: string, change: Partial<GateChoice>) => void
}) {
  const say = useWords(benchWords)
  const { id } = gate
  const bound = (key: 'atLeast' | 'atMost' | 'withinMonths', field: string, label: string) =>
    asked[key] === undefined ? null : (
      <div className="bench-bound">
        <label htmlFor={field}>{label}</label>
        <NumberBox
          name={field}
          label={label}
          value={asked[key]}
          {...(key === 'withinMonths' ? { min: 0, max: 600, step: 1 } : {})}
          set={(value) => change(field, { [key]: value })}
        />
      </div>
    )
  return (
    <fieldset className="bench-group">
      <legend>{titleOf(gate)}</legend>
      {asked.codes ? (
        <div className="bench-codes">
          <p className="hint">{say('gates.codes')}</p>
          {codes.map(({ code, name }) => (
            <label key={code} className="choice">
              <input
                type="checkbox"
                name={fieldOf.codes(id)}
                value={code}
                checked={asked.codes!.includes(code)}
                onChange={({ target }) =>
                  change(`${fieldOf.codes(id)}.${code}`, {
                    // In the order in which they are offered, whatever was ticked first.
                    codes: codes.flatMap((each) =>
                      (each.code === code ? target.checked : asked.codes!.includes(each.code))
                        ? [each.code]
                        : [],
                    ),
                  })
                }
              />
              {name}
            </label>
          ))}
        </div>
      ) : null}
      {bound('atLeast', fieldOf.atLeast(id), say('gates.at least'))}
      {bound('atMost', fieldOf.atMost(id), say('gates.at most'))}
      {bound('withinMonths', fieldOf.months(id), say('gates.months'))}
      {asked.must ? (
        <div className="bench-bound">
          <label htmlFor={fieldOf.must(id)}>{say('gates.must')}</label>
          <select
            id={fieldOf.must(id)}
            name={fieldOf.must(id)}
            value={asked.must}
            onChange={({ target }) =>
              change(fieldOf.must(id), { must: target.value === 'be listed' ? 'be listed' : 'be absent' })
            }
          >
            <option value="be absent">{say('gates.must.be absent')}</option>
            <option value="be listed">{say('gates.must.be listed')}</option>
          </select>
        </div>
      ) : null}
    </fieldset>
  )
}
