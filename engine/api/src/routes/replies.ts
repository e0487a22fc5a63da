/** How results and failures become HTTP replies. */
import type { Log } from '@understudy/ports';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ApiError } from '../errors.ts';
import type { HostResult } from '../host.ts';

/** Answers `{ok: true}`, or throws the refusal as an error of the catalogue. */
export function answer(result: HostResult): { readonly ok: true } {
  if (result.ok) return { ok: true };
  throw new ApiError(result.code, result.message, result.expected, result.seen);
}

/** What Fastify's own errors carry. */
interface FrameworkError {
  readonly code?: string;
  readonly message: string;
  readonly statusCode?: number;
  readonly validation?: readonly {
    readonly instancePath: string;
    readonly message?: string;
    readonly params?: Readonly<Record<string, unknown>>;
  }[];
}

/** Maps what the framework throws to the catalogue; undefined when it is a defect of ours. */
function fromFramework(error: FrameworkError): ApiError | undefined {
  const first = error.validation?.[0];
  if (first !== undefined) {
    const where = first.instancePath === '' ? 'body' : `body${first.instancePath}`;
    const detail = first.params === undefined ? undefined : JSON.stringify(first.params);
    return new ApiError('BAD_REQUEST', `${where} ${first.message ?? 'is not valid'}`, undefined, detail);
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new ApiError('BODY_TOO_LARGE', 'the body is too large');
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ApiError('UNSUPPORTED_MEDIA_TYPE', 'send the body as JSON', 'application/json');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new ApiError('BAD_JSON', 'the body is not JSON', 'a JSON object');
    default:
      break;
  }
  if (error.statusCode === 400) return new ApiError('BAD_JSON', error.message);
  if (error.statusCode === 404) return new ApiError('NOT_FOUND', 'there is nothing here');
  return undefined;
}

function send(reply: FastifyReply, error: ApiError): FastifyReply {
  return reply.status(error.status).type('application/json').send(error.body());
}

/** Makes every failure of the instance an `{code, message, expected?, seen?}` of the catalogue. */
export function answerFailures(app: FastifyInstance, log: Log | undefined): void {
  app.setErrorHandler((error: FrameworkError, request, reply) => {
    const known = error instanceof ApiError ? error : fromFramework(error);
    if (known !== undefined) return send(reply, known);
    log?.error('request failed', { url: request.url, error });
    return send(reply, new ApiError('INTERNAL', 'the request failed; the log says why'));
  });
  app.setNotFoundHandler((request, reply) =>
    send(reply, new ApiError('NOT_FOUND', 'there is nothing here', undefined, `${request.method} ${request.url}`)),
  );
}
