declare module '../../house/database.ts' {
  interface Tables {
    protected_values: {
      person_id: string
      /** `name`: the person's own, while others see another one. `contact`: how to reach them. */
      kind: 'name' | 'contact'
      /** Id of the personal value that is the key of `sealed`. */
      key_value: string
      sealed: string
      changed: Date
    }
    guardianships: {
      id: string
      person_id: string
      guardian_id: string
      /** Where both belonged when the guardian was named; the guardian must go on belonging to it. */
      organisation_id: string
      began: Date
      ended: Date | null
    }
  }
}
