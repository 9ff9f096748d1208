// The clocks that a run can go by.

/**
 * What is measured: time as a clock on the wall shows it, or the processor time of this process alone, which other
 * work on the machine hardly disturbs, and which leaves out a database server's.
 */
export type Clock = 'wall' | 'cpu'

/** The clocks, in microseconds from an arbitrary start. */
export const clocksUs: Readonly<Record<Clock, () => number>> = {
  wall: () => performance.now() * 1_000,
  cpu: () => {
    const { user, system } = process.cpuUsage()
    return user + system
  },
}
