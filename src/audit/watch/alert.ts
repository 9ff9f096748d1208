// What a watcher tells: that something in the trail is worth a look, with evidence and never with values.

/** How soon somebody should look. */
export type Severity = 'low' | 'medium' | 'high'

/** What a rule counts by: one alert tells of one of these. */
export type CountedBy = 'actor' | 'account' | 'address' | 'model' | 'event' | 'trail'

/** Something that a rule found, before it is known whether it was told already. */
export interface Sign {
  readonly rule: string
  readonly severity: Severity
  readonly by: CountedBy
  /** Which actor, account, address, model or event. */
  readonly name: string
  /** Who acted, where that is one; null for the application itself and for several. */
  readonly actor: string | null
  /** When it was reached, in milliseconds since 1970. */
  readonly time: number
  /** Until when the same is part of this sign, in milliseconds since 1970. */
  readonly until: number
  /** What was counted, and how many there may be less than. */
  readonly count: number
  readonly threshold: number
  /** Some of the events, the first of them first. */
  readonly eventIds: readonly string[]
  /** One sentence. */
  readonly message: string
}

/** An alert, as sinks are given it: plain data for JSON. */
export interface Alert extends Omit<Sign, 'time' | 'until'> {
  /** The same for one burst whenever it is sent, so that a receiver can drop a second copy. */
  readonly key: string
  /** ISO 8601 in UTC. */
  readonly time: string
}

/** The most event ids of an alert. */
export const mostEvidence = 20

/** The alert of a sign. */
export function alertOf({ until: _, time, ...sign }: Sign): Alert {
  const iso = new Date(time).toISOString()
  return { key: `${sign.rule} ${sign.name} ${iso}`, ...sign, time: iso }
}
