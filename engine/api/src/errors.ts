/**
 * The error catalogue of the API: every code with its HTTP status. Codes are stable; a retired code never returns.
 * docs/errors.md describes each of them, and a test compares the two.
 */
export const API_ERRORS = {
  /** The body is not what the route takes. */
  BAD_REQUEST: 400,
  /** The body is not JSON. */
  BAD_JSON: 400,
  /** The `x-operator` header is not a name. */
  BAD_OPERATOR_NAME: 400,
  /** The body is larger than a request may be. */
  BODY_TOO_LARGE: 413,
  /** The body is not sent as application/json. */
  UNSUPPORTED_MEDIA_TYPE: 415,
  /** The Host header names neither this machine's loopback nor this port (DNS rebinding). */
  FOREIGN_HOST: 403,
  /** The request comes from a page of another origin. */
  FOREIGN_ORIGIN: 403,
  /** No such route or file. */
  NOT_FOUND: 404,
  /** The room has no scene file. */
  NO_SCENE: 404,
  /** No node of the graph has this id. */
  UNKNOWN_NODE: 404,
  /** The room has no objective of this id. */
  UNKNOWN_OBJECTIVE: 404,
  /** The room has no device of this id. */
  UNKNOWN_DEVICE: 404,
  /** The twin has no plant of this id. */
  UNKNOWN_PLANT: 404,
  /** The plant does not take this action. */
  UNKNOWN_ACTION: 400,
  /** The action's value is missing or out of range. */
  BAD_VALUE: 400,
  /** The prop itself refuses: something holds it. */
  BLOCKED: 409,
  /** The prop has no power. */
  NO_POWER: 409,
  /** Only a twin can do this, and the room is bound to real controllers. */
  NO_TWIN: 409,
  /** What is shown is a recording: nothing can be asked of it. */
  RECORDING: 409,
  /** A restart is under way already. */
  RESTARTING: 409,
  /** The engine's input queue is full. */
  QUEUE_FULL: 503,
  /** The engine is not running. */
  ENGINE_STOPPED: 503,
  /** No more viewers are served at once. */
  TOO_MANY_VIEWERS: 503,
  /** A defect of this program; the log has the details. */
  INTERNAL: 500,
} as const;

export type ApiErrorCode = keyof typeof API_ERRORS;

/** What a failed request is answered with. */
export interface ApiErrorBody {
  readonly code: ApiErrorCode;
  readonly message: string;
  readonly expected?: string;
  readonly seen?: string;
}

/** An error with a stable code; its status comes from the catalogue. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly expected: string | undefined;
  readonly seen: string | undefined;

  constructor(code: ApiErrorCode, message: string, expected?: string, seen?: string) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.expected = expected;
    this.seen = seen;
  }

  /** HTTP status of the code. */
  get status(): number {
    return API_ERRORS[this.code];
  }

  /** The JSON body, without the fields that are absent. */
  body(): ApiErrorBody {
    return {
      code: this.code,
      message: this.message,
      ...(this.expected === undefined ? {} : { expected: this.expected }),
      ...(this.seen === undefined ? {} : { seen: this.seen }),
    };
  }
}
