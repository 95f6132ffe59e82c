import { showMoney } from '../../../compacts/forms/amounts.ts'
import { words as compactWords } from '../../../compacts/words/words.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { Finding, Key } from '../../../ui/finding.tsx'
import { between, formatDay, speak } from '../../../ui/language.ts'
import { Rich } from '../../../ui/rich.tsx'
import { SourceMark } from '../../../ui/sources.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { Initiatives } from '../../pages/initiatives.tsx'
import { namesIn } from '../../pages/parts.tsx'
import { words as roomWords } from '../../words/words.ts'
import type { Stage } from '../snapshot.ts'
import { asWhole, componentsOf, isOver, lagging, moneyIn } from '../story.ts'
import { exactSum, shortMoney, shortSum } from './figures.ts'
import { MoneyChart, unitOf } from './money-chart.tsx'
import { dataHref, ledgerHref, type Parts, told } from './parts.tsx'

const stages = ['original', 'planned', 'pledged', 'committed', 'disbursed', 'spent'] as const

export function WhereIsTheMoney(parts: Parts & { today: string }) {
  const { snapshot, language, say, today, iati } = parts
  const { agreement, money } = snapshot
  if (agreement === null || money === null) return null
  const last = lagging(snapshot)
  const whole = asWhole(snapshot, 'committed')
  const sayCompact = speak(compactWords, language)
  const currency = agreement.plan.currency
  const missing = moneyIn(snapshot, 'planned').amounts.find(
    (each) =>
      each.currency !== currency &&
      !agreement.plan.rates.some(({ from, to }) => from === each.currency && to === currency),
  )
  const rates = agreement.plan.rates
    .map(
      ({ from, to, rate, date, source }) =>
        `1 ${from} = ${rate.replace('.', language === 'en' ? '.' : ',')} ${to} (${formatDay(language, date)}, ${source})`,
    )
    .join(between(language, ';'))
  return (
    <>
      <Finding
        title={
          last === null
            ? say(moneyIn(snapshot, 'disbursed').entries === 0 ? 'money.none' : 'money.plain')
            : say(isOver(snapshot) ? 'money.lagged' : 'money.lags', {
                component: sayCompact(`component.${last.component}`),
                paid: shortMoney(last.paid, language),
                planned: shortMoney(last.planned, language),
              })
        }
        subtitle={
          <Rich
            say={say}
            word="money.subtitle"
            values={{ currency, unit: unitOf(snapshot).name }}
            parts={{ mark: <SourceMark id="ledger" /> }}
          />
        }
        keys={
          <Key
            items={[
              { tone: 'out', name: say('money.planned') },
              { tone: 't1', name: say('money.committed') },
              { tone: 'd1', name: say('money.disbursed') },
            ]}
          />
        }
        caveat={
          <>
            {say('money.caveat')}
            {whole === null ? null : ` ${say('money.as a whole', { amount: shortSum(whole, language) })}`}
            {rates === '' ? null : ` ${say('money.caveat rates', { rates })}`}
          </>
        }
        table={<MoneyTable {...parts} />}
        download={dataHref(snapshot, 'ledger.csv', today)}
        links={[
          { name: say('money.ledger'), href: ledgerHref(parts, {}) },
          ...(iati ? [{ name: 'IATI', href: dataHref(snapshot, 'iati-activities.xml', today) }] : []),
        ]}
      >
        {missing === undefined ? (
          <MoneyChart snapshot={snapshot} />
        ) : (
          <Unknown>{say('money.no rate', { from: missing.currency, to: currency })}</Unknown>
        )}
      </Finding>
      {money.initiatives.length === 0 ? null : (
        <>
          <h3>{speak(roomWords, language)('initiatives.title')}</h3>
          <p className="note">{speak(roomWords, language)('initiatives.note')}</p>
          <Initiatives
            standings={money.initiatives}
            name={(key) => told(parts, agreement.initiatives.find((each) => each.key === key)?.title, key)}
            language={language}
          />
        </>
      )}
      {money.exceptions.length + money.linesBelow.length === 0 ? null : (
        <>
          <h3>{say('money.exceptions')}</h3>
          <ul>
            {money.linesBelow.map(({ line, money: stands, planned, reason }) => (
              <li key={line}>
                {speak(roomWords, language)('line below', {
                  line: namesIn({ agreement, awards: [] }, language).line(line),
                  planned: showMoney(planned, language),
                  money: showMoney(stands, language),
                  reason: told(parts, reason, '–'),
                })}
              </li>
            ))}
            {money.exceptions.map(({ rule, over, on, reason, entry, release }) => (
              <li key={`${rule} ${on} ${entry} ${release} ${over.minor}`}>
                {speak(roomWords, language)(`rule.${rule}`)}
                {between(language, ':')}
                {say('money.exception', {
                  over: showMoney(over, language),
                  day: formatDay(language, on),
                  reason,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function MoneyTable(parts: Parts) {
  const { snapshot, language, say } = parts
  const { agreement } = snapshot
  const sayCompact = speak(compactWords, language)
  if (agreement === null) return null
  const yearName = (key: string | null) => {
    const at = agreement.plan.years.findIndex((year) => year.key === key)
    return at < 0 ? say('money.no year') : say('money.year', { number: at + 1 })
  }
  const cells = (filter: { component?: (typeof rows)[number]['component']; year?: string | null }) =>
    Object.fromEntries(
      stages.map((stage: Stage) => {
        const sum = moneyIn(snapshot, stage, filter)
        const isOpen =
          (stage === 'pledged' || stage === 'committed') &&
          (filter.component ?? null) !== null &&
          asWhole(snapshot, stage) !== null
        const text = isOpen ? '–' : exactSum(sum, language)
        const linked = stage !== 'original' && stage !== 'planned' && sum.entries > 0
        const query = {
          column: stage,
          ...(filter.component === undefined ? {} : { component: filter.component ?? 'none' }),
          ...(filter.year == null ? {} : { year: filter.year }),
        }
        return [
          stage,
          linked ? (
            <a key={stage} href={ledgerHref(parts, query)}>
              {text}
            </a>
          ) : (
            text
          ),
        ]
      }),
    )
  const rows = componentsOf(snapshot).flatMap((component) => {
    const years = [
      ...new Set(
        (snapshot.money?.totals ?? []).filter((each) => each.component === component).map(({ year }) => year),
      ),
    ]
    return [{ component, year: undefined }, ...years.map((year) => ({ component, year }))]
  })
  return (
    <DataTable
      caption={say('money.table')}
      tight
      columns={[
        { key: 'component', head: say('money.column component') },
        { key: 'year', head: say('money.column year') },
        ...stages.map((stage) => ({ key: stage, head: say(`money.column ${stage}`), number: true })),
      ]}
      rows={[
        ...rows.map(({ component, year }) => ({
          key: `${component} ${year}`,
          own: year === undefined,
          cells: {
            component: component === null ? say('money.no component') : sayCompact(`component.${component}`),
            year: year === undefined ? '' : yearName(year),
            ...cells(year === undefined ? { component } : { component, year }),
          },
        })),
        {
          key: 'all',
          own: true,
          cells: { component: say('money.all'), year: '', ...cells({}) },
        },
      ]}
    />
  )
}
