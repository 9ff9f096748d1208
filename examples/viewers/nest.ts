// NestJS: a middleware; apply it in a module's `configure(consumer)` behind the one that checks who is asking:
// `consumer.apply(new ViewerMiddleware(request => request.user).use).forRoutes('*')`.

import { runAs, type Viewer } from 'fieldseal'

/** Runs the rest of a request on the viewer's behalf: guards, interceptors and handlers. */
export class ViewerMiddleware<Request> {
  readonly #viewerOf: (request: Request) => Viewer

  constructor(viewerOf: (request: Request) => Viewer) {
    this.#viewerOf = viewerOf
  }

  readonly use = (request: Request, _response: unknown, next: () => void): void => {
    void runAs(this.#viewerOf(request), next)
  }
}
