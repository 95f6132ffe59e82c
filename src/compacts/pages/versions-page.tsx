import { DataTable } from '../../ui/data-table.tsx'
import { Button, Buttons, SelectField } from '../../ui/form.tsx'
import { formatDay, formatNumber, speak } from '../../ui/language.ts'
import type { PageContext } from '../../ui/page-context.ts'
import { Facts, Section } from '../../ui/section.tsx'
import { useLanguage } from '../../ui/voice.tsx'
import type { Agreement } from '../agreement.ts'
import { called } from '../forms/elements.ts'
import type { Signature } from '../signing.ts'
import type { Draft, Version, VersionCard } from '../store.ts'
import { words } from '../words/words.ts'
import { AgreementText } from './agreement-text.tsx'
import { CompactFrame, type CompactView, compactPath } from './frame.tsx'

/** Every text that was ever frozen, and two of them to be compared. */
export function VersionsPage({
  context,
  view,
  versions,
  draft,
}: {
  context: PageContext
  view: CompactView
  versions: VersionCard[]
  /** For those who may read it. */
  draft: Draft | null
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const options = [
    ...versions.map(({ number }) => ({ value: String(number), name: say('version.number', { number }) })),
    ...(draft?.state === 'open' ? [{ value: 'draft', name: say('tabs.draft') }] : []),
  ]
  return (
    <CompactFrame context={context} view={view} here="versions" title={say('versions.title')}>
      <Section title={say('versions.all')} note={say('versions.note')}>
        {versions.length === 0 ? (
          <p className="prose">{say('versions.none')}</p>
        ) : (
          <DataTable
            caption={say('versions.all')}
            captionHidden
            columns={[
              { key: 'number', head: say('about.version') },
              { key: 'amendment', head: say('version.amendment') },
              { key: 'frozen', head: say('version.frozen') },
              { key: 'signatures', head: say('version.signatures'), number: true },
              { key: 'became', head: say('version.became') },
              { key: 'hash', head: 'SHA-256' },
            ]}
            rows={versions.map((each) => ({
              key: String(each.number),
              own: each.number === view.compact.inForceVersion,
              cells: {
                number: (
                  <a href={compactPath(language, id, `/versions/${each.number}`)}>
                    {say('version.number', { number: each.number })}
                  </a>
                ),
                amendment:
                  each.amendment === 0 ? say('version.first text') : formatNumber(language, each.amendment),
                frozen: formatDay(language, each.frozenAt.slice(0, 10)),
                signatures: formatNumber(language, each.signatures),
                became: became(each, language),
                hash: <code className="digest">{each.hash.slice(0, 16)}…</code>,
              },
            }))}
          />
        )}
      </Section>
      {options.length > 1 ? (
        <Section title={say('compare.title')}>
          <form className="form form-inline" method="get" action={compactPath(language, id, '/compare')}>
            <SelectField
              name="from"
              label={say('compare.from')}
              value={options.at(-2)?.value}
              options={options}
            />
            <SelectField
              name="to"
              label={say('compare.to')}
              value={options.at(-1)?.value}
              options={options}
            />
            <Buttons>
              <Button>{say('compare.submit')}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </CompactFrame>
  )
}

export function became(
  version: Pick<Version, 'end' | 'takenEffect' | 'endedAt'>,
  language: PageContext['language'],
): string {
  const say = speak(words, language)
  if (version.takenEffect !== null)
    return say('version.in force since', { day: formatDay(language, version.takenEffect) })
  if (version.end === null) return say('version.waits')
  return say(version.end === 'withdrawn' ? 'version.withdrawn' : 'version.reopened', {
    day: version.endedAt === null ? '' : formatDay(language, version.endedAt.slice(0, 10)),
  })
}

/** One version: its whole text in both languages, its hash, and who signed it. */
export function VersionPage({
  context,
  view,
  version,
  signatures,
  organisations,
}: {
  context: PageContext
  view: CompactView
  version: Version
  signatures: { signature: Signature; name: string | null }[]
  /** What the organisations of its parties and signatures are called. */
  organisations: ReadonlyMap<string, string>
}) {
  const { language } = context
  const say = speak(words, language)
  const { id } = view.compact
  const title = say('version.number', { number: version.number })
  return (
    <CompactFrame
      context={context}
      view={view}
      here={null}
      title={title}
      crumbs={[
        { name: say('versions.title'), href: compactPath(language, id, '/versions') },
        { name: title },
      ]}
      about={[
        { name: say('version.frozen'), value: formatDay(language, version.frozenAt.slice(0, 10)) },
        { name: say('version.became'), value: became(version, language) },
        { name: 'SHA-256', value: <code className="digest">{version.hash}</code> },
        {
          name: 'PDF',
          value: (
            <a href={compactPath(language, id, `/agreement.pdf?version=${version.number}`)}>
              {say('version.pdf')}
            </a>
          ),
        },
        ...(version.number > 1
          ? [
              {
                name: say('version.number', { number: version.number - 1 }),
                value: (
                  <a
                    href={compactPath(
                      language,
                      id,
                      `/compare?from=${version.number - 1}&to=${version.number}`,
                    )}
                  >
                    {say('version.compare before')}
                  </a>
                ),
              },
            ]
          : []),
      ]}
    >
      <SignatureList signatures={signatures} agreement={version.agreement} organisations={organisations} />
      <AgreementText agreement={version.agreement} organisations={organisations} />
    </CompactFrame>
  )
}

/** Who signed a text, as what, and when; also what no longer counts. */
export function SignatureList({
  signatures,
  agreement,
  organisations,
}: {
  signatures: { signature: Signature; name: string | null }[]
  agreement: Agreement
  organisations: ReadonlyMap<string, string>
}) {
  const language = useLanguage()
  const say = speak(words, language)
  return (
    <Section title={say('version.signatures')}>
      {signatures.length === 0 ? (
        <p className="prose">{say('version.unsigned')}</p>
      ) : (
        <Facts
          rows={signatures.map(({ signature, name }) => {
            // By its organisation: whom an amendment leaves out signs under a key of the text before.
            const party = agreement.parties.find(
              ({ organisation }) => organisation === signature.organisation,
            )
            return {
              name:
                party === undefined
                  ? (organisations.get(signature.organisation) ?? signature.party)
                  : called(party.key, party.name, language, agreement.languages),
              value: (
                <>
                  {[name ?? say('text.erased'), signature.capacity].filter(Boolean).join(', ')} ·{' '}
                  {formatDay(language, signature.at.slice(0, 10))}
                  {signature.void ? <b className="block">{say('version.void')}</b> : null}
                </>
              ),
            }
          })}
        />
      )}
    </Section>
  )
}
