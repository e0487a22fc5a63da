/** A recording as it comes: edges, lateness and evidence in any number of messages, then a header with their counts. */
import { CAPTURE } from '../link/messages.ts';
import type { PayloadReader } from '../link/payload.ts';
import { EDGE_BYTES, type Edge, FIRED_BYTES, readEdge, readFired, readRecordingHeader } from '../link/records.ts';
import { BenchError } from './errors.ts';
import type { Channel, Recording } from './types.ts';

export class RecordingParts {
  readonly #edges: Edge[] = [];
  readonly #lateUs: number[] = [];
  readonly #fired = new Map<Channel, number>();

  /** Takes a message of the capture channel; false for one that is no part of a recording. */
  take(type: number, reader: PayloadReader): boolean {
    switch (type) {
      case CAPTURE.EDGES:
        while (reader.left >= EDGE_BYTES) this.#edges.push(readEdge(reader));
        break;
      case CAPTURE.LATE:
        while (reader.left >= 4) this.#lateUs.push(reader.word());
        break;
      case CAPTURE.FIRED:
        while (reader.left >= FIRED_BYTES) {
          const { channel, count } = readFired(reader);
          this.#fired.set(channel, count);
        }
        break;
      default:
        return false;
    }
    // Half a record at the end is refused by the reader itself.
    if (reader.left > 0) reader.bytes(reader.left + 1);
    return true;
  }

  /**
   * The whole, by its header.
   * @throws BenchError RECORDING_INVALID where the parts are not those that the header counts, or run back in time
   */
  recording(reader: PayloadReader, refuse: (problem: number, what: string) => void): Recording {
    const header = readRecordingHeader(reader);
    refuse(header.problem, 'a question for its recording');
    this.#expect('edges', header.edges, this.#edges.length);
    this.#expect('steps', header.steps, this.#lateUs.length);
    this.#expect('channels with faults that fired', header.fired, this.#fired.size);
    const { startUs, endUs, overflow } = header;
    let last = startUs;
    for (const { atUs } of this.#edges) {
      if (atUs < last)
        throw new BenchError('RECORDING_INVALID', `expected an edge from ${last} µs on, seen ${atUs} µs`);
      last = atUs;
    }
    return { startUs, endUs, edges: this.#edges, overflow, lateUs: this.#lateUs, fired: this.#fired };
  }

  #expect(what: string, expected: number, seen: number): void {
    if (expected === seen) return;
    throw new BenchError('RECORDING_INVALID', `expected a recording of ${expected} ${what}, seen ${seen}`);
  }
}
