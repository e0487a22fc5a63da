/** What can go wrong with a station. Each is a trouble of the bench or of a wait, never by itself a verdict. */
import { CodedError } from '../coded-error.ts';

export type StationErrorCode =
  /** What was waited for did not come. */
  | 'TIMED_OUT'
  /** The DUT still talks though its power is off. */
  | 'POWER_NOT_OFF'
  /** The DUT has power and does not say HELLO, or not that of a new start. */
  | 'NO_HELLO'
  /** The bench does not see what it drives itself. */
  | 'NO_LOOPBACK'
  /** A wire ends elsewhere than the hardware map says, or nowhere. */
  | 'WIRING_WRONG'
  /** This bench has nothing that switches the DUT's power. */
  | 'NO_POWER_SWITCH'
  /** The map has no wire to a pin. */
  | 'NO_CHANNEL'
  /** What stands in for a device came too late to be taken for it. */
  | 'DEVICE_LATE'
  /** This computer was too busy to do its part while the bench looked. */
  | 'HOST_LATE';

/** `code` is stable. */
export class StationError extends CodedError<StationErrorCode> {}
