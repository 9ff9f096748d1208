// Who hashes when.

import { describe, expect, test } from 'vitest'
import { WorkQueue } from '../../../src/core/password/work-queue.js'

/** Jobs that end when told to, and the order in which they began. */
class Jobs {
  readonly began: string[] = []
  readonly #ends: (() => void)[] = []

  job(name: string): () => Promise<string> {
    return () => {
      this.began.push(name)
      return new Promise(resolve => this.#ends.push(() => resolve(name)))
    }
  }

  /** Ends every job, those that begin meanwhile included. */
  async endAll(): Promise<void> {
    for (let end = this.#ends.shift(); end; end = this.#ends.shift()) {
      end()
      await new Promise(resolve => setImmediate(resolve))
    }
  }
}

test('no more jobs run than may, and each gets its own result', async () => {
  const queue = new WorkQueue(2)
  const jobs = new Jobs()
  const results = Promise.all(['a', 'b', 'c', 'd'].map(name => queue.run(jobs.job(name))))
  expect(jobs.began).toEqual(['a', 'b'])
  expect(queue).toMatchObject({ running: 2, waiting: 2, started: 2 })
  await jobs.endAll()
  expect(await results).toEqual(['a', 'b', 'c', 'd'])
  expect(queue).toMatchObject({ running: 0, waiting: 0, started: 4 })
})

test('batches take turns, and the jobs of one keep their order', async () => {
  const queue = new WorkQueue(1)
  const jobs = new Jobs()
  const [rows, others] = [{}, {}]
  const all = [
    ...['r1', 'r2', 'r3', 'r4'].map(name => queue.run(jobs.job(name), rows)),
    ...['o1', 'o2'].map(name => queue.run(jobs.job(name), others)),
    queue.run(jobs.job('login')),
  ]
  await jobs.endAll()
  await Promise.all(all)
  expect(jobs.began).toEqual(['r1', 'r2', 'o1', 'login', 'r3', 'o2', 'r4'])
})

test('a job that fails makes way for the next', async () => {
  const queue = new WorkQueue(1)
  const failing = queue.run(() => Promise.reject(new Error('no')))
  const next = queue.run(() => Promise.resolve('yes'))
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('yes')
  const throwing = queue.run(() => {
    throw new Error('at once')
  })
  await expect(throwing).rejects.toThrow('at once')
  expect(queue.running).toBe(0)
})

test('a job that came after all others ended runs at once', async () => {
  const queue = new WorkQueue(1)
  await queue.run(() => Promise.resolve())
  const jobs = new Jobs()
  const last = queue.run(jobs.job('last'))
  expect(jobs.began).toEqual(['last'])
  await jobs.endAll()
  await last
})

describe('the bound', () => {
  test.each([0, -1, 1.5, 65, Number.NaN, '4'])('is no %j', concurrency => {
    expect(() => new WorkQueue(concurrency as number)).toThrow(RangeError)
  })

  test('leaves a thread of the pool to others, and is at most 4', () => {
    const { concurrency } = new WorkQueue()
    expect(concurrency).toBeGreaterThanOrEqual(1)
    expect(concurrency).toBeLessThanOrEqual(3)
  })
})
