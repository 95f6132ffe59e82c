import { useLanguage, useWords, writeNumber } from '../../../ui/voice.tsx'
import { inPercent } from '../../percent.ts'
import type { Criterion, Methodology } from '../../schema.ts'
import {
  baseShares,
  type Choices,
  groupsOf,
  movableGroups,
  type OfferedMean,
  offeredMeans,
  own,
  pointsIn,
  sharesAmong,
  withMean,
  withWeight,
} from '../choices.ts'
import { fieldOf } from '../read-choices.ts'
import { benchWords } from '../words.ts'
import { NumberBox, Slider } from './fields.tsx'

export type Choose = (field: string, choices: Choices) => void

/** Points of every part among its neighbours, and how each group is put together. */
export function Weights({
  methodology,
  choices,
  choose,
}: {
  methodology: Methodology
  choices: Choices
  choose: Choose
}) {
  const say = useWords(benchWords)
  const language = useLanguage()
  const movable = new Set(movableGroups(methodology.criteria).map(({ id }) => id))
  const percent = (share: number) => inPercent(language, share, 1)
  return groupsOf(methodology.criteria).map((group) => {
    const title = titleOf(group)
    const points = pointsIn(group, choices)
    const shares = sharesAmong(points)
    const saved = baseShares(group)
    const sum = points.reduce((total, each) => total + each, 0)
    const first = points[0] ?? 0
    return (
      <fieldset key={group.id} className="bench-group" id={`group-${group.id}`}>
        <legend>{title}</legend>
        <Mean group={group} choices={choices} choose={choose} methodology={methodology} />
        {movable.has(group.id) ? (
          <>
            {group.children!.map((child, i) => (
              <div key={child.id} className="bench-weight">
                <span className="bench-weight-name" id={`name-${child.id}`}>
                  {titleOf(child)}
                </span>
                <Slider
                  label={say('weights.slider of', { name: titleOf(child) })}
                  value={points[i]!}
                  min={0}
                  max={100}
                  step={1}
                  says={`${writeNumber(language, points[i]!)}, ${say('weights.share', { share: percent(shares[i]!), group: title })}`}
                  set={(value) =>
                    choose(fieldOf.weight(child.id), withWeight(methodology, choices, child.id, value))
                  }
                />
                <NumberBox
                  name={fieldOf.weight(child.id)}
                  label={say('weights.points of', { name: titleOf(child) })}
                  value={points[i]!}
                  min={0}
                  max={100}
                  set={(value) =>
                    choose(fieldOf.weight(child.id), withWeight(methodology, choices, child.id, value))
                  }
                />
                <span className="bench-share">
                  <b>{percent(shares[i]!)}</b>
                  {saved && Math.abs(saved[i]! - shares[i]!) > 0.0005 ? (
                    <span className="note"> {say('weights.saved share', { share: percent(saved[i]!) })}</span>
                  ) : null}
                </span>
              </div>
            ))}
            {/* How points become shares is said where they do not sum to a hundred any more. */}
            <p className="hint" hidden={Math.abs(sum - 100) < 0.05}>
              {say('weights.text', {
                points: writeNumber(language, first),
                sum: writeNumber(language, sum),
                share: percent(shares[0] ?? 0),
              })}
            </p>
          </>
        ) : (group.children?.length ?? 0) > 1 ? (
          <p className="hint">{say('weights.found', { name: title })}</p>
        ) : null}
      </fieldset>
    )
  })
}

function Mean({
  group,
  methodology,
  choices,
  choose,
}: {
  group: Criterion
  methodology: Methodology
  choices: Choices
  choose: Choose
}) {
  const say = useWords(benchWords)
  const written = group.aggregation ?? 'arithmetic'
  const offered = offeredMeans.find((mean) => mean === written)
  const value = own(choices.means, group.id) ?? offered ?? ''
  const name = fieldOf.mean(group.id)
  return (
    <div className="bench-mean">
      <label htmlFor={name} className="hidden">
        {say('means.of', { name: titleOf(group) })}
      </label>
      <select
        id={name}
        name={name}
        value={value}
        onChange={({ target }) => {
          const mean = offeredMeans.find((each) => each === target.value)
          if (mean) choose(name, withMean(methodology, choices, group.id, mean as OfferedMean))
          else {
            const { [group.id]: _, ...means } = choices.means
            choose(name, { ...choices, means })
          }
        }}
      >
        {offered === undefined ? <option value="">{say('means.own')}</option> : null}
        {offeredMeans.map((mean) => (
          <option key={mean} value={mean}>
            {say(`means.${mean}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

/** A title in the language of the page: the document travels in that one alone. */
export function titleOf({ title }: { title: { en: string } }): string {
  return title.en
}
