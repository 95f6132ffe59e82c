/**
 * Faults that the person asking can do something about. Each names the place,
 * what is so, and the remedy. Doors let them pass: `house/http.ts` turns them
 * into problem+json or a page, `cli.ts` into a line on stderr and an exit code.
 */
export class Fault extends Error {
  /** HTTP status the fault answers with. */
  readonly status: number
  /** Stable name, the last part of the problem type. */
  readonly kind: string
  /** One entry per place that is wrong: where, what, and what to do. */
  readonly details: FaultDetail[]
  /** When trying again makes sense, in seconds; null where it is not a matter of time. */
  retryAfterSeconds: number | null = null

  constructor(status: number, kind: string, message: string, details: FaultDetail[] = []) {
    super(message)
    this.status = status
    this.kind = kind
    this.details = details
  }
}

export type FaultDetail = {
  /** Place: a file and line, a field, a path in a document. */
  place?: string
  message: string
  remedy?: string
}

/** The thing asked for does not exist. */
export class NotFound extends Fault {
  constructor(message: string, details: FaultDetail[] = []) {
    super(404, 'not-found', message, details)
  }
}

/** The request is well formed, and the present state does not allow it. */
export class Conflict extends Fault {
  constructor(message: string, details: FaultDetail[] = []) {
    super(409, 'conflict', message, details)
  }
}

/** What was handed in cannot be used as it is. */
export class Unusable extends Fault {
  constructor(message: string, details: FaultDetail[] = []) {
    super(422, 'unusable', message, details)
  }
}

/** The command or query was put together wrongly. */
export class WrongUse extends Fault {
  constructor(message: string, details: FaultDetail[] = []) {
    super(400, 'wrong-use', message, details)
  }
}
