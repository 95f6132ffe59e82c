import { DataTable } from '../../../ui/data-table.tsx'
import { Button, SelectField, TextField } from '../../../ui/form.tsx'
import { formatDay, pathIn } from '../../../ui/language.ts'
import { Opening } from '../../../ui/opening.tsx'
import { Page } from '../../../ui/page.tsx'
import type { PageContext } from '../../../ui/page-context.ts'
import { Section } from '../../../ui/section.tsx'
import { useWords } from '../../../ui/voice.tsx'
import { sayIn, textIn } from '../../sentences.ts'
import { versionName } from '../diff-say.ts'
import { diffWords, sayDiff } from '../diff-words.ts'
import type { KnownDocument } from '../store.ts'

export type VersionsView = {
  context: PageContext
  /** Every version there is, the newest first. */
  versions: (KnownDocument & { path: string })[]
  /** The newest of every other methodology: it can be compared with too. */
  others: KnownDocument[]
  today: string
}

/** Every version of one methodology with its reason, and a form to lay two side by side. */
export function VersionsPage({ view }: { view: VersionsView }) {
  const { context, versions } = view
  const { language } = context
  const newest = versions[0]!.methodology
  return (
    <Page
      title={`${textIn(language, newest.title)}: ${sayDiff(language)('page.versions')}`}
      language={language}
      path={context.path}
      section="methodologies"
      assets={context.assets}
      sources={context.sources}
      crumbs={[
        { name: sayIn(language)('page.methodologies'), href: pathIn(language, '/methodologies') },
        {
          name: textIn(language, newest.title),
          href: pathIn(language, `/methodologies/${newest.methodology}`),
        },
        { name: sayDiff(language)('page.versions') },
      ]}
    >
      <Body view={view} />
    </Page>
  )
}

function Body({ view: { context, versions, others, today } }: { view: VersionsView }) {
  const say = useWords(diffWords)
  const { language } = context
  const words = sayIn(language)
  const id = versions[0]!.methodology.methodology
  const options = [
    ...versions.map(({ methodology }) => ({
      value: String(methodology.version),
      name: say('version short', { version: String(methodology.version) }),
    })),
    ...others.map(({ methodology }) => ({
      value: `${methodology.methodology}:${methodology.version}`,
      name: versionName(language, methodology),
    })),
  ]
  const latest = options[0]!.value
  const other = others[0]?.methodology
  return (
    <>
      <Opening title={say('index.title')} />
      <Section wide>
        <p className="prose">{say('index.text')}</p>
        <DataTable
          caption={say('index.table')}
          captionHidden
          columns={[
            { key: 'version', head: say('index.version') },
            { key: 'status', head: say('index.status') },
            { key: 'origin', head: say('index.origin') },
            { key: 'reason', head: say('index.reason') },
            { key: 'document', head: say('index.document') },
          ]}
          rows={versions.map(({ methodology, own, used, path }, i) => {
            const before = versions[i + 1]?.methodology.version
            const version = String(methodology.version)
            return {
              key: version,
              cells: {
                version:
                  before === undefined ? (
                    version
                  ) : (
                    <a href={pathIn(language, `/methodologies/${id}/versions/${before}..${version}`)}>
                      {before} → {version}
                    </a>
                  ),
                status: words(`methods.status.${methodology.status}`),
                origin:
                  own === null
                    ? used === null
                      ? say('index.shipped')
                      : say('index.used', { day: formatDay(language, used.slice(0, 10)) })
                    : say('index.saved', {
                        day: formatDay(language, own.made.slice(0, 10)),
                        base: words('about.version', {
                          id: own.base.methodology,
                          version: String(own.base.version),
                        }),
                      }),
                reason: own === null ? say('index.no reason') : own.reason,
                document: (
                  <>
                    <a href={pathIn(language, `/methodologies/${id}?version=${version}`)}>
                      {words('action.method')}
                    </a>{' '}
                    · <a href={path}>YAML</a>
                  </>
                ),
              },
            }
          })}
        />
      </Section>
      <Section id="compare" title={say('index.compare')}>
        {versions.length === 1 ? <p className="prose">{say('index.one')}</p> : null}
        {other === undefined ? null : (
          <p className="prose">
            <a
              href={pathIn(
                language,
                `/methodologies/${id}/versions/${latest}..${other.methodology}:${other.version}?years=0`,
              )}
            >
              {say('index.beside', { other: versionName(language, other) })}
            </a>
          </p>
        )}
        <form
          className="form form-inline"
          method="get"
          action={pathIn(language, `/methodologies/${id}/versions`)}
        >
          <SelectField
            name="from"
            label={say('index.from')}
            options={options}
            value={options[versions.length > 1 ? 1 : 0]!.value}
          />
          <SelectField
            name="to"
            label={say('index.to')}
            options={options}
            value={versions.length > 1 ? latest : (options[1]?.value ?? latest)}
          />
          <TextField
            name="as-of"
            type="date"
            label={say('index.day')}
            hint={say('index.day hint')}
            value={today}
          />
          <Button first>{say('index.submit')}</Button>
        </form>
      </Section>
    </>
  )
}
