// What a source file exports, and whether each export says what it is.

import type { SourceFile } from './source-file.js'

/** One declaration with `export` before it. */
export interface Exported {
  readonly name: string
  readonly hasDocComment: boolean
}

const declaration =
  /^export (?:declare |abstract |async )*(?:const|let|function\*?|class|interface|type|enum) (\w+)/

/** The exported declarations of a file; re-exports are not among them. */
export function exportsOf({ text }: SourceFile): readonly Exported[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const name = declaration.exec(line)?.[1]
    return name === undefined ? [] : [{ name, hasDocComment: lines[index - 1]?.endsWith('*/') === true }]
  })
}

/** The names that a file re-exports, by the specifier that they come from. */
export function reexportsOf({ text }: SourceFile): ReadonlyMap<string, readonly string[]> {
  const lists = [...text.matchAll(/^export (?:type )?\{([^}]*)\} from '([^']+)'/gm)]
  return new Map(
    lists.map(([, names = '', specifier = '']) => [
      specifier,
      names
        .split(',')
        .map(name => name.replace(/^\s*(?:type )?/, '').trim())
        .filter(name => name !== ''),
    ]),
  )
}

/** True where a file holds nothing but imports and re-exports. */
export function isBarrel(file: SourceFile): boolean {
  const code = file.text.replace(/^\s*\/\/.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '')
  const rest = code
    .replace(/^export (?:type )?(?:\*|\{[^}]*\})(?: as \w+)? from '[^']+'/gm, '')
    .replace(/^import [\s\S]*? from '[^']+'/gm, '')
  return rest.trim() === '' && code.includes('export')
}
