/** Reads a recording: an MCAP file of JSON messages, from its beginning as far as it goes. */
import { McapStreamReader, type McapTypes } from '@mcap/core';
import { isRecord } from '../live/messages.ts';
import { EventReader } from './event-reader.ts';
import type { Recording, RecordingProblem, RecordingResult } from './recording.ts';
import { type Piece, ViewTape } from './view-tape.ts';

const NS_PER_US = 1000n;
const US_PER_MS = 1000;
const decoder = new TextDecoder();

/** @param titleOf the title of a prop by its id */
export function readRecording(bytes: Uint8Array, room: string, titleOf: (plant: string) => string): RecordingResult {
  const reading = new Reading(titleOf);
  const reader = new McapStreamReader();
  let begun = false;
  try {
    reader.append(bytes);
    for (let record = reader.nextRecord(); record !== undefined; record = reader.nextRecord()) {
      begun = true;
      reading.take(record);
    }
  } catch {
    // Damage further on ends the reading there; chunks before it have checksums of their own.
  }
  if (!begun) return failed('RECORDING_UNREADABLE', `The file is not an MCAP recording (${bytes.length} bytes).`);
  return reading.result(room, reader.done());
}

class Reading {
  private readonly topics = new Map<number, string>();
  private readonly snapshots: Piece[] = [];
  private readonly deltas: Piece[] = [];
  private readonly events: EventReader;
  private facts: ReadonlyMap<string, string> | undefined;
  private startUs = 0;
  private lastUs = 0;

  constructor(titleOf: (plant: string) => string) {
    this.events = new EventReader(titleOf);
  }

  take(record: McapTypes.TypedMcapRecord): void {
    if (record.type === 'Metadata' && record.name === 'understudy') {
      this.facts = record.metadata;
      this.startUs = Number(record.metadata.get('startUnixMs') ?? 0) * US_PER_MS;
    } else if (record.type === 'Channel') {
      this.topics.set(record.id, record.topic);
    } else if (record.type === 'Message') {
      const atUs = Number(record.logTime / NS_PER_US) - this.startUs;
      this.lastUs = Math.max(this.lastUs, atUs);
      this.message(this.topics.get(record.channelId) ?? '', { atUs, data: record.data });
    }
  }

  result(room: string, whole: boolean): RecordingResult {
    const { facts } = this;
    const tape = new ViewTape(this.snapshots, this.deltas);
    if (facts === undefined || tape.isEmpty) {
      return failed('RECORDING_FOREIGN', 'The file is an MCAP file, but it holds no view of a room.');
    }
    const fact = (name: string): string => facts.get(name) ?? '';
    if (fact('room') !== room) {
      return failed('RECORDING_ROOM', `The recording is of the room “${fact('room')}”, and this page shows “${room}”.`);
    }
    const endUs = whole ? Math.max(this.lastUs, Number(fact('endUs'))) : this.lastUs;
    const recording: Recording = {
      facts: {
        room,
        seed: fact('seed'),
        verdict: fact('verdict'),
        outcome: fact('outcome'),
        hash: fact('hash'),
      },
      endUs,
      tape,
      ...this.events.result(endUs),
      whole,
    };
    return { ok: true, recording };
  }

  private message(topic: string, piece: Piece): void {
    if (topic === '/view') this.deltas.push(piece);
    else if (topic === '/view/snapshot') this.snapshots.push(piece);
    else if (this.events.wants(topic)) {
      const value: unknown = JSON.parse(decoder.decode(piece.data));
      if (isRecord(value)) this.events.take(topic, piece.atUs, value);
    }
  }
}

function failed(code: RecordingProblem['code'], message: string): RecordingResult {
  return { ok: false, problem: { code, message } };
}
