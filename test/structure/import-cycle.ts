// Cycles among the sources' imports. Type imports count: files that need one another's types belong together.

import { importsOf, type SourceFile } from './source-file.js'

/** The first cycle, as the paths that lead round it; undefined where there is none. */
export function findImportCycle(files: readonly SourceFile[]): readonly string[] | undefined {
  const graph = new Map(files.map(file => [file.path, importsOf(file)]))
  const done = new Set<string>()
  for (const path of graph.keys()) {
    const cycle = follow(path, graph, done, [])
    if (cycle) return cycle
  }
  return undefined
}

function follow(
  path: string,
  graph: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
  trail: readonly string[],
): readonly string[] | undefined {
  const start = trail.indexOf(path)
  if (start >= 0) return [...trail.slice(start), path]
  if (done.has(path)) return undefined
  for (const target of graph.get(path) ?? []) {
    const cycle = follow(target, graph, done, [...trail, path])
    if (cycle) return cycle
  }
  done.add(path)
  return undefined
}
