// Hono: everything behind this middleware runs on the viewer's behalf.

import { runAs, type Viewer } from 'fieldseal'
import type { Context, MiddlewareHandler } from 'hono'

/** `app.use(viewers(context => context.get('user')))` */
export function viewers(viewerOf: (context: Context) => Viewer): MiddlewareHandler {
  return (context, next) => runAs(viewerOf(context), next)
}
