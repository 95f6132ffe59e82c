import { useEffect, useRef, useState } from 'react'
import { formatNumber } from '../../ui/language.ts'
import { Section } from '../../ui/section.tsx'
import { useLanguage, useWords } from '../../ui/voice.tsx'
import { begunWith } from '../workbench/begun.ts'
import { Desk } from '../workbench/desk.ts'
import { Choose } from '../workbench/fields.tsx'
import { Bring } from '../workbench/frame/bring.tsx'
import { Downloads } from '../workbench/frame/downloads.tsx'
import { Save } from '../workbench/frame/save.tsx'
import { SheetView } from '../workbench/frame/sheet-view.tsx'
import type { Given, Told } from '../workbench/messages.ts'
import { type Choice, type Example, type PathKey, pathKeys } from '../workbench/path.ts'
import { type AnyPath, paths } from '../workbench/paths.ts'
import type { Sheet } from '../workbench/sheet.ts'
import { workbenchWords } from '../workbench/words.ts'

/** What was brought to a slot, and what the page knows of it. */
type Brought = { given: Given; keep: string[]; sheet: Sheet }
/** What somebody said they have; `path` comes when it is fetched. */
type Chosen = { key: PathKey; path: AnyPath | null }
/** A result, with the settings it was computed by. */
type Computed = { result: unknown; settings: object; milliseconds: number }

/**
 * The workbench: what somebody has, the table, what its columns are, the computation, and what it says. Tables are
 * read and computed in a worker; this page knows of them what their columns are called and hold.
 */
export default function Workbench() {
  const say = useWords(workbenchWords)
  const language = useLanguage()
  const desk = useRef<Desk | null>(null)
  const [alive, setAlive] = useState(false)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [brought, setBrought] = useState<Record<string, Brought>>({})
  const [reading, setReading] = useState<string | null>(null)
  const [settings, setSettings] = useState<object | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [computed, setComputed] = useState<Computed | null>(null)
  const [figure, setFigure] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [stopped, setStopped] = useState(false)
  const answer = useRef<HTMLDivElement>(null)

  useEffect(() => {
    setAlive(true)
    return () => desk.current?.close()
  }, [])
  // Whoever waited for the answer is led to it, by eye and by ear.
  useEffect(() => {
    if (computed !== null) answer.current?.focus()
  }, [computed])

  if (!alive)
    return (
      <Section title={say('choose.title')}>
        <p className="prose">{say('page.noScript')}</p>
      </Section>
    )

  const asDesk = () => {
    desk.current ??= new Desk()
    return desk.current
  }
  const sheets = Object.fromEntries(Object.entries(brought).map(([slot, { sheet }]) => [slot, sheet]))
  const path = chosen?.path ?? null
  const slots = path?.slots(language) ?? []
  const complete = slots.length > 0 && slots.every(({ key, optional }) => optional || key in sheets)
  const missing =
    path === null || settings === null || !complete ? null : path.missing(sheets, settings, language)

  async function choose(key: PathKey): Promise<void> {
    desk.current?.close()
    desk.current = null
    setBrought({})
    setSettings(null)
    setComputed(null)
    setFault(null)
    setStopped(false)
    setChosen({ key, path: null })
    const load = paths[key]
    if (load === undefined) return
    const path = await load()
    // Somebody may have chosen another one while it was fetched.
    setChosen((now) => (now?.key === key ? { key, path } : now))
  }

  async function read(slot: string, given: Given, keep: string[] = []): Promise<boolean> {
    setReading(slot)
    setFault(null)
    setStopped(false)
    const told = await asDesk().read(slot, given, keep)
    setReading(null)
    if (told.tell !== 'sheet' || told.sheet === null) {
      setFault(await inWords(told))
      return false
    }
    const { sheet } = told
    setBrought((before) => {
      const now = { ...before, [slot]: { given, keep, sheet } }
      const known = Object.fromEntries(Object.entries(now).map(([key, each]) => [key, each.sheet]))
      const wanted = path?.slots(language).filter(({ optional }) => !optional) ?? []
      if (path !== null && wanted.every(({ key }) => key in known))
        setSettings((typed) => begunWith(path, known, slot, typed))
      return now
    })
    setComputed(null)
    return true
  }

  async function open({ texts, key }: Example): Promise<void> {
    // What an example does not have must not be reckoned with it.
    for (const slot of Object.keys(brought)) if (!(slot in texts)) await asDesk().forget(slot)
    setBrought((before) => Object.fromEntries(Object.entries(before).filter(([slot]) => slot in texts)))
    setSettings(null)
    for (const [slot, text] of Object.entries(texts))
      if (!(await read(slot, { text, name: `${key}.csv` }))) return
  }

  async function compute(): Promise<void> {
    if (chosen === null || path === null || settings === null) return
    setFault(null)
    setStopped(false)
    setComputed(null)
    setShare(0)
    const told = await asDesk().compute(chosen.key, settings, ({ done, total }) =>
      setShare(total === null || total === 0 ? 0 : Math.min(1, done / total)),
    )
    setShare(null)
    if (told.tell === 'result') {
      const choices = path.choices(told.result, settings, language)
      const good = choices.find(({ estimate }) => estimate.status === 'ok') ?? choices[0]
      setFigure(good?.key ?? null)
      setComputed({ result: told.result, settings, milliseconds: told.milliseconds })
    } else if (told.tell === 'stopped') setStopped(true)
    else setFault(await inWords(told))
  }

  /** What went wrong, in words. The sentences about data are fetched when there is something to say. */
  async function inWords(told: Told): Promise<string> {
    if (told.tell === 'wrong') {
      const { sayFinding } = await import('../say-finding.ts')
      return sayFinding(told.finding, language)
    }
    if (told.tell === 'strange-file') return say(`fault.${told.why}`)
    return say('fault.broken', { message: told.tell === 'broken' ? told.message : told.tell })
  }

  const faultHere =
    fault === null ? null : (
      <div className="error-summary" role="alert">
        <h2>{say('fault.title')}</h2>
        <p>{fault}</p>
      </div>
    )
  return (
    <>
      <Section title={say('choose.title')}>
        <fieldset className="field workbench-choices">
          <legend className="hidden">{say('choose.title')}</legend>
          {pathKeys
            .filter((key) => paths[key] !== undefined)
            .map((key) => (
              <label key={key} className="choice">
                <input
                  type="radio"
                  name="workbench-path"
                  value={key}
                  checked={chosen?.key === key}
                  onChange={() => void choose(key)}
                />
                <span>
                  <b>{say(`choose.${key}`)}</b>
                  <span className="hint">{say(`choose.${key}.hint`)}</span>
                </span>
              </label>
            ))}
        </fieldset>
      </Section>
      {path === null ? null : (
        <Section title={say('bring.title')} note={say('page.private.title')}>
          <Bring
            key={chosen?.key}
            path={path}
            reading={reading}
            read={(slot, given) => void read(slot, given)}
            open={(example) => void open(example)}
          />
          {settings === null ? faultHere : null}
        </Section>
      )}
      {path === null || Object.keys(brought).length === 0 ? null : (
        <Section title={say('sheet.title')}>
          {slots.flatMap(({ key, name }) => {
            const each = brought[key]
            return each === undefined
              ? []
              : [
                  <SheetView
                    key={key}
                    name={name}
                    sheet={each.sheet}
                    keep={each.keep}
                    setKeep={(keep) => void read(key, each.given, keep)}
                  />,
                ]
          })}
        </Section>
      )}
      {path === null || settings === null || !complete ? null : (
        <Section title={say('ask.title')}>
          <div className="form">
            <path.Ask sheets={sheets} settings={settings} change={setSettings} />
            <div className="buttons">
              <button
                type="button"
                className="button button-first"
                disabled={share !== null || missing !== null}
                aria-describedby={missing === null ? undefined : 'workbench-missing'}
                onClick={() => void compute()}
              >
                {say('ask.compute')}
              </button>
              {share === null ? null : (
                <button type="button" className="button" onClick={() => desk.current?.stop()}>
                  {say('ask.stop')}
                </button>
              )}
            </div>
            {missing === null ? null : (
              <p className="error" id="workbench-missing">
                {missing}
              </p>
            )}
            {share === null ? null : <Working share={share} />}
            <p role="status" className="note">
              {stopped ? say('run.stopped') : ''}
              {computed === null || share !== null
                ? ''
                : computed.settings === settings
                  ? say('run.done', {
                      seconds: formatNumber(language, computed.milliseconds / 1000, {
                        maximumSignificantDigits: 2,
                      }),
                    })
                  : say('run.old')}
            </p>
            {faultHere}
            {missing === null ? (
              <p className="workbench-command">
                <span className="note">{say('ask.command')}</span>
                <code>{path.command(settings, sheets)}</code>
              </p>
            ) : null}
          </div>
        </Section>
      )}
      {path === null || computed === null ? null : (
        <div ref={answer} tabIndex={-1} className="workbench-answer">
          <Answer
            path={path}
            computed={computed}
            sheets={sheets}
            choices={path.choices(computed.result, computed.settings, language)}
            figure={figure}
            setFigure={setFigure}
          />
        </div>
      )}
    </>
  )
}

