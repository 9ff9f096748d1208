// Finds annotations that never reach a field: on declarations that take none, in comments that Prisma drops,
// and behind two slashes. They would do nothing, in silence, and the column would be stored in plain.

import { hasAnnotation } from './annotation.js'
import type { Datamodel } from './datamodel.js'
import type { Finding } from './finding.js'
import type { SchemaComment } from './schema-file.js'

/** An annotation without effect, and the comment that holds it. */
export interface LostAnnotation {
  readonly comment: SchemaComment
  readonly finding: Finding
}

/** Why an annotation has no effect, and how to mend it. */
const findings = {
  plain: {
    message: 'An annotation stands behind two slashes, which Prisma does not pass on.',
    fix: 'Write it behind three (///), or let the comment start with another word.',
  },
  dropped: {
    message: 'Prisma attaches this comment to nothing, so its annotation has no effect.',
    fix: 'Move it to the lines directly above the field or model.',
  },
  ignored: {
    message:
      'An annotation stands on what Prisma Client leaves out: @ignore, @@ignore or an Unsupported type.',
    fix: 'Remove the annotation, or let Prisma Client have the field.',
  },
  view: {
    message: 'An annotation stands on a view, and fieldseal does not open what views read.',
    fix: 'Remove the annotation and leave the protected columns out of the view.',
  },
  other: {
    message: 'An annotation stands where there is no column.',
    fix: 'Move it to a field of a model.',
  },
} as const satisfies Record<string, Finding>

/** The comments that hold an annotation without effect. */
export function findLostAnnotations(
  comments: readonly SchemaComment[],
  datamodel: Datamodel,
): readonly LostAnnotation[] {
  return comments.flatMap(comment => {
    const reason = lossOf(comment, datamodel)
    return reason ? [{ comment, finding: findings[reason] }] : []
  })
}

function lossOf(comment: SchemaComment, datamodel: Datamodel): keyof typeof findings | undefined {
  const { block, isPlain, lines } = comment
  // Two slashes may well comment something out, so a mere slip behind them is let be.
  if (!hasAnnotation(lines.join('\n'), isPlain ? 'exact' : 'any')) return undefined
  if (isPlain) return 'plain'
  if (!block) return 'dropped'
  if (block.kind === 'view') return 'view'
  return block.kind === 'model' ? lossInModel(block.name, comment, datamodel) : 'other'
}

function lossInModel(name: string, { member, lines }: SchemaComment, datamodel: Datamodel) {
  const model = datamodel.models.find(candidate => candidate.name === name)
  const owner = member === undefined ? model : model?.fields.find(field => field.name === member)
  if (!owner) return 'ignored'
  const kept = (owner.documentation ?? '').split('\n').map(line => line.trim())
  return lines.every(line => kept.includes(line)) ? undefined : 'dropped'
}
