/** Why a controller definition cannot be compiled. `path` points into the definition, as `devices.lamp.units.relay`. */
export type TableErrorCode =
  | 'UNKNOWN_DRIVER'
  | 'UNKNOWN_PIN'
  | 'PIN_MISSING'
  | 'PIN_TWICE'
  | 'UNKNOWN_PARAM'
  | 'PARAM_RANGE'
  | 'UNKNOWN_PROPERTY'
  | 'PROPERTY_TWICE'
  | 'UNKNOWN_UNIT'
  | 'NO_TARGET'
  | 'TARGET_TWICE'
  | 'MIXED_DRIVERS'
  | 'BAD_SELECT'
  | 'UNKNOWN_VERB'
  | 'BAD_ARGUMENT'
  | 'BAD_PARAMETER'
  | 'TOO_MANY'
  | 'BAD_NAME';

/** A controller definition that the firmware could not run. Nothing has been made. */
export class TableError extends Error {
  readonly code: TableErrorCode;
  readonly path: string;
  readonly expected: string;
  readonly seen: string;

  constructor(code: TableErrorCode, path: string, expected: string, seen: string) {
    super(`${code} at ${path}: expected ${expected}, seen ${seen}`);
    this.name = 'TableError';
    this.code = code;
    this.path = path;
    this.expected = expected;
    this.seen = seen;
  }
}
