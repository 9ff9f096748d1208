// Tells byte arrays from everything else, also those of another realm (Jest runs tests in one).

/** True for a Uint8Array, Buffer included. */
export function isBytes(value: unknown): value is Uint8Array {
  if (value instanceof Uint8Array) return true
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]'
}
