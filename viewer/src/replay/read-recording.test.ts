/** What the page makes of a file: a recording, one that was cut, or the reason why there is nothing to show. */
import { type IWritable, McapWriter, TempBuffer } from '@mcap/core';
import { describe, expect, it } from 'vitest';
import { readRecording } from './read-recording.ts';
import type { Recording, RecordingResult } from './recording.ts';

const START_MS = 1_767_225_600_000;
const encoder = new TextEncoder();
type Message = readonly [topic: string, atMs: number, value: unknown];

/** An MCAP file of these messages; without facts it is nobody's recording. */
async function file(messages: readonly Message[], facts?: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const buffer = new TempBuffer();
  const writer = new McapWriter({ writable: buffer satisfies IWritable, chunkSize: 200 });
  await writer.start({ profile: '', library: 'test' });
  const metadata = new Map(Object.entries({ startUnixMs: String(START_MS), ...facts }));
  if (facts !== undefined) await writer.addMetadata({ name: 'understudy', metadata });
  const channels = new Map<string, number>();
  for (const [topic, atMs, value] of messages) {
    const channelId =
      channels.get(topic) ??
      (await writer.registerChannel({ schemaId: 0, topic, messageEncoding: 'json', metadata: new Map() }));
    channels.set(topic, channelId);
    const logTime = BigInt(START_MS + atMs) * 1_000_000n;
    const data = encoder.encode(JSON.stringify(value));
    await writer.addMessage({ channelId, sequence: 0, logTime, publishTime: logTime, data });
  }
  await writer.end();
  return buffer.get();
}

const FACTS = { room: 'small', seed: '7', verdict: 'failed', outcome: 'unfinished', hash: 'abc', endUs: '9000000' };
const MESSAGES: readonly Message[] = [
  ['/view', 0, { set: { 'plant/lamp': { level: 0 } }, drop: [] }],
  ['/view/snapshot', 0, { entries: { 'plant/lamp': { level: 0 } } }],
  ['/bus', 10, { from: 'engine', topic: 'x', payload: '{}', retain: false }],
  ['/faults', 1000, { phase: 'injected', fault: 'network.delay', target: 'box' }],
  ['/acts', 1500, { plant: 'lever', action: 'pull', value: 0.25, ok: true, reason: '' }],
  ['/acts', 1600, { plant: 'door', action: 'open', ok: false, reason: 'BLOCKED' }],
  ['/view', 2000, { set: { 'plant/lamp': { level: 1 } }, drop: [] }],
  ['/timeline', 2000, { kind: 'node', id: 'a', title: 'Lever pulled', state: 'done' }],
  ['/timeline', 2000, { kind: 'node', id: 'b', title: 'Wait', state: 'active' }],
  ['/violations', 2500, { number: 2, invariant: '2 Egress', detail: 'holds', faults: ['network.delay box'] }],
  ['/operators', 2600, { by: 'gamemaster', action: 'PAUSE_TIMER', request: '{}' }],
  ['/faults', 3000, { phase: 'healed', fault: 'network.delay', target: 'box' }],
  ['/faults', 4000, { phase: 'injected', fault: 'engine.crash', target: '' }],
];

const read = (bytes: Uint8Array, room = 'small'): RecordingResult =>
  readRecording(bytes, room, (plant) => (plant === 'lever' ? 'Boiler lever' : plant));

function recordingOf(result: RecordingResult): Recording {
  if (!result.ok) throw new Error(result.problem.message);
  return result.recording;
}

describe('readRecording', () => {
  it('gathers the view, the violations, the faults from end to end, and what happened', async () => {
    const recording = recordingOf(read(await file(MESSAGES, FACTS)));
    expect(recording).toMatchObject({ whole: true, endUs: 9_000_000, facts: { seed: '7', verdict: 'failed' } });
    expect(recording.tape.at(1_999_999)).toEqual({ 'plant/lamp': { level: 0 } });
    expect(recording.tape.at(2_000_000)).toEqual({ 'plant/lamp': { level: 1 } });
    expect(recording.violations).toEqual([
      { atUs: 2_500_000, number: 2, invariant: '2 Egress', detail: 'holds', faults: ['network.delay box'] },
    ]);
    expect(recording.faults).toEqual([
      { fromUs: 1_000_000, toUs: 3_000_000, title: 'network.delay box' },
      { fromUs: 4_000_000, toUs: 9_000_000, title: 'engine.crash' },
    ]);
    expect(recording.events.map(({ title }) => title)).toEqual([
      'Boiler lever: pull 0.25',
      'door: open (refused: blocked)',
      'Lever pulled: done',
      'gamemaster: pause timer',
    ]);
  });

  it('reads a file that was cut up to the cut, and says so', async () => {
    const bytes = await file(MESSAGES, FACTS);
    const recording = recordingOf(read(bytes.subarray(0, Math.floor(bytes.length * 0.45))));
    expect(recording.whole).toBe(false);
    expect(recording.endUs).toBeLessThan(4_000_000);
    expect(recording.tape.at(recording.endUs)['plant/lamp']).toBeDefined();
  });

  it.each([
    ['RECORDING_UNREADABLE', 'nothing', async () => new Uint8Array(0)],
    ['RECORDING_UNREADABLE', 'a text', async () => encoder.encode('<!doctype html><title>Not found</title>')],
    ['RECORDING_FOREIGN', 'an MCAP file of another program', async () => file(MESSAGES)],
    ['RECORDING_FOREIGN', 'a recording without a view', async () => file([], FACTS)],
    ['RECORDING_ROOM', 'a recording of another room', async () => file(MESSAGES, { ...FACTS, room: 'large' })],
  ])('refuses with %s: %s', async (code, _, bytes) => {
    expect(read(await bytes())).toMatchObject({ ok: false, problem: { code } });
  });
});
