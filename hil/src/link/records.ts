/** Generated from schema.ts by tools/generate/link-messages.ts. Do not edit: change the schema, then generate again. */
import { type PayloadReader, pack } from './payload.ts';

/** Head of an upload. */
export interface Programme {
  readonly steps: number;
  readonly lengthUs: number;
}
export const PROGRAMME_BYTES = 12;
export function packProgramme(record: Programme): Uint8Array {
  return pack({ word: record.steps }, { long: record.lengthUs });
}
export function readProgramme(reader: PayloadReader): Programme {
  return { steps: reader.word(), lengthUs: reader.long() };
}

/** A stimulus; its instant counts from the start of the programme. */
export interface Step {
  readonly atUs: number;
  readonly kind: number;
  readonly channel: number;
  readonly fault: number;
  readonly zero: number;
  readonly a: number;
  readonly b: number;
}
export const STEP_BYTES = 20;
export function packStep(record: Step): Uint8Array {
  return pack(
    { long: record.atUs },
    { byte: record.kind },
    { byte: record.channel },
    { byte: record.fault },
    { byte: record.zero },
    { word: record.a },
    { word: record.b },
  );
}
export function readStep(reader: PayloadReader): Step {
  return {
    atUs: reader.long(),
    kind: reader.byte(),
    channel: reader.byte(),
    fault: reader.byte(),
    zero: reader.byte(),
    a: reader.signed(),
    b: reader.signed(),
  };
}

/** Start of a programme, by the bench. */
export interface Started {
  readonly problem: number;
  readonly startUs: number;
}
export const STARTED_BYTES = 9;
export function packStarted(record: Started): Uint8Array {
  return pack({ byte: record.problem }, { long: record.startUs });
}
export function readStarted(reader: PayloadReader): Started {
  return { problem: reader.byte(), startUs: reader.long() };
}

/** A change of level, by the bench. */
export interface Edge {
  readonly atUs: number;
  readonly channel: number;
  readonly value: number;
}
export const EDGE_BYTES = 13;
export function packEdge(record: Edge): Uint8Array {
  return pack({ long: record.atUs }, { byte: record.channel }, { word: record.value });
}
export function readEdge(reader: PayloadReader): Edge {
  return { atUs: reader.long(), channel: reader.byte(), value: reader.signed() };
}

/** How often the faults of a channel changed a level. */
export interface Fired {
  readonly channel: number;
  readonly count: number;
}
export const FIRED_BYTES = 5;
export function packFired(record: Fired): Uint8Array {
  return pack({ byte: record.channel }, { word: record.count });
}
export function readFired(reader: PayloadReader): Fired {
  return { channel: reader.byte(), count: reader.word() };
}

/** What a recording holds. Overflow: edges that found no room. */
export interface RecordingHeader {
  readonly problem: number;
  readonly startUs: number;
  readonly endUs: number;
  readonly edges: number;
  readonly overflow: number;
  readonly steps: number;
  readonly fired: number;
}
export const RECORDING_HEADER_BYTES = 33;
export function packRecordingHeader(record: RecordingHeader): Uint8Array {
  return pack(
    { byte: record.problem },
    { long: record.startUs },
    { long: record.endUs },
    { word: record.edges },
    { word: record.overflow },
    { word: record.steps },
    { word: record.fired },
  );
}
export function readRecordingHeader(reader: PayloadReader): RecordingHeader {
  return {
    problem: reader.byte(),
    startUs: reader.long(),
    endUs: reader.long(),
    edges: reader.word(),
    overflow: reader.word(),
    steps: reader.word(),
    fired: reader.word(),
  };
}
