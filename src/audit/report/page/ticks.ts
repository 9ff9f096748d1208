// Where an axis has its labels: round numbers upwards, whole groups of buckets along time.

import type { Timeline, TimelineStep } from '../timeline.js'

/** A run of buckets with a label at its start. */
export interface TickGroup {
  readonly label: string
  /** How many buckets it has. */
  readonly size: number
}

/** Sizes of groups that people expect. */
const groupSizes: Readonly<Record<TimelineStep, readonly number[]>> = {
  hour: [1, 2, 3, 6, 12, 24],
  day: [1, 2, 7, 14, 28],
  month: [1, 2, 3, 6, 12],
  year: [1, 2, 5, 10, 50, 100],
}
const mostGroups = 8

/** The round numbers of an axis from 0 to `max` or a little more, upwards: three or four steps. */
export function niceTicks(max: number): readonly number[] {
  const rough = Math.max(1, max) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, ([1, 2, 2.5, 5, 10].find(factor => factor * power >= rough) ?? 10) * power)
  const whole = Number.isInteger(step) ? step : Math.ceil(step)
  return Array.from({ length: Math.max(1, Math.ceil(max / whole)) + 1 }, (_, i) => i * whole)
}

/** The groups of a timeline's axis. The last one has no label where it is cut short. */
export function tickGroups({ step, buckets }: Timeline): readonly TickGroup[] {
  const count = buckets.length
  const size = groupSizes[step].find(one => count / one <= mostGroups) ?? Math.ceil(count / mostGroups)
  return Array.from({ length: Math.ceil(count / size) }, (_, i) => {
    const own = Math.min(size, count - i * size)
    return { label: own < size ? '' : tickLabel(buckets[i * size]?.label ?? '', step), size: own }
  })
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Mar 2 14:00`, `Mar 2`, `Mar 2026` or `2026`, of a bucket's label. */
function tickLabel(label: string, step: TimelineStep): string {
  const [year = '', month = '', day = ''] = label.slice(0, 10).split('-')
  const name = months[Number(month) - 1] ?? ''
  if (step === 'year') return year
  if (step === 'month') return `${name} ${year}`
  return `${name} ${Number(day)}${label.slice(10)}`
}
