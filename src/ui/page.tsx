import { type ReactElement, type ReactNode, useContext, useState } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Source } from '../indicators/schema.ts'
import { type Language, languageNames, languages, pathIn, speak } from './language.ts'
import { PageFaults, PageFaultsContext } from './page-faults.ts'
import { SourceList, SourcesContext, SourcesSection } from './sources.tsx'
import { LanguageContext, useLanguage, useUiWords } from './voice.tsx'
import { uiWords } from './words.ts'

/** The rooms that have a door of their own in the head of the page. */
export const roomsWithDoors = [
  'countries',
  'indicators',
  'methodologies',
  'assessments',
  'prepare',
  'compacts',
  'campaigns',
  'sources',
] as const
export type RoomWithDoor = (typeof roomsWithDoors)[number]

/** Addresses of the built styles and scripts, from the Vite manifest. */
export type Assets = {
  css: string[]
  js: string[]
  /** Styles to carry along in the document itself, for a file that is opened away from the house. */
  inline?: string
}

export type PageProps = {
  title: string
  language: Language
  /** Address without the language prefix, with its query: `/countries/GHA?year=2013`. */
  path: string
  /** The room whose door is marked as open. */
  section?: RoomWithDoor | null
  assets: Assets
  /** Every source the page may cite; only those it uses are listed. */
  sources?: Iterable<Source>
  sourcesNote?: ReactNode
  description?: string
  /** From the room down to this page: the last one without an address. */
  crumbs?: { name: string; href?: string }[]
  /** The same content in other forms, for machines. */
  alternates?: { type: string; href: string; title?: string }[]
  /** Said at the left of the foot; the site's own line when not given. */
  foot?: ReactNode
  /** Whether the page may be read and indexed as it stands; error pages and drafts may not. */
  indexed?: boolean
  children: ReactNode
}

/** A whole document. `renderPage(<Page …/>)` gives the text to send. */
export function Page(props: PageProps) {
  const [sources] = useState(() => new SourceList(props.sources ?? []))
  const { language, assets, path } = props
  // A tab and a voice say first of all that what was sent did not go through.
  const refused = (useContext(PageFaultsContext)?.known.length ?? 0) > 0
  const title = refused ? speak(uiWords, language)('page.refused', { title: props.title }) : props.title
  return (
    <LanguageContext value={language}>
      <SourcesContext value={sources}>
        <html lang={language}>
          <head>
            <meta charSet="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{title === brand ? brand : `${title} · ${brand}`}</title>
            {props.description ? <meta name="description" content={props.description} /> : null}
            {props.indexed === false ? <meta name="robots" content="noindex" /> : null}
            <meta name="color-scheme" content="light dark" />
            {languages.map((other) => (
              <link key={other} rel="alternate" hrefLang={other} href={pathIn(other, path)} />
            ))}
            <link rel="alternate" hrefLang="x-default" href={path} />
            {(props.alternates ?? []).map(({ type, href, title }) => (
              <link key={href} rel="alternate" type={type} href={href} title={title} />
            ))}
            {assets.inline === undefined ? null : (
              // biome-ignore lint/security/noDangerouslySetInnerHtml: our own built style sheet
              <style dangerouslySetInnerHTML={{ __html: assets.inline }} />
            )}
            {assets.css.map((href) => (
              <link key={href} rel="stylesheet" href={href} />
            ))}
            {assets.js.map((src) => (
              <script key={src} type="module" src={src} />
            ))}
          </head>
          <body>
            <Hatch />
            {assets.inline === undefined ? <Head section={props.section ?? null} path={path} /> : null}
            <main id="content" tabIndex={-1}>
              {assets.inline === undefined && props.crumbs && props.crumbs.length > 0 ? (
                <Crumbs crumbs={props.crumbs} />
              ) : null}
              {props.children}
              <SourcesSection note={props.sourcesNote} />
            </main>
            <Foot path={path}>{props.foot}</Foot>
          </body>
        </html>
      </SourcesContext>
    </LanguageContext>
  )
}

/**
 * The text of a document, ready to send. Where a form on it says what is wrong, it is drawn again with
 * that under its main heading.
 */
export function renderPage(page: ReactElement): string {
  const faults = new PageFaults()
  const first = draw(page, faults)
  const settled = faults.settled(first)
  return `<!doctype html>${settled === null ? first : draw(page, settled)}`
}

const draw = (page: ReactElement, faults: PageFaults): string =>
  renderToStaticMarkup(<PageFaultsContext value={faults}>{page}</PageFaultsContext>)

const brand = 'TIPping Point'

function Head({ section, path }: { section: RoomWithDoor | null; path: string }) {
  const say = useUiWords()
  const language = useLanguage()
  return (
    <>
      <a className="skip" href="#content">
        {say('page.skip')}
      </a>
      <header className="site-head">
        <div className="site-head-row">
          <a className="brand" href={pathIn(language, '/')}>
            <b>TIP</b>ping Point
          </a>
          <button type="button" className="menu-button" popoverTarget="site-menu">
            {say('nav.menu')}
          </button>
          <div className="site-menu" id="site-menu" popover="auto">
            <nav aria-label={say('nav.main')}>
              <ul>
                {roomsWithDoors.map((room) => (
                  <li key={room}>
                    <a
                      href={pathIn(language, `/${room}`)}
                      aria-current={section === room ? (path === `/${room}` ? 'page' : 'true') : undefined}
                    >
                      {say(`room.${room}`)}
                    </a>
                  </li>
                ))}
                {/* The same for everybody, signed in or not: pages that are kept for all carry it too. */}
                <li>
                  <a href={pathIn(language, '/account')} rel="nofollow">
                    {say('nav.account')}
                  </a>
                </li>
              </ul>
            </nav>
            <nav aria-label={say('nav.languages')}>
              <ul className="tongues">
                {languages.map((other) => (
                  <li key={other}>
                    <a
                      href={pathIn(other, path)}
                      lang={other}
                      hrefLang={other}
                      aria-current={other === language ? 'true' : undefined}
                    >
                      {languageNames[other]}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          </div>
        </div>
      </header>
    </>
  )
}

function Crumbs({ crumbs }: { crumbs: { name: string; href?: string }[] }) {
  const say = useUiWords()
  return (
    <nav className="crumbs" aria-label={say('page.breadcrumbs')}>
      <ol>
        {crumbs.map(({ name, href }) => (
          <li key={name}>{href ? <a href={href}>{name}</a> : <span aria-current="page">{name}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}

function Foot({ path, children }: { path: string; children: ReactNode }) {
  const say = useUiWords()
  const language = useLanguage()
  return (
    <footer className="site-foot">
      <div className="site-foot-row">
        <p>{children ?? say('foot.open')}</p>
        <p className="no-print">
          {say('foot.private')} <a href={pathIn(language, '/history')}>{say('foot.history')}</a>
        </p>
        {/* Whoever holds the sheet finds the page again. */}
        <p className="only-print">{pathIn(language, path)}</p>
      </div>
    </footer>
  )
}

/** The one hatch of the house: unknown, and nothing else. Charts refer to it by name. */
function Hatch() {
  return (
    <svg className="defs" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className="hatch-ground" />
          <line x1="0.5" x2="0.5" y2="5" className="hatch-line" />
        </pattern>
      </defs>
    </svg>
  )
}
