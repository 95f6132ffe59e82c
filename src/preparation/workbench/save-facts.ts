/** What the page must know to offer saving: asked for only when somebody wants to save. */
export type SaveFacts = {
  signedIn: boolean
  /** Of this software. */
  version: string
  /** Studies that the person may run, with what each already says of its figures. */
  studies: {
    id: string
    country: string
    title: string
    /** Id of the version of a codebook, where that is frozen. */
    codebook: string | null
    unit: string | null
    stockOrFlow: string | null
    periodFrom: string | null
    periodTo: string | null
    base: string | null
    baseNumber: number | null
    baseUnknown: string | null
    place: string | null
  }[]
  /** Frozen versions of codebooks. */
  codebooks: { id: string; name: string }[]
}
