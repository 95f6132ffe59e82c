import { Bars } from '../../ui/charts/bars.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Finding } from '../../ui/finding.tsx'
import { Button, Buttons, ErrorSummary, type FieldError, SelectField, TextField } from '../../ui/form.tsx'
import { between, formatDay, type Language, pathIn, speak } from '../../ui/language.ts'
import { Opening } from '../../ui/opening.tsx'
import { Page } from '../../ui/page.tsx'
import type { PageContext } from '../../ui/page-context.ts'
import { richText } from '../../ui/rich.tsx'
import { Section, Sentence, Verdict } from '../../ui/section.tsx'
import { SourceMark } from '../../ui/sources.tsx'
import { Unknown } from '../../ui/unknown.tsx'
import { writeNumber } from '../../ui/voice.tsx'
import { PUBLISHED } from '../asked.ts'
import type { BudgetPack, Profits, Spending, Sum } from '../schema.ts'
import { type TwoCents, YEARS_APART } from '../two-cents.ts'
import { words } from '../words/words.ts'
import { millionsIn, roughly, sayMoney } from './money.ts'

/** What two cents of every dollar would be, beside what is spent; with all that was said of it before. */
export function TwoCentsPage({
  context,
  pack,
  told,
  typed,
  errors,
}: {
  context: PageContext
  pack: BudgetPack
  told: TwoCents
  /** The cents as they were typed. */
  typed: string
  errors: FieldError[]
}) {
  const { language } = context
  const say = speak(words, language)
  const { profits, spending, cents, dollars, ask, askPrices } = told
  const errorOf = (field: string) => errors.find((each) => each.field === field)?.message
  const years = [...pack.deflator.index.keys()].sort((a, b) => b - a)
  return (
    <Page
      {...context}
      section="campaigns"
      title={say('cents.title')}
      description={say('cents.note')}
      crumbs={[{ name: say('room'), href: pathIn(language, '/budget') }, { name: say('cents.title') }]}
      alternates={[{ type: 'application/json', href: apiPath(told) }]}
    >
      <Opening title={say('cents.promise')}>
        <p className="prose budget-lead">{say('cents.note')}</p>
      </Opening>
      <Section wide>
        <ErrorSummary errors={errors} />
        <form className="form form-inline" method="get">
          <SelectField
            name="profits"
            label={say('cents.profits')}
            value={profits.id}
            error={errorOf('profits')}
            options={pack.profits.map((each) => ({ value: each.id, name: optionOf(each, language) }))}
          />
          <SelectField
            name="spending"
            label={say('cents.spending')}
            value={spending.id}
            error={errorOf('spending')}
            options={pack.spending.map((each) => ({ value: each.id, name: optionOf(each, language) }))}
          />
          <TextField
            name="cents"
            label={say('cents.cents')}
            value={typed}
            inputMode="numeric"
            error={errorOf('cents')}
          />
          <SelectField
            name="dollars"
            label={say('cents.dollars')}
            value={dollars === null ? PUBLISHED : String(dollars)}
            error={errorOf('dollars')}
            options={[
              { value: PUBLISHED, name: say('cents.as published') },
              ...years.map((year) => ({
                value: String(year),
                name: say('cents.of year', { year: String(year) }),
              })),
            ]}
          />
          <Buttons>
            <Button first>{say('cents.ask')}</Button>
          </Buttons>
        </form>
        {ask === null ? (
          <Unknown>{say('cents.no ask', { cents, year: String(askPrices) })}</Unknown>
        ) : (
          <Verdict>
            {richText(
              say('cents.verdict', {
                cents,
                ask: sayMoney(language, roughly(ask)),
                year: String(askPrices),
                profits: sayMoney(language, roughly((ask / cents) * 100)),
                estimate: profits.name[language] ?? profits.name.en,
              }),
              { strong: (text) => <strong>{text}</strong>, mark: <SourceMark id={profits.source} /> },
            )}
          </Verdict>
        )}
      </Section>
      <Comparison told={told} language={language} pack={pack} />
      <Section title={say('cents.what')}>
        <p className="prose">
          {say('cents.covers', {
            coverage: profits.coverage[language] ?? profits.coverage.en,
            published: formatDay(language, profits.published),
          })}
          <SourceMark id={profits.source} />
        </p>
        <p className="prose">{profits.pricesBecause[language] ?? profits.pricesBecause.en}</p>
        <p className="prose">
          {say('cents.spent on', { coverage: spending.coverage[language] ?? spending.coverage.en })}
          <SourceMark id={spending.source} />
          {spending.note === null ? null : ` ${spending.note[language] ?? spending.note.en}`}
        </p>
      </Section>
      <Sayings pack={pack} language={language} />
      <Series pack={pack} language={language} />
    </Page>
  )
}

const optionOf = (sum: Sum, language: Language) =>
  `${sum.name[language] ?? sum.name.en}${between(language, ':')}${sayMoney(language, sum.minor)}`

const query = (told: { profits: string; spending: string; cents: number; dollars: number | null }) =>
  `?profits=${told.profits}&spending=${told.spending}&cents=${told.cents}&dollars=${told.dollars ?? PUBLISHED}`

const apiPath = ({ profits, spending, cents, dollars }: TwoCents) =>
  `/api/v1/budget/two-cents${query({ profits: profits.id, spending: spending.id, cents, dollars })}`

