/** Scenario records of campaigns on a bench. */
export {
  compareRecord,
  prepareRecord,
  type RecordComparison,
  type RecordTestOptions,
  recordTest,
} from './records/planned.ts';
export { type ControllerRecord, recordController } from './records/record.ts';
export { replayRecord } from './records/replay.ts';
export { shrinkOnBench } from './records/shrink.ts';
