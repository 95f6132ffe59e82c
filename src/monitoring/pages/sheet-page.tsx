import { Fragment } from 'react'
import { CompactFrame, type CompactView, compactPath } from '../../compacts/pages/frame.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Button, Buttons, ErrorSummary, type FieldError, SelectField, TextField } from '../../ui/form.tsx'
import { between, formatDay, formatList, type Language, speak } from '../../ui/language.ts'
import { OnceField } from '../../ui/once-field.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { Facts, Section } from '../../ui/section.tsx'
import { cellKey } from '../cells.ts'
import { type CountWaiting, type QualityCheck, standards } from '../checks.ts'
import { reportersOf } from '../periods.ts'
import type { IndicatorResult, PublicSheet, Results } from '../results.ts'
import { earlierText, inBrackets, revisionText } from '../target-text.ts'
import { words } from '../words/pages.ts'
import {
  cellName,
  Evidence,
  howText,
  MonitoringNav,
  retiredText,
  shownText,
  textIn,
  writeDecimal,
} from './parts.tsx'

type Returned = { form: string; typed: Record<string, string>; errors: FieldError[] }

/** One indicator: the ten parts of its reference sheet, promise and result by year, every value, and the checks of its data. */
export function SheetPage({
  context,
  view,
  results,
  result,
  quality,
  counted,
  party,
  mayVerify,
  returned,
  today,
}: {
  context: PageContext
  view: CompactView
  results: Results
  result: IndicatorResult
  quality: QualityCheck[]
  /** Counts of different people that wait for another party; for those who verify. */
  counted: CountWaiting[]
  party: boolean
  mayVerify: boolean
  returned: Returned
  today: string
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const { sheet } = result
  const text = (of: Parameters<typeof textIn>[0], otherwise = '–') =>
    textIn(of, language, results.languages, otherwise)
  const name = (key: string) => text(results.parties.find((each) => each.key === key)?.name ?? {}, key)
  const title = text(sheet.title, sheet.key)
  const several = reportersOf(sheet).length > 1
  const errorOf = (field: string) => returned.errors.find((error) => error.field === field)?.message
  return (
    <CompactFrame
      context={context}
      view={view}
      here="results"
      title={title}
      crumbs={[{ name: say('nav.results'), href: compactPath(language, id, '/results') }, { name: title }]}
    >
      <MonitoringNav id={id} here="" party={party} />
      <Section title={say('sheet.title')}>
        <SheetFacts sheet={sheet} results={results} result={result} language={language} />
      </Section>
      <Section title={say('sheet.years')}>
        <DataTable
          caption={say('sheet.years')}
          captionHidden
          columns={[
            { key: 'year', head: say('sheet.year') },
            { key: 'cell', head: say('sheet.cell') },
            { key: 'target', head: say('results.target'), number: true },
            { key: 'reached', head: say('sheet.reached') },
            { key: 'how', head: say('sheet.how') },
          ]}
          rows={result.years.flatMap((year) =>
            year.reached.map(({ cell, shown, by, periods, of }) => {
              const target = year.targets.find((each) => each.cell === cell)
              return {
                key: `${year.year} ${cell}`,
                cells: {
                  year: formatDay(language, year.ends),
                  cell: cellName(sheet, cell, language, results.languages),
                  target:
                    target === undefined
                      ? cell === 'total' && year.noTarget !== null
                        ? text(year.noTarget)
                        : '–'
                      : `${writeDecimal(target.value, language)}${inBrackets(revisionText(target, language))}`,
                  reached: shownText(shown, sheet, language),
                  how: by === 'last' ? say('how.year last') : say(`how.year ${by}`, { periods, of }),
                },
              }
            }),
          )}
        />
      </Section>
      <Section title={say('sheet.values')} note={say('shown.hidden why')}>
        <DataTable
          caption={say('sheet.values')}
          captionHidden
          columns={[
            { key: 'period', head: say('sheet.period') },
            { key: 'reporter', head: say('sheet.reporter') },
            { key: 'cell', head: say('sheet.cell') },
            { key: 'value', head: say('sheet.value') },
            { key: 'how', head: say('sheet.how') },
          ]}
          rows={result.periods.flatMap((period) =>
            period.cells.flatMap((cell) => {
              const stands = {
                period: formatDay(language, period.ends),
                cell: cellName(sheet, cell.cell, language, results.languages),
              }
              const own = cell.reporters.map((each) => ({
                key: `${period.ends} ${cell.cell} ${each.party}`,
                cells: {
                  ...stands,
                  reporter: name(each.party),
                  value: shownText(each.shown, sheet, language),
                  how: (
                    <>
                      {each.why} {each.within ? say('sheet.within') : null}{' '}
                      {each.corrections > 0 ? say('sheet.corrected', { count: each.corrections }) : null}{' '}
                      {each.evidence === null ? null : (
                        <Evidence of={each.evidence}>{say('sheet.evidence')}</Evidence>
                      )}
                    </>
                  ),
                },
              }))
              if (!several) return own
              return [
                {
                  key: `${period.ends} ${cell.cell}`,
                  own: true,
                  cells: {
                    ...stands,
                    reporter: say('sheet.together'),
                    value: shownText(cell.shown, sheet, language),
                    how: howText(cell.how, name, language),
                  },
                },
                ...own,
              ]
            }),
          )}
        />
      </Section>
      {mayVerify && sheet.aggregation === 'unique-persons' ? (
        <Section title={say('sheet.people')} note={say('sheet.people text')}>
          <form
            className="form"
            method="post"
            action={compactPath(language, id, `/results/${sheet.key}/people`)}
          >
            <ErrorSummary
              errors={
                returned.form === 'quality' || counted.some((count) => count.id === returned.form)
                  ? []
                  : returned.errors
              }
            />
            <OnceField />
            <SelectField
              name="ends"
              label={say('sheet.period')}
              value={returned.typed.ends}
              options={result.periods.map(({ ends }) => ({ value: ends, name: formatDay(language, ends) }))}
            />
            <SelectField
              name="cell"
              label={say('sheet.cell')}
              value={returned.typed.cell}
              options={(result.periods[0]?.cells ?? []).map(({ cell }) => ({
                value: cell,
                name: cellName(sheet, cell, language, results.languages),
              }))}
            />
            <TextField
              name="value"
              label={say('sheet.people value')}
              inputMode="numeric"
              value={returned.typed.value}
              error={errorOf('value')}
            />
            <TextField
              name="text"
              label={say('sheet.people method')}
              rows={2}
              value={returned.typed.text}
              error={errorOf('text')}
            />
            <Buttons>
              <Button>{say('sheet.people submit')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
      {mayVerify && counted.length > 0 ? (
        <Section title={say('sheet.people waiting')}>
          {counted.map((count) => (
            <form
              key={count.id}
              id={count.id}
              className="form"
              method="post"
              action={compactPath(language, id, `/results/${sheet.key}/people/${count.id}/confirmation`)}
            >
              <ErrorSummary errors={returned.form === count.id ? returned.errors : []} />
              <OnceField />
              <p className="prose">
                {say('sheet.people waits', {
                  cell: cellName(sheet, count.cell, language, results.languages),
                  day: formatDay(language, count.ends),
                  value: writeDecimal(count.value, language),
                  by: count.by.name,
                  method: count.method,
                })}
              </p>
              <Buttons>
                <Button>{say('sheet.people confirm')}</Button>
              </Buttons>
            </form>
          ))}
        </Section>
      ) : null}
      <Section title={say('quality.title')}>
        {quality.length === 0 ? (
          <p className="prose">{say('quality.none')}</p>
        ) : (
          <DataTable
            caption={say('quality.title')}
            captionHidden
            columns={[
              { key: 'on', head: say('quality.on') },
              { key: 'where', head: say('quality.where') },
              ...standards.map((standard) => ({ key: standard, head: say(`quality.${standard}`) })),
              { key: 'next', head: say('quality.follow up') },
            ]}
            rows={quality.map((check) => ({
              key: check.id,
              cells: {
                on: formatDay(language, check.on),
                where: check.party === null ? say('quality.all') : name(check.party),
                ...Object.fromEntries(
                  standards.map((standard) => {
                    const { answer, comment } = check.standards[standard]
                    return [standard, `${say(`quality.${answer}`)}${comment === '' ? '' : `: ${comment}`}`]
                  }),
                ),
                next: check.followUp ?? '–',
              },
            }))}
          />
        )}
        {mayVerify ? (
          <form
            className="form"
            method="post"
            action={compactPath(language, id, `/results/${sheet.key}/quality`)}
          >
            <ErrorSummary errors={returned.form === 'quality' ? returned.errors : []} />
            <OnceField />
            <TextField
              name="day"
              type="date"
              label={say('quality.on')}
              value={returned.typed.day ?? today}
              error={errorOf('day')}
            />
            <SelectField
              name="party"
              label={say('quality.where')}
              value={returned.typed.party}
              options={[
                { value: '', name: say('quality.all') },
                ...reportersOf(sheet).map((key) => ({ value: key, name: name(key) })),
              ]}
            />
            {standards.map((standard) => (
              <div key={standard}>
                <SelectField
                  name={standard}
                  label={say(`quality.${standard}`)}
                  value={returned.typed[standard]}
                  options={(['yes', 'partly', 'no'] as const).map((answer) => ({
                    value: answer,
                    name: say(`quality.${answer}`),
                  }))}
                />
                <TextField
                  name={`${standard}-comment`}
                  label={say('quality.comment', { standard: say(`quality.${standard}`) })}
                  optional
                  value={returned.typed[`${standard}-comment`]}
                />
              </div>
            ))}
            <TextField
              name="text"
              label={say('quality.follow up')}
              rows={2}
              optional
              value={returned.typed.text}
              error={returned.form === 'quality' ? errorOf('text') : undefined}
            />
            <Buttons>
              <Button>{say('quality.record')}</Button>
            </Buttons>
          </form>
        ) : null}
      </Section>
    </CompactFrame>
  )
}

/** The ten parts of a reference sheet, as ADS 201 asks for them. */
export function SheetFacts({
  sheet,
  results,
  result,
  language,
}: {
  sheet: PublicSheet
  results: Pick<Results, 'languages' | 'parties'>
  result: IndicatorResult
  language: Language
}) {
  const say = speak(words, language)
  const text = (of: Parameters<typeof textIn>[0], otherwise = '–') =>
    textIn(of, language, results.languages, otherwise)
  const name = (key: string) => text(results.parties.find((each) => each.key === key)?.name ?? {}, key)
  const { baseline } = sheet
  return (
    <Facts
      rows={[
        {
          name: say('sheet.code'),
          value: sheet.code === null ? say('sheet.no code') : `${sheet.code.vocabulary}: ${sheet.code.code}`,
        },
        { name: say('sheet.definition'), value: text(sheet.definition) },
        { name: say('sheet.unit'), value: `${text(sheet.unit)}. ${text(sheet.formula)}` },
        {
          name: say('sheet.disaggregation'),
          value:
            sheet.disaggregations.length === 0
              ? say('sheet.not broken down')
              : sheet.disaggregations
                  .map(({ name: dimension, key, categories, exclusive }) =>
                    say(exclusive ? 'sheet.exclusive' : 'sheet.overlapping', {
                      name: text(dimension, key),
                      categories: formatList(
                        language,
                        categories.map((each) => text(each.name, each.key)),
                      ),
                    }),
                  )
                  .join(between(language, ';')),
        },
        { name: say('sheet.source'), value: text(sheet.source) },
        {
          name: say('sheet.responsible'),
          value: `${sheet.responsible === null ? '–' : name(sheet.responsible)}${between(language, ';')}${formatList(language, reportersOf(sheet).map(name))}`,
        },
        {
          name: say('sheet.frequency'),
          value:
            sheet.frequency === 'baseline-and-endline'
              ? say('sheet.endline', { days: sheet.dueAfterDays })
              : say('sheet.frequency value', { frequency: sheet.frequency, days: sheet.dueAfterDays }),
        },
        {
          name: say('sheet.baseline'),
          value:
            baseline !== null && 'method' in baseline && result.baseline.kind === 'measured'
              ? say('sheet.baseline value', {
                  value: shownText(result.baseline.shown, sheet, language),
                  day: formatDay(language, baseline.date),
                  method: text(baseline.method),
                  source: text(baseline.source),
                })
              : baseline !== null && 'due' in baseline
                ? say('results.baseline due', {
                    day: formatDay(language, baseline.due),
                    reason: text(baseline.reason),
                  })
                : say('results.no baseline'),
        },
        {
          name: say('sheet.targets'),
          value: (
            <ul>
              {result.years.flatMap((year) => [
                ...year.targets.map((target) => (
                  <li key={`${year.year} ${target.cell}`}>
                    {say('sheet.target', {
                      begins: formatDay(language, year.begins),
                      ends: formatDay(language, year.ends),
                      cell: cellName(sheet, cellKey(target.parts), language, results.languages),
                      value: writeDecimal(target.value, language),
                      rationale: text(target.rationale),
                    })}
                    {target.earlier.length === 0
                      ? null
                      : ` ${say('sheet.revised', {
                          day: formatDay(language, target.from),
                          earlier: earlierText(target.earlier, language),
                        })}`}
                    {(target.after ?? []).map((later) => (
                      <Fragment key={later.from}>
                        {` ${say('sheet.after', {
                          day: formatDay(language, later.from),
                          later: earlierText([later], language),
                        })}`}
                      </Fragment>
                    ))}
                  </li>
                )),
                ...year.withdrawn.map(({ cell, parts, earlier }) => (
                  <li key={`${year.year} ${cell} withdrawn`}>
                    {say('sheet.withdrawn', {
                      begins: formatDay(language, year.begins),
                      ends: formatDay(language, year.ends),
                      cell: cellName(sheet, cellKey(parts), language, results.languages),
                      day: formatDay(language, earlier.at(-1)?.from ?? ''),
                      earlier: earlierText(earlier.slice(0, -1), language),
                    })}
                  </li>
                )),
                ...(year.noTarget === null
                  ? []
                  : [
                      <li key={year.year}>
                        {say('sheet.no target', {
                          begins: formatDay(language, year.begins),
                          ends: formatDay(language, year.ends),
                          reason: text(year.noTarget),
                        })}
                      </li>,
                    ]),
              ])}
            </ul>
          ),
        },
        ...(sheet.retired === undefined
          ? []
          : [
              {
                name: say('sheet.retired'),
                value: retiredText(sheet.retired, language, results.languages),
              },
            ]),
        { name: say('sheet.limits'), value: text(sheet.limits) },
        {
          name: say('sheet.rule'),
          value: say(`rule.${sheet.aggregation}`) + (sheet.cumulative ? say('rule.cumulative') : ''),
        },
      ]}
    />
  )
}