/** The ratio and the gap, or why none is given. */
function Comparison({ told, language, pack }: { told: TwoCents; language: Language; pack: BudgetPack }) {
  const say = speak(words, language)
  const { profits, spending, cents, dollars, ask, compared } = told
  const { deflator } = pack
  if (compared === null || ask === null) {
    if (told.refused !== 'other prices') return null
    const last = Math.max(...deflator.index.keys())
    const year = deflator.index.has(profits.prices) ? profits.prices : last
    return (
      <Section title={say('cents.compared')}>
        <Unknown
          next={
            <>
              {say('cents.refused next', { years: YEARS_APART })}
              <a
                href={`${pathIn(language, '/two-cents')}${query({ profits: profits.id, spending: spending.id, cents, dollars: year })}`}
              >
                {say('cents.refused link', { year: String(year) })}
              </a>
            </>
          }
        >
          {say('cents.refused', { profits: String(profits.prices), spending: String(spending.prices) })}
        </Unknown>
      </Section>
    )
  }
  const number = (value: number) => writeNumber(language, Number(value.toPrecision(3)))
  const money = {
    ask: sayMoney(language, roughly(ask)),
    spent: sayMoney(language, roughly(compared.spending)),
    profits: sayMoney(language, roughly(compared.profits)),
  }
  const ofYear = dollars === null ? null : String(dollars)
  return (
    <Section title={say('cents.compared')}>
      <Sentence>
        {say('cents.ratio', {
          ratio: writeNumber(language, Math.round(compared.ratio)),
          cents: number(compared.centsPerDollar),
        })}
        <SourceMark id={[profits.source, spending.source]} />
      </Sentence>
      <Finding
        title={say('cents.picture', money)}
        subtitle={say(ofYear === null ? 'cents.each own' : 'cents.picture about', {
          year: ofYear ?? '',
          profits: money.profits,
          times: writeNumber(language, Math.round(compared.profits / ask)),
        })}
        caveat={say(compared.gap < 0 ? 'cents.less' : 'cents.times', {
          times: number(compared.times),
          gap: sayMoney(language, roughly(Math.abs(compared.gap))),
        })}
      >
        <Bars
          caption={say('cents.picture', money)}
          bars={[
            {
              key: 'ask',
              name: say('cents.bar ask'),
              value: ask,
              text: millionsIn(language, roughly(ask)),
              own: true,
            },
            {
              key: 'spent',
              name: say('cents.bar spent'),
              value: compared.spending,
              text: millionsIn(language, roughly(compared.spending)),
            },
          ]}
        />
      </Finding>
      <p className="note">
        {ofYear !== null
          ? say('cents.converted', {
              year: ofYear,
              index: deflator.name[language] ?? deflator.name.en,
            })
          : compared.yearsApart > 0
            ? say('cents.apart', {
                profits: String(profits.prices),
                spending: String(spending.prices),
                years: compared.yearsApart,
              })
            : null}
        {ofYear === null ? null : <SourceMark id={deflator.source} />}
      </p>
    </Section>
  )
}

/** Ratios that were said, what each rests on, and why they differ. */
function Sayings({ pack, language }: { pack: BudgetPack; language: Language }) {
  const say = speak(words, language)
  return (
    <Section title={say('said.title')} note={say('said.note')}>
      {pack.sayings.map((saying) => {
        const estimate = pack.profits.find(({ id }) => id === saying.estimate)
        const spent = pack.spending.find(({ id }) => id === saying.spending)
        if (estimate === undefined || spent === undefined) return null
        const apart = Math.abs(estimate.prices - spent.prices)
        return (
          <div key={saying.id} className="budget-saying">
            <h3>
              1 : {writeNumber(language, saying.ratio)}{' '}
              <span className="note">
                {say('said.by', { by: saying.by, day: formatDay(language, saying.on) })}
                <SourceMark id={saying.source} />
              </span>
            </h3>
            <p className="prose">
              {say('said.rests', {
                profits: sayMoney(language, estimate.minor),
                estimate: estimate.name[language] ?? estimate.name.en,
                spending: sayMoney(language, spent.minor),
                coverage: spent.name[language] ?? spent.name.en,
              })}{' '}
              {saying.why[language] ?? saying.why.en}
              {apart > YEARS_APART ? ` ${say('said.apart', { years: apart })}` : ''}
            </p>
            <p>
              <a
                href={`${pathIn(language, '/two-cents')}${query({ profits: estimate.id, spending: spent.id, cents: pack.cents, dollars: null })}`}
              >
                {say('said.reckon')}
              </a>
            </p>
          </div>
        )
      })}
    </Section>
  )
}

function Series({ pack, language }: { pack: BudgetPack; language: Language }) {
  const say = speak(words, language)
  const columns = [
    { key: 'name', head: say('series.name') },
    { key: 'amount', head: say('series.amount'), number: true },
    { key: 'prices', head: say('series.prices'), number: true },
    { key: 'covers', head: say('series.covers') },
    { key: 'sure', head: say('series.sure') },
  ]
  const rowOf = (sum: Profits | Spending) => ({
    key: sum.id,
    cells: {
      name: sum.name[language] ?? sum.name.en,
      amount: (
        <Figure
          value={sum.minor / 100}
          text={sayMoney(language, sum.minor)}
          year={sum.of}
          source={sum.source}
          note={`${sum.pricesBecause[language] ?? sum.pricesBecause.en}`}
        />
      ),
      prices: String(sum.prices),
      covers: sum.coverage[language] ?? sum.coverage.en,
      sure: say(`sure.${sum.sure}`),
    },
  })
  return (
    <Section title={say('series.title')} note={say('series.note')} wide>
      <DataTable caption={say('series.profits')} columns={columns} rows={pack.profits.map(rowOf)} />
      <DataTable caption={say('series.spending')} columns={columns} rows={pack.spending.map(rowOf)} />
    </Section>
  )
}
