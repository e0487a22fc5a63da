/** The client of a bench controller against one that the test plays. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANSWER, CAPTURE, CHANNEL, ORDER, PROBLEM, STEP_KIND, STIMULUS, WIRE_FAULT } from '../link/messages.ts';
import { PayloadReader, pack } from '../link/payload.ts';
import { packEdge, packFired, packRecordingHeader, packStarted, readProgramme, readStep } from '../link/records.ts';
import { BenchClient } from './client.ts';
import { FakeBench } from './fixtures/fake-bench.ts';
import { RecordingParts } from './recording-parts.ts';
import type { ProgrammeStep } from './types.ts';

let bench: FakeBench;
let client: BenchClient;
beforeEach(async () => {
  bench = new FakeBench();
  bench.on(ORDER.ARM, ANSWER.ARMED, () => pack({ byte: PROBLEM.NONE }));
  bench.on(ORDER.ACT, ANSWER.ACTED, () => pack({ byte: PROBLEM.NONE }));
  client = new BenchClient(bench, 3, { acknowledgeMs: 0 });
  await client.hello;
});
afterEach(() => client.close());

const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => undefined,
    (error: { code?: unknown }) => error.code,
  );
const drive = (atUs: number, channel = 1, value = 1): ProgrammeStep => ({ kind: 'drive', atUs, channel, value });

/** A recording as the bench sends it: parts first, then the header. */
function sayRecording(header: Partial<Parameters<typeof packRecordingHeader>[0]> = {}, edgeAtUs = [1010, 2005]): void {
  bench.answers.set(ORDER.RECORDING, () => {
    for (const atUs of edgeAtUs) bench.capture(CAPTURE.EDGES, packEdge({ atUs, channel: 1, value: -1 }));
    bench.capture(CAPTURE.LATE, pack({ word: 10 }, { word: 5 }));
    bench.capture(CAPTURE.FIRED, packFired({ channel: 9, count: 4 }));
    const whole = { problem: 0, startUs: 1000, endUs: 9000, edges: 2, overflow: 0, steps: 2, fired: 1 };
    bench.answer(ANSWER.RECORDING, packRecordingHeader({ ...whole, ...header }));
  });
}

describe('a programme', () => {
  it('goes up as its head and records, and is armed', async () => {
    const bytes = Uint8Array.from({ length: 11 }, (_, index) => index + 1);
    const steps: ProgrammeStep[] = [
      drive(0, 63, -7),
      { kind: 'bytes', atUs: 5, channel: 2, bytes },
      { kind: 'fault', atUs: 5, fault: 'bounce', channel: 3, a: 6, b: 200 },
      { kind: 'power', atUs: 9, on: true },
    ];
    await client.load({ steps, lengthUs: 2 ** 33 });
    const [head, up] = bench.heard;
    expect(readProgramme(new PayloadReader(head?.payload ?? bytes, 'head'))).toEqual({ steps: 5, lengthUs: 2 ** 33 });
    expect([up?.channel, up?.type]).toEqual([CHANNEL.STIMULUS, STIMULUS.STEPS]);
    const reader = new PayloadReader(up?.payload ?? bytes, 'steps');
    const records = Array.from({ length: 5 }, () => readStep(reader));
    expect(reader.left).toBe(0);
    expect(records).toEqual([
      { atUs: 0, kind: STEP_KIND.DRIVE, channel: 63, fault: 0, zero: 0, a: -7, b: 0 },
      { atUs: 5, kind: STEP_KIND.BYTES, channel: 2, fault: 8, zero: 0, a: 0x04030201, b: 0x08070605 },
      { atUs: 5, kind: STEP_KIND.BYTES, channel: 2, fault: 3, zero: 0, a: 0x000b0a09, b: 0 },
      { atUs: 5, kind: STEP_KIND.FAULT, channel: 3, fault: WIRE_FAULT.BOUNCE, zero: 0, a: 6, b: 200 },
      { atUs: 9, kind: STEP_KIND.POWER, channel: 0, fault: 0, zero: 0, a: 1, b: 0 },
    ]);
  });

  it.each([
    ['a channel of nobody', [drive(0, 64)]],
    ['half a value', [drive(0, 1, 0.5)]],
    ['a value over 32 bits', [drive(0, 1, 2 ** 31)]],
    ['an instant before the one before', [drive(5), drive(4)]],
    ['an instant beyond the end', [drive(101)]],
    ['an instant before the start', [drive(-1)]],
    ['a swap with nobody', [{ kind: 'fault', atUs: 0, fault: 'swap', channel: 1, a: 64 }]],
  ] as const)('with %s is refused before anything is sent', async (_name, steps) => {
    expect(await codeOf(client.load({ steps, lengthUs: 100 }))).toBe('PROGRAMME_INVALID');
    expect(bench.heard).toEqual([]);
  });

  it.each([
    [PROBLEM.TOO_LONG, 'PROGRAMME_TOO_LONG'],
    [PROBLEM.UNSORTED, 'PROGRAMME_INVALID'],
    [PROBLEM.RUNNING, 'BENCH_BUSY'],
    [200, 'PROGRAMME_INVALID'],
  ])('that the bench refuses with problem %i is %s', async (problem, code) => {
    bench.on(ORDER.ARM, ANSWER.ARMED, () => pack({ byte: problem }));
    expect(await codeOf(client.load({ steps: [drive(1)], lengthUs: 2 }))).toBe(code);
  });

  it('starts when the bench says, and not when it was not armed', async () => {
    bench.on(ORDER.START, ANSWER.STARTED, () => packStarted({ problem: PROBLEM.NONE, startUs: 2 ** 40 }));
    expect(await client.start()).toBe(2 ** 40);
    expect(client.endedUs).toBeUndefined();
    bench.capture(CAPTURE.ENDED, pack({ long: 2 ** 40 + 9 }));
    expect(client.endedUs).toBe(2 ** 40 + 9);
    bench.on(ORDER.START, ANSWER.STARTED, () => packStarted({ problem: PROBLEM.NOT_ARMED, startUs: 0 }));
    expect(await codeOf(client.start())).toBe('NOT_ARMED');
  });
});

