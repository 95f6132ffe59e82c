import { useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { formatDay, formatList } from '../../ui/language.ts'
import { useLanguage, useWords, writeNumber } from '../../ui/voice.tsx'
import type { Inputs } from '../schema.ts'
import type { BenchData } from '../workbench/bench-data.ts'
import {
  applyChoices,
  type Choices,
  countOf,
  doubtLeftOut,
  isUntouched,
  problemsOf,
  withShortlist,
} from '../workbench/choices.ts'
import { tryOut } from '../workbench/compute.ts'
import { linkOf, type ReadLink, readLink } from '../workbench/link.ts'
import { movedBetween } from '../workbench/moved.ts'
import { pack, unpack } from '../workbench/packed.ts'
import { Curves } from '../workbench/parts/curves.tsx'
import { NumberBox, useSettled } from '../workbench/parts/fields.tsx'
import { Gates } from '../workbench/parts/gates.tsx'
import { BenchRanking } from '../workbench/parts/ranking.tsx'
import { recolour } from '../workbench/parts/recolour.ts'
import { useRanges } from '../workbench/parts/use-ranges.ts'
import { type Choose, titleOf, Weights } from '../workbench/parts/weights.tsx'
import { fieldOf } from '../workbench/read-choices.ts'
import { sayMoved } from '../workbench/say-moved.ts'
import { noSteps, takeStep } from '../workbench/steps.ts'
import { benchWords } from '../workbench/words.ts'

/**
 * The workbench of an assessment: weights, gates, curves, means, day and length of the list can be moved; ranking, map
 * and what changed follow in this browser. Without a script it is a plain form that the server computes.
 */
export default function Workbench(data: BenchData) {
  const { methodology, names, saved, addresses, seed } = data
  const say = useWords(benchWords)
  const language = useLanguage()
  const [alive, setAlive] = useState(false)
  const [steps, take] = useReducer(takeStep, data.choices, noSteps)
  const [link, setLink] = useState<ReadLink>({ kind: 'none' })
  const [copied, setCopied] = useState<'copied' | 'copy failed' | null>(null)
  const { now: choices } = steps

  const codes = useMemo(
    () =>
      Object.fromEntries(
        Object.entries(data.codes.gates).map(([id, all]) => [id, all.map(({ code }) => code)]),
      ),
    [data.codes],
  )
  const ownInputs = useMemo(() => unpack(data.inputs), [data.inputs])
  const [fetched, setFetched] = useState<Record<string, Inputs>>(() =>
    data.otherDay === null ? {} : { [data.otherDay.day]: unpack(data.otherDay.inputs) },
  )
  const [fetching, setFetching] = useState<{ day: string; failed: boolean } | null>(null)
  const dayHere = choices.day === null || fetched[choices.day] !== undefined
  const inputs = choices.day === null ? ownInputs : (fetched[choices.day] ?? ownInputs)

  const problems = useMemo(() => problemsOf(methodology, choices), [methodology, choices])
  const last = useRef<ReturnType<typeof tryOut> | null>(null)
  const tried = useMemo(() => {
    if (problems.length > 0)
      return last.current ?? tryOut(methodology, ownInputs, { ...choices, ...untouchedRules }, seed)
    return tryOut(methodology, inputs, choices, seed)
  }, [methodology, inputs, ownInputs, choices, problems, seed])
  useEffect(() => {
    if (problems.length === 0) last.current = tried
  }, [tried, problems])

  const nameOf = (unit: string) => (Object.hasOwn(names, unit) ? (names[unit] ?? unit) : unit)
  const moved = useMemo(
    () =>
      movedBetween(
        { units: saved, shortlist: methodology.shortlist.size },
        { units: tried.units, shortlist: tried.shortlist },
      ),
    [saved, methodology, tried],
  )
  const sentences = isUntouched(choices) ? [say('changed.untouched')] : sayMoved(language, moved, nameOf)
  const told = useSettled(sentences.join(' '), alive ? 250 : 0)

  const packed = useMemo(
    () => (inputs === ownInputs ? data.inputs : pack(inputs)),
    [inputs, ownInputs, data.inputs],
  )
  const applied = useMemo(
    () => (problems.length === 0 ? applyChoices(methodology, choices) : null),
    [methodology, choices, problems],
  )
  const leftOut = useMemo(() => {
    const { weights, alternatives } = doubtLeftOut(methodology, applied ?? methodology)
    return [...(weights ? [say('weights.title')] : []), ...alternatives.map(({ en }) => `“${en}”`)]
  }, [methodology, applied, say])
  const ranges = useRanges({ methodology: applied, inputs: packed, seed, runs: data.replicates, alive })

  const choose: Choose = (field, next) => take({ do: 'choose', field, choices: next, at: performance.now() })

  // What the address says is opened once, and again when somebody follows another link on this page.
  useEffect(() => {
    setAlive(true)
    const open = () => {
      const read = readLink(window.location.hash, methodology, codes)
      if (read.kind === 'opened') take({ do: 'open', choices: read.choices })
      setLink(read.kind === 'opened' ? { kind: 'none' } : read)
    }
    open()
    window.addEventListener('hashchange', open)
    return () => window.removeEventListener('hashchange', open)
  }, [methodology, codes])

  // The address follows what is moved, a little later, so that it is not written many times a second.
  const waiting = link.kind !== 'none'
  useEffect(() => {
    if (!alive || waiting) return
    const timer = setTimeout(() => {
      const wanted = isUntouched(choices) ? '' : `#${linkOf(methodology, choices)}`
      if (window.location.hash === wanted || (wanted === '' && !window.location.hash.startsWith('#v1.')))
        return
      window.history.replaceState(null, '', wanted === '' ? addresses.bench : wanted)
    }, 300)
    return () => clearTimeout(timer)
  }, [alive, waiting, choices, methodology, addresses.bench])

  // The map is drawn by the server, beside this island; it is given other fills.
  useEffect(() => {
    if (!alive) return
    recolour(document, tried, {
      moved: !isUntouched(choices),
      says: ({ unit, standing, rank }) => {
        const name = names[unit] ?? unit
        if (standing !== 'in') return say(`map.${standing}`, { name })
        return rank === null ? say('map.in no rank', { name }) : say('map.in', { name, rank })
      },
      counts: say('ranking.counts', tried.counts),
    })
  }, [alive, tried, choices, names, say])

  // Another day is fetched when it is first asked for, also by a link.
  useEffect(() => {
    const { day } = choices
    if (!alive || day === null || fetched[day] !== undefined) return
    const known = data.days.find((each) => each.day === day)
    if (!known) return
    let left = false
    setFetching({ day, failed: false })
    readInputs(known.address).then((got) => {
      if (left) return
      if (got === null) return setFetching({ day, failed: true })
      setFetched((before) => ({ ...before, [day]: got }))
      setFetching(null)
    })
    return () => {
      left = true
    }
  }, [alive, choices, fetched, data.days])

  async function copy() {
    const address = new URL(window.location.href)
    address.hash = isUntouched(choices) ? '' : linkOf(methodology, choices)
    try {
      await navigator.clipboard.writeText(address.href)
      setCopied('copied')
    } catch {
      setCopied('copy failed')
    }
  }

  const moves = countOf(choices)
  const undo = () => take({ do: 'undo' })
  const redo = () => take({ do: 'redo' })
  const nameOfProblem = (id: string) => titles(methodology)[id] ?? id
  const version = `${addresses.version}?state=${linkOf(methodology, choices)}`
  const dayKnown = choices.day === null || data.days.some(({ day }) => day === choices.day)

  return (
    <form
      className={alive ? 'bench bench-alive' : 'bench'}
      method="get"
      action={addresses.bench}
      onSubmit={(event) => {
        if (alive) event.preventDefault()
      }}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return
        event.preventDefault()
        if (event.shiftKey) redo()
        else undo()
      }}
    >
      <input type="hidden" name={fieldOf.sent} value="1" />
      {link.kind === 'refused' ? (
        <div className="error-summary" role="alert">
          <p>{say(`link.refused.${link.why}`)}</p>
          <button type="button" className="button" onClick={() => setLink({ kind: 'none' })}>
            {say('link.leave')}
          </button>
        </div>
      ) : null}
      {link.kind === 'other' ? (
        <div className="bench-link" role="alert">
          <p>
            {say('link.other', {
              id: link.methodology,
              version: link.version,
              here: methodology.methodology,
              hereVersion: methodology.version,
            })}{' '}
            {say('link.fits', { n: countOf(link.choices) })}{' '}
            {link.dropped.length > 0 ? `${say('link.dropped', { names: link.dropped.join(', ') })} ` : null}
            {link.strangers > 0 ? say('link.strangers', { n: link.strangers }) : null}
          </p>
          <div className="buttons">
            {isUntouched(link.choices) ? null : (
              <button
                type="button"
                className="button button-first"
                onClick={() => {
                  take({ do: 'open', choices: link.choices })
                  setLink({ kind: 'none' })
                }}
              >
                {say('link.open')}
              </button>
            )}
            <button type="button" className="button" onClick={() => setLink({ kind: 'none' })}>
              {say('link.leave')}
            </button>
          </div>
        </div>
      ) : null}

      <div className="bench-told">
        <h2>{say('changed.title')}</h2>
        <div
          role="status"
          aria-live="polite"
          aria-label={say('changed.title')}
          className="bench-status"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone it scrolls, so it must be reachable by keyboard
          tabIndex={0}
        >
          {problems.map(({ kind, id }) => (
            <p key={kind + id} className="error">
              {say(`problem.${kind}`, { name: nameOfProblem(id) })}
            </p>
          ))}
          <p className="bench-sentence">{problems.length > 0 ? say('changed.stopped') : told}</p>
        </div>
        <p className="note">{say('bar.moved', { n: moves })}</p>
        <fieldset className="buttons bench-bar">
          <legend className="hidden">{say('bar.label')}</legend>
          {alive ? (
            <>
              <button type="button" className="button" disabled={steps.past.length === 0} onClick={undo}>
                {say('bar.undo')}
              </button>
              <button type="button" className="button" disabled={steps.future.length === 0} onClick={redo}>
                {say('bar.redo')}
              </button>
              <button
                type="button"
                className="button"
                disabled={moves === 0}
                onClick={() => take({ do: 'clear' })}
              >
                {say('bar.clear')}
              </button>
              <button type="button" className="button" onClick={() => void copy()}>
                {say('bar.copy')}
              </button>
              {moves > 0 && problems.length === 0 ? (
                <a className="button" href={version}>
                  {say('bar.save')}
                </a>
              ) : null}
            </>
          ) : (
            <>
              <button type="submit" className="button button-first">
                {say('bar.compute')}
              </button>
              <button type="submit" className="button" formAction={addresses.version}>
                {say('bar.save')}
              </button>
              <a className="button" href={addresses.bench}>
                {say('bar.clear')}
              </a>
            </>
          )}
        </fieldset>
        <p role="status" className="note">
          {copied ? say(`bar.${copied}`) : null}
        </p>
      </div>

      <div className="bench-columns">
        <div className="bench-controls">
          {methodology.criteria ? (
            <section>
              <h2>{say('weights.title')}</h2>
              <p className="hint">{say('means.text')}</p>
              <Weights methodology={methodology} choices={choices} choose={choose} />
            </section>
          ) : (
            <p className="prose">{say('page.card')}</p>
          )}
          <section>
            <h2>{say('list.title')}</h2>
            <div className="bench-bound">
              <label htmlFor={fieldOf.shortlist}>{say('list.label')}</label>
              <NumberBox
                name={fieldOf.shortlist}
                label={say('list.label')}
                value={choices.shortlist ?? methodology.shortlist.size}
                min={1}
                max={300}
                step={1}
                set={(size) =>
                  choose(fieldOf.shortlist, withShortlist(size, choices, methodology.shortlist.size))
                }
              />
            </div>
          </section>
          {methodology.gates.length > 0 ? (
            <section>
              <h2>{say('gates.title')}</h2>
              <Gates methodology={methodology} choices={choices} choose={choose} codes={data.codes.gates} />
            </section>
          ) : null}
          {methodology.criteria ? (
            <section>
              <h2>{say('curves.title')}</h2>
              <p className="hint">{say('curves.text')}</p>
              <Curves
                methodology={methodology}
                inputs={inputs}
                units={tried.units}
                choices={choices}
                choose={choose}
                codes={data.codes.leaves}
                alive={alive}
              />
            </section>
          ) : null}
          <section>
            <h2>{say('day.title')}</h2>
            {data.days.length > 1 ? (
              <>
                <p className="hint">{say('day.text')}</p>
                <div className="bench-bound">
                  <label htmlFor={fieldOf.day}>{say('day.label')}</label>
                  <select
                    id={fieldOf.day}
                    name={fieldOf.day}
                    value={choices.day ?? data.asOf}
                    onChange={({ target }) =>
                      choose(fieldOf.day, {
                        ...choices,
                        day: target.value === data.asOf ? null : target.value,
                      })
                    }
                  >
                    {data.days.map(({ day }) => (
                      <option key={day} value={day}>
                        {formatDay(language, day)}
                      </option>
                    ))}
                  </select>
                </div>
              </>
            ) : (
              <p className="hint">{say('day.one')}</p>
            )}
            <p role="status" className="note">
              {choices.day !== null && !dayKnown
                ? say('day.gone', { day: formatDay(language, choices.day) })
                : !dayHere && fetching
                  ? say(fetching.failed ? 'day.failed' : 'day.fetching', {
                      day: formatDay(language, fetching.day),
                    })
                  : null}
            </p>
          </section>
        </div>

        <div className="bench-results">
          <h2 id="ranking">{say('ranking.title')}</h2>
          <p className="note">
            {say('ranking.counts', {
              in: writeNumber(language, tried.counts.in),
              out: writeNumber(language, tried.counts.out),
              unknown: writeNumber(language, tried.counts.unknown),
            })}
          </p>
          {alive ? (
            <div className="bench-ranges">
              {leftOut.length > 0 ? (
                <p className="note">{say('ranges.left out', { names: formatList(language, leftOut) })}</p>
              ) : null}
              {ranges.state === 'working' ? (
                <>
                  <label>
                    <span className="note">
                      {say('ranges.working', {
                        done: writeNumber(language, ranges.done),
                        of: writeNumber(language, data.replicates),
                      })}
                    </span>
                    <progress value={ranges.done} max={data.replicates} />
                  </label>
                  <button type="button" className="button" onClick={ranges.stop}>
                    {say('ranges.stop')}
                  </button>
                </>
              ) : (
                <>
                  <p className="note">
                    {say(`ranges.${ranges.state}`, { of: writeNumber(language, data.replicates) })}
                  </p>
                  {ranges.state === 'stopped' ? (
                    <button type="button" className="button" onClick={ranges.start}>
                      {say('ranges.start')}
                    </button>
                  ) : null}
                </>
              )}
            </div>
          ) : null}
          <BenchRanking
            tried={tried}
            saved={saved}
            savedShortlist={methodology.shortlist.size}
            nameOf={nameOf}
            hrefOf={(unit) => `${addresses.assessment}/${unit}`}
            ranges={ranges.ranges}
            waiting={ranges.state === 'working'}
          />
        </div>
      </div>
    </form>
  )
}

/** Rules as saved: what is shown before anything could be computed. */
const untouchedRules: Omit<Choices, 'shortlist'> = {
  weights: {},
  gates: {},
  values: {},
  means: {},
  day: null,
}

function titles(methodology: BenchData['methodology']): Record<string, string> {
  const all: Record<string, string> = Object.create(null)
  for (const gate of methodology.gates) all[gate.id] = titleOf(gate)
  const walk = (criterion: NonNullable<typeof methodology.criteria>) => {
    all[criterion.id] = titleOf(criterion)
    criterion.children?.forEach(walk)
  }
  if (methodology.criteria) walk(methodology.criteria)
  return all
}

/** What another kept assessment looked at; null when it cannot be fetched, whatever stands in the way. */
async function readInputs(address: string): Promise<Inputs | null> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } })
    return response.ok ? ((await response.json()) as { inputs: Inputs }).inputs : null
  } catch {
    return null
  }
}
