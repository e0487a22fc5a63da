/** Benches in every state that the operator page can show, and a host that is in the one that a test wants. */

import type { Room } from '@understudy/contract';
import {
  adviceFor,
  type BenchView,
  expectWithin,
  IDLE,
  type MirrorView,
  type OperatorState,
  type PinRow,
  type TestRow,
  type Verdict,
} from '@understudy/hil';
import type { Archive } from '../src/hil-serve/archive.ts';
import type { OperatorChange } from '../src/hil-serve/operator-host.ts';
import type { ServedHost } from '../src/hil-serve/server.ts';

const REQUEST = { serial: 'UND-2041-0077', steps: 'both', controller: 'gauge_1_3_4' } as const;
const BENCH: Omit<BenchView, 'state'> = {
  id: 'bench-1',
  title: 'Bench 1',
  platform: 'teensy41',
  anySerial: false,
  room: 'clockwork',
  controllers: [
    { id: 'gauge_1_3_4', title: 'Gauges 1, 3 and 4' },
    { id: 'vault', title: 'Vault' },
  ],
};

const row = (id: string, title: string, status: TestRow['status'], more: Partial<TestRow> = {}): TestRow => ({
  ...{ id, suite: 'timing', title, status, durationMs: 1234, measurements: [], ...more },
});

const TITLES: readonly (readonly [string, string])[] = [
  ['bench/power-off-is-silence', 'Switched off the DUT falls silent; switched on it says HELLO of a new start.'],
  ['bench/wiring', 'Each wire between DUT and bench alone reaches its own end, and no other.'],
  ['timing/command-to-accepted', "ACCEPTED leaves within 50 ms of a command's last byte, for 40 commands"],
  ['timing/heartbeat', 'The heartbeat comes each second, and evenly'],
  ['safety/estop', 'Each output that must be safe is so within 100 ms of the E-stop, and stays so'],
  ['safety/limits', 'A motor stops within 10 ms of its limit switch'],
];
const MEASUREMENTS = [
  expectWithin('command to ACCEPTED, worst', 46_800, 'us', { high: 50_000 }, { uncertainty: 120 }),
  expectWithin('command to ACCEPTED, median', 11_430, 'us', { high: 50_000 }),
];

function tests(statuses: readonly TestRow['status'][]): TestRow[] {
  return TITLES.map(([id, title], index) => {
    const status = statuses[index] ?? 'waiting';
    const measured = id === 'timing/command-to-accepted' && (status === 'passed' || status === 'failed');
    const bad = status === 'failed' ? { code: 'OUT_OF_LIMITS', message: 'expected at most 50 ms, seen 61.2 ms' } : {};
    return row(id, title, status, { ...bad, ...(measured ? { measurements: MEASUREMENTS } : {}) });
  });
}

const verdict = (kind: Verdict['kind'], code?: string, more: Partial<Verdict> = {}): Verdict => ({
  ...{ kind, check: [], others: 0, counts: {} },
  ...(code === undefined ? {} : { code, ...adviceFor(code) }),
  ...more,
});

const state = (phase: OperatorState['phase'], more: Partial<OperatorState> = {}): OperatorState => ({
  ...{ phase, run: 1, request: REQUEST, startedAt: '2026-11-21T10:00:00.000Z', tests: [], ...more },
});