describe('a recording', () => {
  it('has its edges, the lateness of each step, and what fired', async () => {
    await client.load({
      steps: [drive(0), { kind: 'bytes', atUs: 1, channel: 1, bytes: new Uint8Array(0) }, drive(1)],
      lengthUs: 9,
    });
    sayRecording();
    expect(await client.recording()).toEqual({
      startUs: 1000,
      endUs: 9000,
      edges: [
        { atUs: 1010, channel: 1, value: -1 },
        { atUs: 2005, channel: 1, value: -1 },
      ],
      overflow: 0,
      lateUs: [10, 0, 5],
      fired: new Map([[9, 4]]),
    });
  });

  it.each([
    ['an edge too few', { edges: 3 }, undefined, 'RECORDING_INVALID'],
    ['a step too many', { steps: 1 }, undefined, 'RECORDING_INVALID'],
    ['evidence that is missing', { fired: 2 }, undefined, 'RECORDING_INVALID'],
    ['edges that run back', {}, [2005, 1010], 'RECORDING_INVALID'],
    ['an edge before the start', {}, [999, 1010], 'RECORDING_INVALID'],
    ['a programme that runs', { problem: PROBLEM.NOT_ENDED }, undefined, 'NOT_ENDED'],
  ])('with %s is refused', async (_name, header, edges, code) => {
    sayRecording(header, edges);
    expect(await codeOf(client.recording())).toBe(code);
  });

  it('is taken or refused with a code, whatever its parts', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(CAPTURE)), fc.uint8Array({ maxLength: 300 }), (type, bytes) => {
        const parts = new RecordingParts();
        try {
          parts.take(type, new PayloadReader(bytes, 'part'));
          parts.recording(new PayloadReader(bytes, 'header'), () => {});
        } catch (error) {
          expect(['LINK_PROTOCOL', 'RECORDING_INVALID']).toContain((error as { code?: unknown }).code);
        }
      }),
    );
  });
});

describe('a client', () => {
  it('reads levels and the time', async () => {
    bench.on(ORDER.LEVELS, ANSWER.LEVELS, () => pack({ word: 1 }, { word: -5 }));
    bench.on(ORDER.TIME, ANSWER.TIME, () => pack({ long: 2 ** 45 + 1 }));
    expect([await client.levels(), await client.timeUs()]).toEqual([[1, -5], 2 ** 45 + 1]);
  });

  it('acts at once, and says what the bench refused', async () => {
    await client.act({ kind: 'drive', channel: 0, value: 1 }, { kind: 'release', channel: 0 });
    expect(bench.heard.map(({ type }) => type)).toEqual([ORDER.ACT, ORDER.ACT]);
    bench.on(ORDER.ACT, ANSWER.ACTED, () => pack({ byte: PROBLEM.INVALID }));
    expect(await codeOf(client.act({ kind: 'heal', channel: 0 }))).toBe('PROGRAMME_INVALID');
  });

  it('ends with the line, and with what no bench says', async () => {
    const asked = codeOf(client.timeUs());
    bench.end('pulled');
    expect(await asked).toBe('LINE_CLOSED');
    const other = new FakeBench();
    const second = new BenchClient(other, 4, { acknowledgeMs: 0 });
    await second.hello;
    other.capture(CAPTURE.WRITE, Uint8Array.of(1, 0, 0, 0, 0));
    expect(second.failure?.code).toBe('LINK_PROTOCOL');
  });
});
