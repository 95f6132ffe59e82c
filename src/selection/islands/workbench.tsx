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
import { sayChoices } from '../workbench/say-choices.ts'
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
  const [link, setLink] = useState<ReadLink>(data.link)
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
  const ranking = useRef<HTMLHeadingElement>(null)
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
  const dayKnown = choices.day === null || data.days.some(({ day }) => day === choices.day)
  const dayNote =
    choices.day !== null && !dayKnown
      ? say('day.gone', { day: formatDay(language, choices.day) })
      : !dayHere && choices.day !== null
        ? say(fetching?.failed ? 'day.failed' : 'day.fetching', { day: formatDay(language, choices.day) })
        : null
  // Nothing is said of a day that was not looked at, and it is not counted as moved.
  const looked: Choices = dayHere ? choices : { ...choices, day: null }
  const rulesMoved = !isUntouched({ ...choices, day: null })
  const sentences = [
    ...(dayNote === null ? [] : [dayNote]),
    ...(isUntouched(looked)
      ? dayNote === null
        ? [say('changed.untouched')]
        : []
      : sayMoved(language, moved, nameOf)),
  ]
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
      // What the address brought for the server stands until another link is followed.
      if (read.kind === 'none') return
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
      const { hash, search } = window.location
      if (search === '' && (hash === wanted || (wanted === '' && !hash.startsWith('#v1.')))) return
      // What the plain form or the server was asked for is no longer what is shown.
      window.history.replaceState(null, '', `${addresses.bench}${wanted}`)
    }, 300)
    return () => clearTimeout(timer)
  }, [alive, waiting, choices, methodology, addresses.bench])

  // Another language shows the same: its links stand in the head of the page, and what is moved goes with them.
  useEffect(() => {
    if (!alive || waiting) return
    const wanted = isUntouched(choices) ? '' : `#${linkOf(methodology, choices)}`
    for (const other of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) {
      other.search = ''
      other.hash = wanted
    }
  }, [alive, waiting, choices, methodology])

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
    const address = new URL(addresses.bench, window.location.href)
    address.hash = isUntouched(choices) ? '' : linkOf(methodology, choices)
    try {
      await navigator.clipboard.writeText(address.href)
      setCopied('copied')
    } catch {
      setCopied('copy failed')
    }
  }

  const moves = countOf(dayKnown ? choices : looked)
  const undo = () => take({ do: 'undo' })
  const redo = () => take({ do: 'redo' })
  const clear = () => take({ do: 'clear' })
  const listed = sayChoices(language, methodology, dayKnown ? choices : looked, data.codes, data.asOf)
  const nameOfProblem = (id: string) => titles(methodology)[id] ?? id
  const version = `${addresses.version}?state=${linkOf(methodology, choices)}`

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
          <Leave alive={alive} href={addresses.bench} leave={() => setLink({ kind: 'none' })} />
        </div>
      ) : null}
      {link.kind === 'other' ? (
        <div className="bench-link" role="alert">
          <p>
            {say(
              link.methodology === methodology.methodology && link.version === methodology.version
                ? 'link.partly'
                : 'link.other',
              {
                id: link.methodology,
                version: link.version,
                here: methodology.methodology,
                hereVersion: methodology.version,
              },
            )}{' '}
            {say('link.fits', { n: countOf(link.choices) })}{' '}
            {link.dropped.length > 0 ? `${say('link.dropped', { names: link.dropped.join(', ') })} ` : null}
            {link.strangers > 0 ? say('link.strangers', { n: link.strangers }) : null}
          </p>
          <div className="buttons">
            {isUntouched(link.choices) ? null : !alive ? (
              <a
                className="button button-first"
                href={`${addresses.bench}?state=${linkOf(methodology, link.choices)}`}
              >
                {say('link.open')}
              </a>
            ) : (
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
            <Leave alive={alive} href={addresses.bench} leave={() => setLink({ kind: 'none' })} />
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
        {listed.length > 0 ? (
          <div className="bench-moves">
            <p>{say('bar.moves')}</p>
            <ul>
              {listed.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        ) : null}
        <fieldset className="buttons bench-bar">
          <legend className="hidden">{say('bar.label')}</legend>
          {alive ? (
            <>
              {/* Not “disabled”: the last press would throw the focus to the top of the page. What cannot be done does nothing. */}
              <button type="button" className="button" aria-disabled={steps.past.length === 0} onClick={undo}>
                {say('bar.undo')}
              </button>
              <button
                type="button"
                className="button"
                aria-disabled={steps.future.length === 0}
                onClick={redo}
              >
                {say('bar.redo')}
              </button>
              <button type="button" className="button" aria-disabled={isUntouched(choices)} onClick={clear}>
                {say('bar.clear')}
              </button>
              <button type="button" className="button" onClick={() => void copy()}>
                {say('bar.copy')}
              </button>
              {rulesMoved && problems.length === 0 ? (
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
                axes={data.axes}
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
            <p className="note">{dayNote}</p>
          </section>
          {alive ? (
            <button
              type="button"
              className="button bench-jump"
              onClick={() => {
                // By script, since the fragment of the address is what was moved, and stays it.
                ranking.current?.scrollIntoView()
                ranking.current?.focus({ preventScroll: true })
              }}
            >
              {say('bar.to ranking')}
            </button>
          ) : (
            <a className="button bench-jump" href="#ranking">
              {say('bar.to ranking')}
            </a>
          )}
        </div>

        <div className="bench-results">
          <h2 id="ranking" ref={ranking} tabIndex={-1}>
            {say('ranking.title')}
          </h2>
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
          ) : (
            <noscript>
              <p className="note">
                {say('ranges.without script')}{' '}
                <a href={`${addresses.assessment}/robustness`}>{say('ranges.sure')}</a>
              </p>
            </noscript>
          )}
          <BenchRanking
            tried={tried}
            saved={saved}
            savedShortlist={methodology.shortlist.size}
            nameOf={nameOf}
            hrefOf={(unit) => `${addresses.assessment}/${unit}`}
            ranges={ranges.ranges}
            waiting={alive && ranges.state === 'working'}
          />
        </div>
      </div>
    </form>
  )
}

/** Lets a link be: by a press, or without a script by the plain address. */
function Leave({ alive, href, leave }: { alive: boolean; href: string; leave: () => void }) {
  const say = useWords(benchWords)
  return alive ? (
    <button type="button" className="button" onClick={leave}>
      {say('link.leave')}
    </button>
  ) : (
    <a className="button" href={href}>
      {say('link.leave')}
    </a>
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
