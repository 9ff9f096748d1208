// How often a property is tried: briefly in `npm test`, at length in `npm run test:long`.

/** `usual`, or `long` in a long run. */
export function runs(usual: number, long: number): { readonly numRuns: number } {
  return { numRuns: process.env.FIELDSEAL_LONG === '1' ? long : usual }
}
