// How much work a hash is: Argon2's parameters, the named costs, and which of two hashes is the weaker.

/** What Argon2 is asked for (RFC 9106 §3.1), in the names that people read. */
export interface Argon2Cost {
  /** m: memory in KiB, at least 8 for each lane. */
  readonly memoryKiB: number
  /** t: passes over that memory. */
  readonly passes: number
  /** p: lanes. Part of the result; they need not run at once. */
  readonly lanes: number
}

/**
 * The costs that can be asked for by name. `owasp` is the first recommendation of OWASP's Password Storage Cheat Sheet;
 * `strong` takes about five times as long and has the memory of RFC 9106's second recommended option. Raising one
 * upgrades every stored hash at its owner's next login.
 */
export const passwordCosts = {
  owasp: { memoryKiB: 19_456, passes: 2, lanes: 1 },
  strong: { memoryKiB: 65_536, passes: 3, lanes: 1 },
} as const satisfies Record<string, Argon2Cost>

/** The name of a cost, as in `@password(cost: strong)`. */
export type PasswordCost = keyof typeof passwordCosts

/** The cost of new hashes where none is named. */
export const defaultCost: PasswordCost = 'owasp'

/** The parameters of a named cost. Throws RangeError for a name that is none. */
export function costOf(name: PasswordCost): Argon2Cost {
  if (Object.hasOwn(passwordCosts, name)) return passwordCosts[name]
  throw new RangeError(`Expected one of the costs ${Object.keys(passwordCosts).join(', ')}.`)
}

/**
 * True where `a` needs less memory than `b`, or less work in all. Fewer passes over more memory are not weaker: an
 * attacker's hardware pays for memory and time together.
 */
export function isWeaker(a: Argon2Cost, b: Argon2Cost): boolean {
  return a.memoryKiB < b.memoryKiB || a.memoryKiB * a.passes < b.memoryKiB * b.passes
}
