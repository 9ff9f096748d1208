// Next.js: wraps a route handler or a server action, both of which run on the Node runtime.

import { runAs, type Viewer } from 'fieldseal'

/** `export const GET = withViewer(currentUser, async request => Response.json(await db.patient.findMany()))` */
export function withViewer<Args extends readonly unknown[], Result>(
  viewerOf: (...args: Args) => Viewer | Promise<Viewer>,
  handler: (...args: Args) => Result,
): (...args: Args) => Promise<Awaited<Result>> {
  return async (...args): Promise<Awaited<Result>> => runAs(await viewerOf(...args), () => handler(...args))
}
