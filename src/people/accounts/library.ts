import { APIError } from 'better-auth/api'

/** What a call of the library came to: what it answers and the cookies to pass on, or the name of its refusal. */
export type Answered<Result> =
  | { response: Result; cookies: string[] }
  | { refused: string; cookies: string[] }

/**
 * Calls the library. A refusal is an answer, not an error: what the library counted along
 * with it (a wrong code, say) must be kept, so the transaction goes on.
 */
export async function ask<Result>(
  call: Promise<{ headers: Headers; response: Result }>,
): Promise<Answered<Result>> {
  try {
    const { headers, response } = await call
    return { response, cookies: headers.getSetCookie() }
  } catch (error) {
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error
    const { code } = (error.body ?? {}) as { code?: string }
    const headers = new Headers(error.headers as HeadersInit | undefined)
    return { refused: code ?? String(error.status), cookies: headers.getSetCookie() }
  }
}