/** How far the computation is, and how long it has taken. */
function Working({ share }: { share: number }) {
  const say = useWords(workbenchWords)
  const language = useLanguage()
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const began = performance.now()
    const clock = setInterval(() => setSeconds(Math.floor((performance.now() - began) / 1000)), 1000)
    return () => clearInterval(clock)
  }, [])
  const words = say('run.working', {
    percent: formatNumber(language, share, { style: 'percent', maximumFractionDigits: 0 }),
    seconds,
  })
  return (
    <div className="workbench-working">
      <progress value={share} max={1} aria-label={say('ask.compute')} />
      <p className="note">{words}</p>
    </div>
  )
}

/** What the computation says, by the figure that is used. */
function Answer({
  path,
  computed: { result, settings },
  sheets,
  choices,
  figure,
  setFigure,
}: {
  path: AnyPath
  computed: Computed
  sheets: Record<string, Sheet>
  choices: Choice[]
  figure: string | null
  setFigure: (key: string) => void
}) {
  const say = useWords(workbenchWords)
  const language = useLanguage()
  return (
    <>
      {choices.length < 2 ? null : (
        <Section title={say('result.choose')}>
          <div className="form">
            <Choose
              name="workbench-figure"
              label={say('result.choose')}
              hint={say('result.choose.hint')}
              value={figure ?? ''}
              options={choices.map(({ key, name, estimate }) => ({
                value: key,
                name: estimate.status === 'ok' ? name : say('result.choose.none', { name }),
              }))}
              change={setFigure}
            />
          </div>
        </Section>
      )}
      <path.Show result={result} settings={settings} sheets={sheets} chosen={figure} />
      <Section title={say('download.title')}>
        <Downloads files={path.download(result, settings, language)} />
      </Section>
      {figure === null ? null : (
        <Section title={say('save.title')}>
          <Save
            key={figure}
            path={path}
            result={result}
            settings={settings}
            sheets={sheets}
            figure={figure}
          />
        </Section>
      )}
    </>
  )
}
