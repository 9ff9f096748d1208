// A rule of the policy as a row of a table: what it refuses, why, and how to mend it.

import type { Report } from '../finding.js'

/** A text that stands as it is, or depends on what the rule looks at. */
export type RuleText<Subject> = string | ((subject: Subject) => string)

/** Refuses the subjects for which `refuses` holds. */
export interface Rule<Subject> {
  readonly refuses: (subject: Subject) => boolean
  /** What is wrong, one sentence. */
  readonly message: RuleText<Subject>
  /** What to do, one imperative sentence. */
  readonly fix: RuleText<Subject>
}

/** Reports every rule that refuses `subject`. */
export function applyRules<Subject>(rules: readonly Rule<Subject>[], subject: Subject, report: Report): void {
  for (const { refuses, message, fix } of rules) {
    if (refuses(subject)) report({ message: textOf(message, subject), fix: textOf(fix, subject) })
  }
}

function textOf<Subject>(text: RuleText<Subject>, subject: Subject): string {
  return typeof text === 'string' ? text : text(subject)
}
