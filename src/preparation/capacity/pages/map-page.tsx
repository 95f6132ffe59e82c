import type { ReactNode } from 'react'
import { DataTable } from '../../../ui/data-table.tsx'
import { Finding } from '../../../ui/finding.tsx'
import { Button, ButtonLink, Buttons, SelectField } from '../../../ui/form.tsx'
import { formatDay, formatList, type Language, pathIn, speak } from '../../../ui/language.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section, Sentence } from '../../../ui/section.tsx'
import { Unknown } from '../../../ui/unknown.tsx'
import { prepareCrumb } from '../../studies/pages/frame.tsx'
import type { CapacityMap, Round } from '../schema.ts'
import { sides } from '../schema.ts'
import { type CapacityGap, type Cell, cellsOf, countsOf, gapsOf, whysOf } from '../standing.ts'
import type { CapacityGaps } from '../store.ts'
import { words } from '../words.ts'
import { CapacityGapsPanel } from './gaps.tsx'
import { CapacityMatrix, LevelTable, StepShapes, Steps } from './matrix.tsx'
import { aboutInstitution, byWhom, capacityPath, institutionName, levelName, placeOf } from './parts.tsx'

/** The map of one country: words first, then the picture, what is missing, and who said what and when. */
export function CapacityMapPage({
  context,
  map,
  found,
  days,
  drafts,
  mayAssess,
  history,
  today,
}: {
  context: PageContext
  map: CapacityMap
  found: CapacityGaps
  /** Days on which the map was different, the newest first. */
  days: readonly string[]
  /** Drafts the reader may write in. */
  drafts: readonly Round[]
  mayAssess: boolean
  history: ReactNode
  today: string
}) {
  const { language } = context
  const say = speak(words, language)
  const { country, on } = map
  const name = placeOf(country, language)
  const cells = cellsOf(map)
  const gaps = gapsOf(map)
  const last = (side: Round['side']) => map.rounds.find((round) => round.side === side)?.day ?? null
  const dayOf = (day: string | null) => (day === null ? say('list.never') : formatDay(language, day))
  return (
    <Page
      {...context}
      title={say('map.title', { country: name })}
      section="prepare"
      crumbs={[
        prepareCrumb(language),
        { name: say('list.title'), href: pathIn(language, '/capacity') },
        { name },
      ]}
      alternates={[{ type: 'application/json', href: `/api/v1/capacity/${country}` }]}
    >
      <StepShapes />
      <Opening
        title={say('map.title', { country: name })}
        about={[
          {
            name: say('map.about institutions'),
            value: String(map.institutions.filter(({ ended }) => ended === null).length),
          },
          { name: say('map.about outside'), value: dayOf(last('outside')) },
          { name: say('map.about self'), value: dayOf(last('self')) },
        ]}
      />
      <Section title={say('map.short')} note={say('map.short note')}>
        {on === null ? null : (
          <Notice word={say('map.on word')}>{say('map.on notice', { day: formatDay(language, on) })}</Notice>
        )}
        <InShort map={map} cells={cells} gaps={gaps} language={language} name={name} />
        {mayAssess ? (
          <Buttons>
            {map.institutions.length === 0 ? null : (
              <ButtonLink first href={capacityPath(language, country, '/rounds/new')}>
                {say('rounds.new')}
              </ButtonLink>
            )}
            <ButtonLink
              first={map.institutions.length === 0}
              href={capacityPath(language, country, '/institutions/new')}
            >
              {say('institutions.new')}
            </ButtonLink>
          </Buttons>
        ) : null}
      </Section>
      {cells.length === 0 ? null : (
        <Section wide id="map">
          <Finding
            level={2}
            title={
              map.rounds.length === 0
                ? say('map.finding none')
                : say('map.finding gaps', {
                    gaps: cells.filter((cell) => whysOf(cell).length > 0).length,
                    tasks: cells.length,
                  })
            }
            subtitle={say('map.subtitle', { day: formatDay(language, on ?? today) })}
            keys={<MatrixKey language={language} />}
            caveat={<p>{say('map.caveat')}</p>}
            table={<SaidTable cells={cells} language={language} />}
            download={pathIn(language, `/capacity/${country}/map.csv${on === null ? '' : `?on=${on}`}`)}
            method={pathIn(language, '/capacity#levels')}
            links={[{ name: 'JSON', href: `/api/v1/capacity/${country}${on === null ? '' : `?on=${on}`}` }]}
          >
            <CapacityMatrix cells={cells} />
          </Finding>
        </Section>
      )}
      {map.institutions.length === 0 ? null : (
        <Section id="gaps" title={say('gaps.title')} note={say('gaps.note')}>
          <CapacityGapsPanel found={found} />
        </Section>
      )}
      {map.institutions.length === 0 ? null : (
        <Section id="rounds" title={say('rounds.title')} note={say('rounds.note')}>
          {map.rounds.length + drafts.length === 0 ? (
            <Unknown>{say('rounds.none')}</Unknown>
          ) : (
            <DataTable
              caption={say('rounds.title')}
              captionHidden
              columns={[
                { key: 'day', head: say('rounds.day') },
                { key: 'side', head: say('rounds.side') },
                { key: 'by', head: say('rounds.by') },
                { key: 'state', head: say('rounds.state') },
              ]}
              rows={[...drafts, ...map.rounds].map((round) => ({
                key: round.id,
                cells: {
                  day: (
                    <a href={capacityPath(language, country, `/rounds/${round.id}`)}>
                      {formatDay(language, round.day)}
                    </a>
                  ),
                  side: say(`side.${round.side}`),
                  by: byWhom(say, round),
                  state:
                    round.state === 'published' && round.closed !== null
                      ? say('rounds.published', { day: formatDay(language, round.closed.slice(0, 10)) })
                      : say('rounds.draft'),
                },
              }))}
            />
          )}
          {days.length < 2 && on === null ? null : (
            <form className="form form-inline" method="get" action={capacityPath(language, country)}>
              <SelectField
                name="on"
                label={say('map.on')}
                hint={say('map.on hint')}
                value={on ?? ''}
                options={[
                  { value: '', name: say('map.on now') },
                  ...days.map((day) => ({ value: day, name: formatDay(language, day) })),
                ]}
              />
              <Buttons>
                <Button>{say('map.on show')}</Button>
              </Buttons>
            </form>
          )}
        </Section>
      )}
      {map.institutions.length === 0 ? null : (
        <Section id="institutions" title={say('institutions.title')} note={say('institutions.note')}>
          <ul className="capacity-rows">
            {map.institutions.map((each) => (
              <li key={each.id}>
                <b>{institutionName(each)}</b>
                <span>{say(`kind.${each.kind}`)}</span>
                <span>
                  {formatList(
                    language,
                    each.tasks.map((task) => say(`task.${task}`)),
                  )}
                  {aboutInstitution(say, language, each).map((told) => (
                    <small key={told}>{told}</small>
                  ))}
                  {mayAssess && on === null && each.ended === null ? (
                    <small>
                      <a href={capacityPath(language, country, `/institutions/${each.id}`)}>
                        {say('institutions.change', { name: each.name })}
                      </a>
                    </small>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="levels" title={say('list.levels')}>
        <LevelTable />
      </Section>
      {history}
    </Page>
  )
}

function InShort({
  map,
  cells,
  gaps,
  language,
  name,
}: {
  map: CapacityMap
  cells: readonly Cell[]
  gaps: readonly CapacityGap[]
  language: Language
  name: string
}) {
  const say = speak(words, language)
  if (map.institutions.length === 0)
    return <Unknown next={say('map.nothing next')}>{say('map.nothing', { country: name })}</Unknown>
  const nobody = gaps.filter(({ institution }) => institution === null).map(({ task }) => say(`task.${task}`))
  const nobodyHas =
    nobody.length === 0 ? null : (
      <Sentence>
        {nobody.length > 4
          ? say('map.sentence nobody more', { count: nobody.length })
          : say('map.sentence nobody', { tasks: formatList(language, nobody) })}
      </Sentence>
    )
  if (map.rounds.length === 0)
    return (
      <>
        <Unknown next={say('map.unassessed next')}>
          {say('map.unassessed', { institutions: map.institutions.length, tasks: cells.length })}
        </Unknown>
        {nobodyHas}
      </>
    )
  const { tasks, outside, self, low, apart, unknown } = countsOf(cells)
  return (
    <>
      <Sentence>
        {say('map.sentence known', { tasks, outside, self })} {say('map.sentence low', { count: low })}
        {outside > 0 && self > 0 ? ` ${say('map.sentence apart', { count: apart })}` : ''}
      </Sentence>
      {nobodyHas}
      {unknown === 0 ? null : <Unknown>{say('map.sentence unknown', { count: unknown })}</Unknown>}
    </>
  )
}

function MatrixKey({ language }: { language: Language }) {
  const say = speak(words, language)
  return (
    <ul className="key capacity-key">
      {sides.map((side) => (
        <li key={side}>
          <span className={`capacity-mark capacity-${side}`}>
            <b>3</b>
            <Steps side={side} level={3} />
          </span>
          <span>{say(`map.key ${side}`)}</span>
        </li>
      ))}
      <li>
        <span className="capacity-mark">
          <b>?</b>
          <Steps side="outside" level={null} />
        </span>
        <span>{say('map.key unknown')}</span>
      </li>
      <li>
        <i className="capacity-swatch capacity-gap" />
        <span>{say('map.key gap')}</span>
      </li>
      <li>
        <i className="capacity-swatch capacity-apart" />
        <span>{say('map.key apart')}</span>
      </li>
      <li>
        <i className="capacity-swatch" />
        <span>{say('map.key empty')}</span>
      </li>
    </ul>
  )
}

/** Every word of the newest rounds, a row for each task and side. */
function SaidTable({ cells, language }: { cells: readonly Cell[]; language: Language }) {
  const say = speak(words, language)
  return (
    <DataTable
      caption={say('map.table')}
      captionHidden
      tight
      columns={[
        { key: 'institution', head: say('map.institution') },
        { key: 'task', head: say('gaps.task') },
        { key: 'side', head: say('map.side') },
        { key: 'level', head: say('list.level') },
        { key: 'evidence', head: say('map.evidence') },
        { key: 'year', head: say('map.year'), number: true },
        { key: 'round', head: say('map.round') },
      ]}
      rows={cells.flatMap((cell) =>
        sides.map((side) => {
          const said = cell[side]
          return {
            key: `${cell.institution.id} ${cell.task} ${side}`,
            cells: {
              institution: institutionName(cell.institution),
              task: say(`task.${cell.task}`),
              side: say(`side.${side}`),
              level:
                said === null
                  ? say('level.nothing')
                  : said.level === null
                    ? say('level.unknown')
                    : `${said.level}, ${levelName(say, said.level)}`,
              evidence: said === null ? '–' : <Evidence said={said} language={language} />,
              year: said?.year ?? '–',
              round:
                said === null ? (
                  '–'
                ) : (
                  <a href={capacityPath(language, cell.institution.country, `/rounds/${said.round.id}`)}>
                    {formatDay(language, said.round.day)}
                  </a>
                ),
            },
          }
        }),
      )}
    />
  )
}

/** What a level rests on, with the address of its document. */
export function Evidence({
  said,
  language,
}: {
  said: { evidence: string; address: string | null }
  language: Language
}) {
  const say = speak(words, language)
  return (
    <>
      <span dir="auto">{said.evidence}</span>
      {said.address === null ? null : (
        <>
          {' '}
          <a href={said.address} rel="nofollow noreferrer">
            {say('map.source')}: {new URL(said.address).hostname}
          </a>
        </>
      )}
    </>
  )
}
