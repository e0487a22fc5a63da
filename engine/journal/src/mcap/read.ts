/** Reads an MCAP file of JSON messages from its beginning, as far as it goes: a file that was cut is read up to the cut. */
import { McapStreamReader } from '@mcap/core';
import { decodeUtf8 } from '@understudy/contract';
import { RecordingError } from './errors.ts';

const NS_PER_US = 1000n;

export interface McapMessage {
  readonly topic: string;
  /** Unix time in µs. */
  readonly atUnixUs: number;
  readonly value: unknown;
}

export interface McapReading {
  readonly metadata: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Texts of the attached files by name. */
  readonly attachments: ReadonlyMap<string, string>;
  /** In the order of the file. */
  readonly messages: readonly McapMessage[];
  /** False for a file that was cut: the program that wrote it did not come to its end. */
  readonly whole: boolean;
}

/**
 * @param topics only messages of these; default: all
 * @throws RecordingError RECORDING_UNREADABLE when the file does not begin as an MCAP file does
 */
export function readMcap(bytes: Uint8Array, topics?: ReadonlySet<string>): McapReading {
  const metadata = new Map<string, ReadonlyMap<string, string>>();
  const attachments = new Map<string, string>();
  const messages: McapMessage[] = [];
  const topicOf = new Map<number, string>();
  const reader = new McapStreamReader();
  let begun = false;
  try {
    reader.append(bytes);
    for (let record = reader.nextRecord(); record !== undefined; record = reader.nextRecord()) {
      begun = true;
      if (record.type === 'Metadata') metadata.set(record.name, record.metadata);
      else if (record.type === 'Attachment') attachments.set(record.name, textOf(record.data));
      else if (record.type === 'Channel') topicOf.set(record.id, record.topic);
      else if (record.type === 'Message') {
        const topic = topicOf.get(record.channelId) ?? '';
        if (topics !== undefined && !topics.has(topic)) continue;
        const value: unknown = JSON.parse(textOf(record.data));
        messages.push({ topic, atUnixUs: Number(record.logTime / NS_PER_US), value });
      }
    }
  } catch (error) {
    // Damage further on ends the reading there: what came before it carries checksums of its own.
    if (!begun) throw unreadable(error instanceof Error ? error.message : String(error));
  }
  if (!begun) throw unreadable(`${bytes.length} bytes that end before the header`);
  return { metadata, attachments, messages, whole: reader.done() };
}

function textOf(data: Uint8Array): string {
  return decodeUtf8(data, 0, data.length) ?? '';
}

function unreadable(seen: string): RecordingError {
  return new RecordingError('RECORDING_UNREADABLE', 'the file is not an MCAP recording', 'an MCAP file', seen);
}
