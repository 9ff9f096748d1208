// The port to an implementation of Argon2 (RFC 9106), and the two there are: native, and JavaScript for whoever asks.

import { loadModule } from './load-module.js'
import type { Argon2Cost } from './password-cost.js'

/** The variants, by their number in RFC 9106 §3.2. */
export const argon2Types = { argon2d: 0, argon2i: 1, argon2id: 2 } as const

/** The versions: 0x10 is what came before RFC 9106, which is 0x13. */
export type Argon2Version = 0x10 | 0x13

/** One computation of Argon2, all but the password. */
export interface Argon2Request extends Argon2Cost {
  readonly type: keyof typeof argon2Types
  readonly version: Argon2Version
  /** 8 bytes at least. */
  readonly salt: Uint8Array
  /** Bytes of the result, 4 at least. */
  readonly length: number
}

/** An implementation of Argon2. */
export type Argon2Engine = (password: Uint8Array, request: Argon2Request) => Promise<Uint8Array>

/**
 * `native` is @node-rs/argon2, whose binaries come prebuilt with it and run on libuv's pool. `javascript` is
 * @noble/hashes, for platforms without such a binary: about 20 times slower, and on the thread that serves requests
 * (in slices of 10 ms). It is never chosen unless asked for: it would turn every login into a stall.
 */
export const argon2Engines = { native: hashNatively, javascript: hashInJavaScript } as const satisfies Record<
  string,
  Argon2Engine
>

/** The name of an implementation. */
export type Argon2EngineName = keyof typeof argon2Engines

async function hashNatively(password: Uint8Array, request: Argon2Request): Promise<Uint8Array> {
  const { hashRaw } = await loadModule(
    '@node-rs/argon2',
    () => import('@node-rs/argon2'),
    "Install fieldseal's dependencies on this platform, optional ones included, or choose the slow `argon2: 'javascript'`.",
  )
  return hashRaw(password, {
    algorithm: argon2Types[request.type],
    version: request.version === 0x13 ? 1 : 0,
    memoryCost: request.memoryKiB,
    timeCost: request.passes,
    parallelism: request.lanes,
    salt: request.salt,
    outputLen: request.length,
  })
}

async function hashInJavaScript(password: Uint8Array, request: Argon2Request): Promise<Uint8Array> {
  const noble = await import('@noble/hashes/argon2.js')
  return noble[`${request.type}Async`](password, request.salt, {
    version: request.version,
    m: request.memoryKiB,
    t: request.passes,
    p: request.lanes,
    dkLen: request.length,
    asyncTick: 10,
  })
}
