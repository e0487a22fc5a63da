/** Opens a recording's file: what it says of itself, and the room as it was played. */
import { readFileSync } from 'node:fs';
import type { Room } from '@understudy/contract';
import { RecordingError, readMcap } from '@understudy/journal';
import { RECORDING_FACTS, RECORDING_FILES, RECORDING_SCHEMA } from '@understudy/scenarios';
import { EXIT, Failure } from '../failure.ts';

export interface OpenRecording {
  readonly bytes: Uint8Array;
  readonly facts: ReadonlyMap<string, string>;
  readonly room: Room;
  /** False for a file that was cut. */
  readonly whole: boolean;
}

/** @throws Failure NO_RECORDING, RECORDING_UNREADABLE or RECORDING_FOREIGN */
export function openRecording(path: string): OpenRecording {
  const bytes = readBytes(path);
  try {
    const { metadata, attachments, whole } = readMcap(bytes, new Set());
    const facts = metadata.get(RECORDING_FACTS);
    const schema = facts?.get('schema') ?? 'an MCAP file of something else';
    const text = attachments.get(RECORDING_FILES.room);
    if (facts === undefined || schema !== RECORDING_SCHEMA || text === undefined) {
      throw new RecordingError('RECORDING_FOREIGN', `${path} is not a recording of a room`, RECORDING_SCHEMA, schema);
    }
    // Written whole by `recordScenario`, and covered by the file's checksums.
    return { bytes, facts, room: JSON.parse(text) as Room, whole };
  } catch (error) {
    if (error instanceof RecordingError) throw new Failure(error.code, error.message, EXIT.usage);
    throw error;
  }
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure('NO_RECORDING', `${path} cannot be read: ${reason}`, EXIT.usage);
  }
}
