export type VisitedPage = { status: number; url: URL; html: string }

/** A visitor without a browser: reads pages, fills in their plain forms, keeps cookies. */
export type Visitor = {
  cookies: Map<string, string>
  cookie(): string
  get(url: string | URL): Promise<VisitedPage>
  /** Sends the first form of a page that has all the named fields, with its hidden ones. */
  submit(
    page: VisitedPage,
    fields: Record<string, string>,
    button?: Record<string, string>,
  ): Promise<VisitedPage>
  /** The same visitor at another process. */
  to(address: string): Visitor
}

export function visitor(address: string, cookies?: Map<string, string>): Visitor
/** The words of a page. */
export function textOf(html: string): string
export type VisitedForm = {
  action: string
  method: string
  names: string[]
  values: Record<string, string>
}
/** The forms of a page that are sent by POST. */
export function formsOf(html: string): VisitedForm[]
/** Six digits from a secret in base32, as an authenticator app shows them. */
export function totp(secret: string, at?: number): string
