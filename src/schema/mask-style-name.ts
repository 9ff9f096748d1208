// The built-in styles of `@masked`, by name. What each does is masking/mask-styles.ts.

/** Every built-in style. */
export const maskStyleNames = [
  'full',
  'last4',
  'card',
  'email',
  'phone',
  'name',
  'year',
  'ip',
  'omit',
] as const

/** The name of a built-in style. */
export type MaskStyleName = (typeof maskStyleNames)[number]
