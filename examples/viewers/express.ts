// Express: everything behind this middleware runs on the viewer's behalf.

import type { Request, RequestHandler } from 'express'
import { runAs, type Viewer } from 'fieldseal'

/** Use it behind the middleware that checks who is asking: `app.use(viewers(request => request.user))`. */
export function viewers(viewerOf: (request: Request) => Viewer): RequestHandler {
  return (request, _response, next) => void runAs(viewerOf(request), next)
}
