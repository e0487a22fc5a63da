/** What the reason codes mean, for people: shown in the documents and the viewer. */
import type { ReasonCode } from './vocabulary.ts';

/** By code: when it is given. */
export const REASON_MEANINGS: Readonly<Record<ReasonCode, string>> = {
  AUTH_INVALID: 'The signature is missing, of another algorithm, or not that of these bytes under the key of the room.',
  BAD_SCHEMA: 'Not readable: not JSON, a field missing or mistyped, another version, over a limit, or retained.',
  BAD_ROOM: 'Meant for another room.',
  BAD_DEVICE: 'Meant for another device than its topic names.',
  UNSUPPORTED_ACTION: 'The device does not take this action.',
  INVALID_PARAMS: 'The operation is unknown, or a parameter is missing, out of range, mistyped or unknown to it.',
  BUSY: 'The device is doing something that this operation may not interrupt.',
  SAFETY_BLOCKED: "The device's safety state or an interlock forbids it now.",
  STALE_EPOCH: 'From an engine that has been replaced: the epoch is below the highest accepted one.',
  STALE_SEQUENCE: 'Late or replayed: the sequence is not above the last accepted one, and the command is not known.',
  MOTION_TIMEOUT: 'The motion did not reach its end in its time and was stopped.',
  SENSOR_FAULT: 'A sensor did not confirm the effect, or its value cannot be.',
  INTERNAL_ERROR: 'The controller failed in a way that the contract has no word for.',
};
