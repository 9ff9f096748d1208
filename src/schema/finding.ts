// What a check of a schema hands back; build-field-map.ts adds the place and makes a SchemaProblem of it.

/** Something wrong with one declaration: a sentence that says what, and an imperative one that mends it. */
export interface Finding {
  readonly message: string
  readonly fix: string
}

/** Takes note of a finding; checks go on, so that all of them are reported at once. */
export type Report = (finding: Finding) => void
