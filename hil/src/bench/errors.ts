/** What a bench controller cannot do for its host. Each is a trouble of the bench or of the test, never the DUT's. */
import { CodedError } from '../coded-error.ts';

export type BenchErrorCode =
  /** A step of an unknown channel, value or length, not in order, or beyond the programme's end. */
  | 'PROGRAMME_INVALID'
  /** More steps than the bench controller has room for. */
  | 'PROGRAMME_TOO_LONG'
  /** A programme is running. */
  | 'BENCH_BUSY'
  /** START without an armed programme. */
  | 'NOT_ARMED'
  /** The programme has not ended, or none was run. */
  | 'NOT_ENDED'
  /** The recording is not what its header says. */
  | 'RECORDING_INVALID'
  /** Edges found no room: what was measured with it proves nothing. */
  | 'RECORDING_OVERFLOW';

/** `code` is stable. */
export class BenchError extends CodedError<BenchErrorCode> {}
