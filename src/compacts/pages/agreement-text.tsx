import type { ReactNode } from 'react'
import { DataTable } from '../../ui/data-table.tsx'
import { formatDay, formatList, formatNumber, speak } from '../../ui/language.ts'
import { Facts, Section } from '../../ui/section.tsx'
import { Unknown } from '../../ui/unknown.tsx'
import { useLanguage } from '../../ui/voice.tsx'
import { type Agreement, entryConditions, type Indicator, sections, type Text } from '../agreement.ts'
import { showMoney, writeDecimal } from '../forms/amounts.ts'
import { called } from '../forms/elements.ts'
import { amountOf, lineName } from '../forms/lines.ts'
import { words } from '../words/words.ts'
import { languageName } from './controls.tsx'
import { PlanTables } from './plan-page.tsx'

/** Words in each language of the compact, side by side; what is not written says so. */
export function Both({ text, languages }: { text: Text; languages: readonly string[] }) {
  const reader = useLanguage()
  const say = speak(words, reader)
  return (
    <div className="columns columns-2">
      {languages.map((language) => {
        const here = (text[language] ?? '').trim()
        return (
          <div key={language}>
            <p className="note">{languageName(language, reader)}</p>
            {here === '' ? (
              <Unknown>{say('text.not written', { language: languageName(language, reader) })}</Unknown>
            ) : (
              <div lang={language} dir="auto">
                <Paragraphs text={here} />
              </div>
            )}
          </div>
        )
      })}
    </div>
  )
}

/** Paragraphs as they were written, with a line between them; they stand in a fixed order. */
function Paragraphs({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n{2,}/)
        .map((words_, place) => ({ words_, key: `paragraph-${place}` }))
        .map(({ words_, key }) => (
          <p key={key} className="prose">
            {words_}
          </p>
        ))}
    </>
  )
}

const isWritten = (text: Text) => Object.values(text).some((each) => each.trim() !== '')

