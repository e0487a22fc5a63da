/**
 * Collects the messages of a recording while a run goes on, and writes them as one MCAP file afterwards: a run is
 * synchronous, MCAP's writer is not and takes one call at a time.
 */
import { type IWritable, McapWriter } from '@mcap/core';
import { encodeUtf8 } from '@understudy/contract';
import type { MessageSchema } from './json-schema.ts';

/** A crash in the middle of writing loses what the open chunk holds, and a player reads whole chunks. */
export const CHUNK_BYTES = 65_536;
const NS_PER_MS = 1_000_000n;
const NS_PER_US = 1000n;

export interface McapChannel {
  readonly topic: string;
  /** Name of the schema: `foxglove.Log` and its like are known to players, others are shown as they are. */
  readonly schemaName: string;
  readonly schema: MessageSchema;
}

export interface McapAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

interface Waiting {
  readonly channel: number;
  readonly atUs: number;
  readonly text: string;
}

export class McapCollector {
  readonly #startUnixMs: number;
  readonly #channels: McapChannel[] = [];
  readonly #messages: Waiting[] = [];
  readonly #attachments: McapAttachment[] = [];
  readonly #metadata: (readonly [string, Readonly<Record<string, string>>])[] = [];

  /** @param startUnixMs Unix time of virtual time 0, in ms */
  constructor(startUnixMs: number) {
    this.#startUnixMs = startUnixMs;
  }

  /** Adds a channel; its number is what messages are added with. */
  channel(channel: McapChannel): number {
    return this.#channels.push(channel) - 1;
  }

  /** Adds a message of virtual time `atUs`, in any order of time. It is turned into text at once. */
  add(channel: number, atUs: number, message: object): number {
    const text = JSON.stringify(message);
    this.#messages.push({ channel, atUs, text });
    return text.length;
  }

  /** Adds a named file. */
  attach(attachment: McapAttachment): void {
    this.#attachments.push(attachment);
  }

  /** Adds named facts about the run. */
  metadata(name: string, facts: Readonly<Record<string, string>>): void {
    this.#metadata.push([name, facts]);
  }

  /** The file: facts and attachments first, so that a file that was cut has them, then the messages by time. */
  async bytes(): Promise<Uint8Array> {
    const pieces = new Pieces();
    const writer = new McapWriter({ writable: pieces, chunkSize: CHUNK_BYTES });
    await writer.start({ profile: '', library: 'understudy' });
    for (const [name, facts] of this.#metadata) {
      await writer.addMetadata({ name, metadata: new Map(Object.entries(facts)) });
    }
    const startNs = BigInt(this.#startUnixMs) * NS_PER_MS;
    for (const { name, mediaType, text } of this.#attachments) {
      await writer.addAttachment({ name, mediaType, logTime: startNs, createTime: startNs, data: encodeUtf8(text) });
    }
    const ids = await this.#register(writer);
    const sequences = new Uint32Array(this.#channels.length);
    // A stable sort: messages of one instant keep the order in which they were added.
    for (const { channel, atUs, text } of this.#messages.toSorted((one, other) => one.atUs - other.atUs)) {
      const timeNs = startNs + BigInt(atUs) * NS_PER_US;
      const sequence = (sequences[channel] ?? 0) + 1;
      sequences[channel] = sequence;
      const channelId = ids[channel] ?? 0;
      await writer.addMessage({ channelId, sequence, logTime: timeNs, publishTime: timeNs, data: encodeUtf8(text) });
    }
    await writer.end();
    return pieces.joined();
  }

  async #register(writer: McapWriter): Promise<number[]> {
    const ids: number[] = [];
    for (const { topic, schemaName, schema } of this.#channels) {
      const data = encodeUtf8(JSON.stringify(schema));
      const schemaId = await writer.registerSchema({ name: schemaName, encoding: 'jsonschema', data });
      ids.push(await writer.registerChannel({ schemaId, topic, messageEncoding: 'json', metadata: new Map() }));
    }
    return ids;
  }
}

/** What the writer hands out, kept in memory. */
class Pieces implements IWritable {
  readonly #pieces: Uint8Array[] = [];
  #length = 0;

  async write(buffer: Uint8Array): Promise<void> {
    // The writer uses its buffer again.
    this.#pieces.push(buffer.slice());
    this.#length += buffer.length;
  }
  position(): bigint {
    return BigInt(this.#length);
  }
  joined(): Uint8Array {
    const bytes = new Uint8Array(this.#length);
    let offset = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, offset);
      offset += piece.length;
    }
    return bytes;
  }
}
