/**
 * Everything an estimator of prevalence may have to say besides a number: why there is none, what is doubtful,
 * what is wrong with the data. A code with its values, never a sentence: the pages say it in four languages.
 */
export type Findings = {
  /** Fewer lists, groups or observations than the method needs. */
  'too-few': {
    what: 'lists' | 'cases' | 'groups' | 'clusters' | 'periods' | 'chains'
    is: number
    least: number
  }
  /** More than the method can take. */
  'too-many': { what: 'lists' | 'cases' | 'groups' | 'models'; is: number; most: number }
  /** A cell holds no number of the kind asked for; rows count from 1 without the heading. */
  'not-a-count': { row: number; column: string; text: string }
}

/** One thing to say, with its values. */
export type Finding = { [Code in keyof Findings]: { code: Code } & Findings[Code] }[keyof Findings]
