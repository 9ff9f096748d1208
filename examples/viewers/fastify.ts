// Fastify: handlers run on the viewer's behalf. The hook is preHandler, since reading a body would lose the context.

import type { FastifyRequest, preHandlerHookHandler } from 'fastify'
import { runAs, type Viewer } from 'fieldseal'

/** `app.addHook('preHandler', viewers(request => request.user))` */
export function viewers(viewerOf: (request: FastifyRequest) => Viewer): preHandlerHookHandler {
  return (request, _reply, done) => void runAs(viewerOf(request), done)
}