/** By the name of what is shown. */
export const STATES: Readonly<Record<string, OperatorState>> = {
  idle: IDLE,
  scanning: state('scanning'),
  flashing: state('flashing', { flash: { phase: 'write', doneBytes: 81_920, totalBytes: 196_608 } }),
  testing: state('testing', { tests: tests(['passed', 'passed', 'passed', 'running']), buildHash: '5f0c2a91d3e47b68' }),
  pass: state('passed', {
    tests: tests(['passed', 'passed', 'passed', 'passed', 'passed', 'filtered']),
    buildHash: '5f0c2a91d3e47b68',
    verdict: verdict('pass', undefined, { counts: { passed: 5, filtered: 1 } }),
  }),
  fail: state('failed', {
    tests: tests(['passed', 'passed', 'failed', 'passed', 'failed', 'skipped']),
    verdict: verdict('fail', 'OUT_OF_LIMITS', {
      test: TITLES[2]?.[1] ?? '',
      expected: 'at most 50 ms',
      seen: '61.2 ms',
      others: 1,
      counts: { passed: 3, failed: 2, skipped: 1 },
    }),
  }),
  timeOut: state('failed', {
    tests: tests(['passed', 'passed', 'failed', 'blocked', 'blocked', 'blocked']),
    verdict: verdict('time-out', 'TEST_TIMED_OUT', {
      test: TITLES[3]?.[1] ?? '',
      message: "expected the test's end within 60000 ms, seen none",
      counts: { passed: 2, failed: 1, blocked: 3 },
    }),
  }),
  bench: state('error', {
    tests: tests(['passed', 'error', 'blocked', 'blocked', 'blocked', 'blocked']),
    verdict: verdict('bench', 'CONTRACT_HASH_MISMATCH', {
      message: 'dut: expected contract 5f0c2a91d3e47b68, seen 77aa01f2bb34cd90',
      counts: { passed: 1, error: 1, blocked: 4 },
    }),
  }),
  flashed: state('passed', { buildHash: '5f0c2a91d3e47b68', verdict: verdict('flashed') }),
  stopped: state('error', {
    tests: tests(['passed', 'passed', 'blocked', 'blocked', 'blocked', 'blocked']),
    verdict: verdict('stopped', 'SESSION_STOPPED', { message: 'the session was stopped' }),
  }),
};

const PINS: readonly PinRow[] = [
  { channel: 2, pin: 2, name: 'gauge_1 dir', direction: 'out', level: 1, edges: 12 },
  { channel: 3, pin: 3, name: 'gauge_1 step', direction: 'out', level: 1840, edges: 311 },
  { channel: 14, pin: 14, name: 'valve_1 in', direction: 'in', level: 512, edges: 4 },
  { channel: 33, pin: 33, name: 'ball_valve_closed in', direction: 'in', level: 0, edges: 0 },
  { channel: 40, pin: 40, name: 'E-stop chain', direction: 'in', edges: 0 },
];

const MIRROR: MirrorView = {
  controller: 'gauge_1_3_4',
  behindMs: 0,
  pace: 1,
  entries: {
    'plant/valve_1': { position: 0.5, raw: 380 },
    'plant/needle_1': { steps: 1840, moving: false },
    'plant/valve_3': { position: 0.25, raw: 235 },
    'plant/needle_3': { steps: 0, moving: false },
  },
  unseen: ['A bench sees wires, not props: no motor, lock or lamp need be connected.'],
};

/** Shows what it is told to; nothing can be started on it. */
export class ShownHost implements ServedHost {
  readonly archive: Archive;
  readonly room: Room;
  #views: readonly BenchView[];
  #mirror: MirrorView | undefined = MIRROR;
  readonly #listeners = new Set<(change: OperatorChange) => void>();

  constructor(archive: Archive, room: Room, shown: string | undefined) {
    this.archive = archive;
    this.room = room;
    this.#views = viewsOf(shown);
  }

  get views(): readonly BenchView[] {
    return this.#views;
  }
  get pins(): Readonly<Record<string, readonly PinRow[]>> {
    return { [BENCH.id]: PINS };
  }

  mirrors(): Readonly<Record<string, MirrorView>> {
    return this.#mirror === undefined ? {} : { [BENCH.id]: this.#mirror };
  }

  skipMirrors(): void {}

  /** Something was seen, or the page knows of nothing again. */
  see(mirror: MirrorView | undefined): void {
    this.#mirror = mirror;
    for (const listener of this.#listeners) listener('pins');
  }

  /** @param shown a name of STATES; undefined: there is no bench */
  show(shown: string | undefined): void {
    this.#views = viewsOf(shown);
    for (const listener of this.#listeners) listener('states');
  }

  onChange(listener: (change: OperatorChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  start(): void {}
  stop(): void {}
}

let run = 0;
function viewsOf(shown: string | undefined): readonly BenchView[] {
  const wanted = shown === undefined ? undefined : STATES[shown];
  run += 1;
  return wanted === undefined ? [] : [{ ...BENCH, state: { ...wanted, run } }];
}