/** The whole text of a compact, to be read: every part in the order of the document, both languages side by side. */
export function AgreementText({
  agreement,
  commentsAt,
}: {
  agreement: Agreement
  /** What stands beside a clause: how many comments, with a link. */
  commentsAt?: (place: string) => ReactNode
}) {
  const language = useLanguage()
  const say = speak(words, language)
  const { languages } = agreement
  const name = (
    key: string | null,
    among: readonly { key: string }[],
    text: (element: never) => Text,
  ): string => {
    if (key === null) return say('text.none')
    const found = among.find((each) => each.key === key)
    // The element is one of the list whose words are asked for.
    return found === undefined ? key : called(key, text(found as never), language, languages)
  }
  const party = (key: string | null) =>
    name(key, agreement.parties, ({ name: words_ }: { name: Text }) => words_)
  const objective = (key: string | null) =>
    name(key, agreement.objectives, ({ text }: { text: Text }) => text)
  const day = (value: string | null) => (value === null ? say('text.none') : formatDay(language, value))
  const beside = (place: string) => commentsAt?.(place) ?? null
  const titled = (key: string, text: Text) => called(key, text, language, languages)
  const clause = (place: string, label: string, text: Text) =>
    isWritten(text) || commentsAt !== undefined ? (
      <div key={place}>
        <p className="note">
          <b>{label}</b> {beside(place)}
        </p>
        <Both text={text} languages={languages} />
      </div>
    ) : null
  return (
    <>
      <Section id="title" title={say('part title.title')}>
        <Both text={agreement.title} languages={languages} />
      </Section>
      <Section id="scope" title={say('part title.scope')}>
        <Facts rows={[{ name: say('field.who'), value: say(`who.${agreement.scope.who}`) }]} />
        {clause('scope/forms', say('field.forms'), agreement.scope.forms)}
        {clause('scope/regions', say('field.regions'), agreement.scope.regions)}
      </Section>
      <Section id="parties" title={say('part title.parties')}>
        <DataTable
          caption={say('part title.parties')}
          captionHidden
          columns={[
            { key: 'name', head: say('field.party name') },
            { key: 'part', head: say('field.party part') },
            { key: 'side', head: say('field.party side') },
            { key: 'signs', head: say('text.signs') },
          ]}
          rows={agreement.parties.map((each) => ({
            key: each.key,
            cells: {
              name: languages.map((tag) => (
                <span key={tag} className="block" lang={tag} dir="auto">
                  {each.name[tag] ?? '–'}
                </span>
              )),
              part: say(`part.${each.part}`),
              side: each.side === null ? say('side.none') : say(`side.${each.side}`),
              signs: say(each.signs ? 'text.yes' : 'text.no'),
            },
          }))}
        />
      </Section>
      <Section id="legalBasis" title={say('part title.legalBasis')}>
        {beside('legalBasis')}
        <Both text={agreement.legalBasis} languages={languages} />
      </Section>
      <Section id="term" title={say('part title.term')}>
        <Facts
          rows={[
            {
              name: say('field.years'),
              value:
                agreement.term.years === null
                  ? say('text.none')
                  : formatNumber(language, agreement.term.years),
            },
            { name: say('field.begins'), value: day(agreement.term.begins) },
            { name: say('field.ends'), value: day(agreement.term.ends) },
          ]}
        />
      </Section>
      <Section id="chosenBy" title={say('part title.chosenBy')}>
        {agreement.chosenBy === null ? (
          <Unknown>{say('text.not chosen')}</Unknown>
        ) : 'assessment' in agreement.chosenBy ? (
          <p className="prose digest">
            {say('field.assessment')}: {agreement.chosenBy.assessment}
          </p>
        ) : (
          <Both text={agreement.chosenBy.reason} languages={languages} />
        )}
      </Section>
      {sections.map((each) => (
        <Section
          key={each}
          title={say(`section.${each}`)}
          note={say(`section hint.${each}`)}
          id={`section-${each}`}
        >
          {beside(`sections/${each}`)}
          <Both text={agreement.sections[each]} languages={languages} />
        </Section>
      ))}
      <Section id="objectives" title={say('part title.objectives')}>
        <Elements>
          {agreement.objectives.map((each) => (
            <Element key={each.key} title={titled(each.key, each.text)} id={`objectives-${each.key}`}>
              <p className="note">{say(`component.${each.component}`)}</p>
              {clause(`objectives/${each.key}/text`, say('field.objective'), each.text)}
              {clause(`objectives/${each.key}/theoryOfChange`, say('field.theory'), each.theoryOfChange)}
            </Element>
          ))}
        </Elements>
      </Section>
      <Section id="responsibilities" title={say('part title.responsibilities')}>
        <Elements>
          {agreement.responsibilities.map((each) => (
            <Element key={each.key} title={titled(each.key, each.deliverable)}>
              <Facts
                rows={[
                  { name: say('field.whose'), value: say(`whose.${each.side}`) },
                  { name: say('field.party'), value: party(each.party) },
                  { name: say('field.for objective'), value: objective(each.objective) },
                  { name: say('field.due'), value: day(each.due) },
                ]}
              />
              {clause(`responsibilities/${each.key}/deliverable`, say('field.deliverable'), each.deliverable)}
              {clause(`responsibilities/${each.key}/evidence`, say('field.evidence'), each.evidence)}
            </Element>
          ))}
        </Elements>
      </Section>
      <Section id="initiatives" title={say('part title.initiatives')}>
        <Elements>
          {agreement.initiatives.map((each) => (
            <Element key={each.key} title={titled(each.key, each.title)}>
              <Facts
                rows={[
                  {
                    name: say('field.serves'),
                    value: formatList(language, each.objectives.map(objective)) || say('text.none'),
                  },
                  { name: say('field.implementer'), value: party(each.implementer) },
                  { name: say('field.instrument'), value: say(`instrument.${each.instrument}`) },
                ]}
              />
              {clause(`initiatives/${each.key}/description`, say('field.description'), each.description)}
              {clause(`initiatives/${each.key}/sites`, say('field.sites'), each.sites)}
            </Element>
          ))}
        </Elements>
      </Section>
      <Section id="indicators" title={say('part title.indicators')}>
        <Elements>
          {agreement.indicators.map((each) => (
            <Element key={each.key} title={titled(each.key, each.title)} id={`indicators-${each.key}`}>
              <Facts
                rows={[
                  { name: say('field.for objective'), value: objective(each.objective) },
                  { name: say('field.level'), value: say(`level.${each.level}`) },
                  ...(each.code === null
                    ? []
                    : [{ name: say('field.code'), value: `${each.code.vocabulary}, ${each.code.code}` }]),
                  { name: say('field.measured as'), value: say(`measure.${each.measure}`) },
                  { name: say('field.responsible'), value: party(each.responsible) },
                  {
                    name: say('field.reporters'),
                    value: formatList(language, each.reporters.map(party)) || say('text.none'),
                  },
                  { name: say('field.frequency'), value: say(`frequency.${each.frequency}`) },
                  { name: say('field.direction'), value: say(`direction.${each.direction}`) },
                  { name: say('field.aggregation'), value: say(`aggregation.${each.aggregation}`) },
                ]}
              />
              {clause(`indicators/${each.key}/definition`, say('field.definition'), each.definition)}
              {clause(`indicators/${each.key}/unit`, say('field.unit'), each.unit)}
              {clause(`indicators/${each.key}/formula`, say('field.formula'), each.formula)}
              {clause(`indicators/${each.key}/source`, say('field.data source'), each.source)}
              <BaselineText indicator={each} languages={languages} />
              <TargetsText indicator={each} agreement={agreement} />
              {clause(`indicators/${each.key}/limits`, say('field.limits'), each.limits)}
            </Element>
          ))}
        </Elements>
      </Section>
      <Section id="benchmarks" title={say('part title.benchmarks')}>
        <Elements>
          {agreement.benchmarks.map((each) => (
            <Element key={each.key} title={titled(each.key, each.text)}>
              <Facts
                rows={[
                  { name: say('field.for objective'), value: objective(each.objective) },
                  { name: say('field.by'), value: day(each.by) },
                  ...(each.measured === null
                    ? []
                    : [
                        {
                          name: say('field.measured'),
                          value: `${name(each.measured.indicator, agreement.indicators, ({ title }: { title: Text }) => title)}: ${writeDecimal(each.measured.value, language)}`,
                        },
                      ]),
                ]}
              />
              {clause(`benchmarks/${each.key}/text`, say('field.benchmark'), each.text)}
            </Element>
          ))}
        </Elements>
      </Section>
      <Section id="plan" title={say('part title.plan')} note={say('plan.rounding')}>
        <PlanTables agreement={agreement} language={language} />
        {clause('plan/mechanisms', say('field.mechanisms'), agreement.plan.mechanisms)}
        {clause('plan/oversight', say('field.oversight'), agreement.plan.oversight)}
        <DataTable
          caption={say('part title.contributions')}
          columns={[
            { key: 'what', head: say('field.what') },
            { key: 'party', head: say('field.party') },
            { key: 'kind', head: say('field.contribution kind') },
            { key: 'amount', head: say('field.amount'), number: true },
            { key: 'before', head: say('field.before') },
          ]}
          rows={agreement.plan.contributions.map((each) => ({
            key: each.key,
            cells: {
              what: titled(each.key, each.what),
              party: party(each.party),
              kind: say(`given.${each.kind}`),
              amount: showMoney(each.amount, language),
              before:
                each.before === null
                  ? '–'
                  : `${each.before.year}: ${showMoney(each.before.amount, language)}`,
            },
          }))}
        />
        <DataTable
          caption={say('lines.title')}
          columns={[
            { key: 'line', head: say('paste.line') },
            { key: 'year', head: say('field.year') },
            { key: 'original', head: say('plan.original'), number: true },
            { key: 'revised', head: say('plan.revised'), number: true },
            { key: 'note', head: say('field.note') },
          ]}
          rows={agreement.plan.lines.map((line) => {
            const place = agreement.plan.years.findIndex(({ key }) => key === line.year)
            return {
              key: line.key,
              cells: {
                line: lineName(line, agreement, language),
                year: place === -1 ? line.year : say('row.year', { number: place + 1 }),
                original: showMoney(line.original, language),
                revised: line.revised === null ? '–' : showMoney(amountOf(line), language),
                note: isWritten(line.note) ? titled(line.key, line.note) : '',
              },
            }
          })}
        />
        {agreement.plan.rates.length === 0 ? null : (
          <DataTable
            caption={say('part title.rates')}
            columns={[
              { key: 'pair', head: say('text.pair') },
              { key: 'rate', head: say('field.rate'), number: true },
              { key: 'date', head: say('field.date') },
              { key: 'source', head: say('field.source') },
            ]}
            rows={agreement.plan.rates.map((rate, place) => ({
              key: `${place}`,
              cells: {
                pair: `${rate.from} → ${rate.to}`,
                rate: writeDecimal(rate.rate, language),
                date: day(rate.date),
                source: rate.source,
              },
            }))}
          />
        )}
      </Section>
      <Section id="tranches" title={say('part title.tranches')} note={say('note.tranches')}>
        <Elements>
          {agreement.tranches.map((tranche) => (
            <Element key={tranche.key} title={titled(tranche.key, tranche.title)}>
              <Facts
                rows={[
                  { name: say('field.amount'), value: showMoney(tranche.amount, language) },
                  {
                    name: say('field.contribution'),
                    value: name(
                      tranche.contribution,
                      agreement.plan.contributions,
                      ({ what }: { what: Text }) => what,
                    ),
                  },
                  { name: say('field.planned'), value: day(tranche.planned) },
                ]}
              />
              {tranche.conditions.map((each) => (
                <div key={each.key}>
                  {clause(
                    `tranches/${tranche.key}/conditions/${each.key}/text`,
                    say('field.condition'),
                    each.text,
                  )}
                  <Facts
                    rows={[
                      { name: say('field.condition kind'), value: say(`condition.${each.kind}`) },
                      { name: say('field.condition type'), value: say(`condition.${each.type}`) },
                      { name: say('field.brings evidence'), value: party(each.from) },
                      { name: say('field.judges evidence'), value: party(each.verifier) },
                      { name: say('field.due'), value: day(each.due) },
                      {
                        name: say('field.holds'),
                        value: each.holds === null ? say('text.the whole') : showMoney(each.holds, language),
                      },
                    ]}
                  />
                  {clause(
                    `tranches/${tranche.key}/conditions/${each.key}/evidence`,
                    say('field.evidence'),
                    each.evidence,
                  )}
                </div>
              ))}
            </Element>
          ))}
        </Elements>
      </Section>
      <Section id="entry" title={say('part title.entry')} note={say('note.entry')}>
        <Elements>
          {entryConditions(agreement).map((each) => (
            <Element key={each.key} title={titled(each.key, each.text)}>
              <Facts rows={[{ name: say('field.brings about'), value: party(each.party) }]} />
              {clause(`entry/${each.key}/text`, say('field.condition'), each.text)}
              {clause(`entry/${each.key}/evidence`, say('field.evidence'), each.evidence)}
            </Element>
          ))}
        </Elements>
      </Section>
      <Section id="sustainability" title={say('part title.sustainability')}>
        <Elements>
          {agreement.sustainability.map((each) => (
            <Element key={each.key} title={titled(each.key, each.text)}>
              <Facts
                rows={[
                  { name: say('field.party'), value: party(each.party) },
                  { name: say('field.by'), value: day(each.by) },
                ]}
              />
              {clause(`sustainability/${each.key}/text`, say('field.measure'), each.text)}
              {clause(`sustainability/${each.key}/evidence`, say('field.evidence'), each.evidence)}
            </Element>
          ))}
        </Elements>
      </Section>
      <Section id="risks" title={say('part title.risks')}>
        <Elements>
          {agreement.risks.map((each) => (
            <Element key={each.key} title={titled(each.key, each.text)}>
              <Facts
                rows={[
                  { name: say('field.likelihood'), value: say('text.of five', { number: each.likelihood }) },
                  { name: say('field.effect'), value: say('text.of five', { number: each.effect }) },
                  { name: say('field.owner'), value: party(each.owner) },
                ]}
              />
              {clause(`risks/${each.key}/text`, say('field.risk'), each.text)}
              {clause(`risks/${each.key}/response`, say('field.response'), each.response)}
            </Element>
          ))}
        </Elements>
      </Section>
      <Section id="documents" title={say('part title.documents')}>
        <ul className="standing-list">
          {agreement.documents.map((each) => (
            <li key={each.key}>
              {each.url === null ? (
                titled(each.key, each.title)
              ) : (
                <a href={each.url} rel="nofollow noopener">
                  {titled(each.key, each.title)}
                </a>
              )}
              <span className="block note">
                {say(`document.${each.kind}`)}
                {each.date === null ? '' : ` · ${day(each.date)}`}
              </span>
              {each.file === null ? null : <span className="block note digest">SHA-256 {each.file}</span>}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function Elements({ children }: { children: ReactNode[] }) {
  const say = speak(words, useLanguage())
  return children.length === 0 ? <p className="prose">{say('element.none')}</p> : <div>{children}</div>
}

function Element({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  return (
    <section className="finding" id={id}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function BaselineText({ indicator, languages }: { indicator: Indicator; languages: readonly string[] }) {
  const language = useLanguage()
  const say = speak(words, language)
  const { baseline } = indicator
  if (baseline === null) return <Unknown>{say('text.no baseline')}</Unknown>
  if ('reason' in baseline)
    return (
      <>
        <p className="note">
          <b>{say('field.baseline')}</b> {say('baseline.reason')} · {say('field.baseline due')}:{' '}
          {formatDay(language, baseline.due)}
        </p>
        <Both text={baseline.reason} languages={languages} />
      </>
    )
  const number = (value: string) => writeDecimal(value, language)
  return (
    <>
      <p className="note">
        <b>{say('field.baseline')}</b> {formatDay(language, baseline.date)}
      </p>
      <p className="prose">
        <b>{number(baseline.value)}</b>
        {baseline.low === null || baseline.high === null
          ? ''
          : ` (${number(baseline.low)} – ${number(baseline.high)}${
              baseline.level === null ? '' : `, ${number(String(baseline.level))} %`
            })`}
      </p>
      <Both text={baseline.method} languages={languages} />
      <Both text={baseline.source} languages={languages} />
      <Both text={baseline.definition} languages={languages} />
    </>
  )
}

function TargetsText({ indicator, agreement }: { indicator: Indicator; agreement: Agreement }) {
  const language = useLanguage()
  const say = speak(words, language)
  const yearOf = (key: string) => {
    const place = agreement.plan.years.findIndex((each) => each.key === key)
    return place === -1 ? key : say('row.year', { number: place + 1 })
  }
  const cellOf = (cell: Record<string, string>) =>
    Object.entries(cell)
      .map(([by, category]) => {
        const found = indicator.disaggregations
          .find(({ key }) => key === by)
          ?.categories.find(({ key }) => key === category)
        return found === undefined ? category : called(category, found.name, language, agreement.languages)
      })
      .join(', ') || say('targets.total')
  const text = (words_: Text) => agreement.languages.map((each) => words_[each]).find((each) => each) ?? ''
  if (indicator.targets.length === 0 && indicator.noTarget.length === 0) return null
  return (
    <DataTable
      caption={say('field.targets')}
      columns={[
        { key: 'year', head: say('field.year') },
        { key: 'cell', head: say('text.for') },
        { key: 'value', head: say('field.value'), number: true },
        { key: 'why', head: say('field.rationale') },
      ]}
      rows={[
        ...indicator.targets.map((each, place) => ({
          key: `${each.year} ${place}`,
          cells: {
            year: yearOf(each.year),
            cell: cellOf(each.cell),
            value: writeDecimal(each.value, language),
            why: text(each.rationale),
          },
        })),
        ...indicator.noTarget.map((each) => ({
          key: `${each.year} none`,
          cells: { year: yearOf(each.year), cell: '–', value: '–', why: text(each.reason) },
        })),
      ]}
    />
  )
}
