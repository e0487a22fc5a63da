/** A recording is an MCAP file that other programs read: indexed, checked, in the order of time, readable up to a cut. */
import { McapIndexedReader, TempBuffer } from '@mcap/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK_BYTES, McapCollector } from './collector.ts';
import { RecordingError } from './errors.ts';
import { messageSchema } from './json-schema.ts';
import { readMcap } from './read.ts';

const START_MS = 1_767_225_600_000;

function collect(instants: readonly number[], filler = 0): McapCollector {
  const collector = new McapCollector(START_MS);
  const schema = messageSchema({ place: { type: 'integer' }, filler: { type: 'string' } });
  const channels = ['/even', '/odd'].map((topic) => collector.channel({ topic, schemaName: topic.slice(1), schema }));
  for (const [place, atUs] of instants.entries()) {
    collector.add(channels[place % 2] ?? 0, atUs, { place, filler: 'x'.repeat(filler) });
  }
  collector.metadata('facts', { room: 'small' });
  collector.attach({ name: 'room.json', mediaType: 'application/json', text: '{"é":1}' });
  return collector;
}

const rising = (instants: readonly number[]): number[] => instants.toSorted((one, other) => one - other);

describe('the MCAP collector', () => {
  it('writes what an indexed reader finds: summary, statistics, indexes, attachment, facts', async () => {
    const instants = Array.from({ length: 400 }, (_, place) => place * 1000);
    const readable = new TempBuffer(await collect(instants, 1000).bytes());
    const reader = await McapIndexedReader.Initialize({ readable });
    expect(reader.statistics).toMatchObject({
      messageCount: 400n,
      channelCount: 2,
      schemaCount: 2,
      attachmentCount: 1,
    });
    expect(reader.chunkIndexes.length).toBeGreaterThan(5);
    for (const { uncompressedSize } of reader.chunkIndexes) {
      // A chunk is closed by the message that fills it.
      expect(Number(uncompressedSize)).toBeLessThan(CHUNK_BYTES + 1200);
    }
    expect(reader.attachmentIndexes.map(({ name }) => name)).toEqual(['room.json']);
    expect(reader.metadataIndexes.map(({ name }) => name)).toEqual(['facts']);
    const startTime = BigInt(START_MS + 100) * 1_000_000n;
    const found: number[] = [];
    for await (const { data } of reader.readMessages({ topics: ['/odd'], startTime, validateCrcs: true })) {
      found.push(JSON.parse(new TextDecoder().decode(data)).place);
    }
    expect(found).toEqual(instants.map((_, place) => place).filter((place) => place >= 100 && place % 2 === 1));
  });

  it('puts messages in the order of time, and keeps the order of equal instants', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 }), async (instants) => {
        const { messages, whole } = readMcap(await collect(instants).bytes());
        expect(whole).toBe(true);
        expect(messages.map(({ atUnixUs }) => atUnixUs - START_MS * 1000)).toEqual(rising(instants));
        const places = messages.map(({ value }) => (value as { place: number }).place);
        const expected = instants.map((atUs, place) => ({ atUs, place })).sort((one, other) => one.atUs - other.atUs);
        expect(places).toEqual(expected.map(({ place }) => place));
      }),
      { numRuns: 40 },
    );
  });

  it('is read up to the cut when the writer was killed, whole chunk by whole chunk', async () => {
    const instants = Array.from({ length: 300 }, (_, place) => place);
    const bytes = await collect(instants, 1000).bytes();
    const all = readMcap(bytes).messages;
    for (const share of [0.3, 0.6, 0.95]) {
      const cut = readMcap(bytes.subarray(0, Math.floor(bytes.length * share)));
      expect(cut.whole).toBe(false);
      expect(cut.messages.length).toBeGreaterThan(300 * share - 140);
      expect(cut.messages).toEqual(all.slice(0, cut.messages.length));
      expect(cut.attachments.get('room.json')).toBe('{"é":1}');
      expect(cut.metadata.get('facts')?.get('room')).toBe('small');
    }
  });

  it('ends its reading at damage, which a checksum finds', async () => {
    const bytes = await collect(
      Array.from({ length: 300 }, (_, place) => place),
      1000,
    ).bytes();
    const damaged = bytes.slice();
    const middle = Math.floor(bytes.length / 2);
    damaged[middle] = (damaged[middle] ?? 0) ^ 0xff;
    const { messages, whole } = readMcap(damaged);
    expect(whole).toBe(false);
    expect(messages.length).toBeLessThan(200);
    expect(messages).toEqual(readMcap(bytes).messages.slice(0, messages.length));
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a text', new TextEncoder().encode('{"schema":"understudy.scenario/1"} and so on and on')],
    ['only the magic', new Uint8Array([0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a])],
  ])('refuses %s', (_, bytes) => {
    expect(() => readMcap(bytes)).toThrow(RecordingError);
    expect(() => readMcap(bytes)).toThrow('expected an MCAP file');
  });
});
