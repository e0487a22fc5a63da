import type { Effect, Engine, Input } from '@understudy/core';
import type { Bus, BusConnection, BusListener, Clock } from '@understudy/ports';
import { expect, test } from 'vitest';
import { EngineShell, type StepJournal } from './engine-shell.ts';

/** Time that is moved by hand; one alarm at a time is all the shell uses. */
class HandClock implements Clock {
  time = 0;
  #alarm: { readonly atUs: number; readonly wake: () => void } | undefined;

  nowUs(): number {
    return this.time;
  }

  alarm(atUs: number, wake: () => void): () => void {
    const alarm = { atUs, wake };
    this.#alarm = alarm;
    return () => {
      if (this.#alarm === alarm) this.#alarm = undefined;
    };
  }

  get alarmAtUs(): number | undefined {
    return this.#alarm?.atUs;
  }

  runTo(atUs: number): void {
    for (let alarm = this.#alarm; alarm !== undefined && alarm.atUs <= atUs; alarm = this.#alarm) {
      this.#alarm = undefined;
      this.time = Math.max(this.time, alarm.atUs);
      alarm.wake();
    }
    this.time = atUs;
  }
}

class HandBus implements Bus, BusConnection {
  listener: BusListener | undefined;
  readonly sent: string[] = [];
  isUp = true;

  connect(_options: unknown, listener: BusListener): BusConnection {
    this.listener = listener;
    return this;
  }
  publish(topic: string): boolean {
    if (this.isUp) this.sent.push(topic);
    return this.isUp;
  }
  async close(): Promise<void> {
    this.listener = undefined;
  }
  async cut(): Promise<void> {
    this.listener = undefined;
  }
}

/** Echoes every message, and counts its steps. */
class EchoEngine implements Engine {
  readonly subscriptions = ['in/#'];
  readonly steps: { atUs: number; inputs: Input[] }[] = [];
  deadlineUs = Number.POSITIVE_INFINITY;

  step(atUs: number, inputs: readonly Input[]): readonly Effect[] {
    this.steps.push({ atUs, inputs: [...inputs] });
    if (this.deadlineUs <= atUs) this.deadlineUs = Number.POSITIVE_INFINITY;
    return inputs.flatMap((input): Effect[] =>
      input.kind === 'message'
        ? [{ kind: 'publish', topic: `out/${input.topic}`, payload: '', qos: 1, retain: false }]
        : [{ kind: 'notify', key: input.kind, value: true }],
    );
  }
  nextDeadlineUs(): number {
    return this.deadlineUs;
  }
  hash(): string {
    return '';
  }
  snapshot(): string {
    return '';
  }
  view(): ReadonlyMap<string, unknown> {
    return new Map();
  }
  entry(): null {
    return null;
  }
  counters(): Readonly<Record<string, number>> {
    return {};
  }
}

/** A journal whose commits are let through by hand. */
class HandJournal implements StepJournal {
  readonly events: string[] = [];
  readonly waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];

  before(atUs: number): void {
    this.events.push(`before ${atUs}`);
  }
  after(): void {
    this.events.push('after');
  }
  commit(): Promise<void> {
    this.events.push('commit');
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }
  async close(): Promise<void> {
    this.events.push('close');
  }
}

function setUp(journal?: HandJournal) {
  const clock = new HandClock();
  const bus = new HandBus();
  const engine = new EchoEngine();
  const notes: string[] = [];
  const fatal: unknown[] = [];
  const shell = new EngineShell({
    engine,
    bus,
    clientId: 'engine',
    clock,
    onNotify: (key) => notes.push(key),
    onFatal: (error) => fatal.push(error),
    ...(journal === undefined ? {} : { journal }),
  });
  clock.time = 5_000_000;
  const started = shell.start();
  const receive = (topic: string): void => bus.listener?.message(topic, new Uint8Array(0), false, false);
  return { clock, bus, engine, shell, notes, fatal, started, receive };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

test('engine time begins with the first connection, and inputs are taken at the next tick of the grid', () => {
  const { clock, bus, engine, receive } = setUp();
  clock.runTo(7_000_000);
  expect(engine.steps).toEqual([]);
  bus.listener?.up();
  clock.runTo(7_000_400);
  receive('a');
  receive('b');
  clock.runTo(7_000_900);
  receive('c');
  clock.runTo(7_003_000);
  expect(engine.steps.map(({ atUs, inputs }) => [atUs, inputs.length])).toEqual([
    [0, 1],
    [1000, 3],
  ]);
  expect(bus.sent).toEqual(['out/a', 'out/b', 'out/c']);
});

test('timers are kept, and lateness is measured against the tick', () => {
  const { clock, bus, engine, shell } = setUp();
  bus.listener?.up();
  engine.deadlineUs = 10_500;
  clock.runTo(5_000_000);
  clock.time = 5_011_700;
  clock.runTo(5_011_700);
  expect(engine.steps.map(({ atUs }) => atUs)).toEqual([0, 11_000]);
  expect(Array.from(shell.lateness.values())).toEqual([0, 700]);
  expect(clock.alarmAtUs).toBeUndefined();
});

test('a late step happens at the tick that it is, not at the one it missed', () => {
  const { clock, bus, engine, receive } = setUp();
  bus.listener?.up();
  clock.runTo(5_000_000);
  receive('a');
  clock.time = 5_042_300;
  clock.runTo(5_042_300);
  expect(engine.steps.at(-1)?.atUs).toBe(42_000);
});

test('nothing leaves before the journal is durable; what comes meanwhile goes with the next commit', async () => {
  const journal = new HandJournal();
  const { clock, bus, receive } = setUp(journal);
  bus.listener?.up();
  receive('a');
  clock.runTo(5_001_000);
  receive('b');
  clock.runTo(5_002_000);
  receive('c');
  clock.runTo(5_003_000);
  expect(bus.sent).toEqual([]);
  journal.waiting[0]?.resolve();
  await settle();
  expect(bus.sent).toEqual(['out/a']);
  expect(journal.waiting).toHaveLength(2);
  journal.waiting[1]?.resolve();
  await settle();
  expect(bus.sent).toEqual(['out/a', 'out/b', 'out/c']);
  expect(journal.events.slice(0, 3)).toEqual(['before 0', 'after', 'commit']);
});

test('a journal that cannot be written stops the engine, and nothing more leaves', async () => {
  const journal = new HandJournal();
  const { clock, bus, shell, fatal, receive } = setUp(journal);
  bus.listener?.up();
  receive('a');
  clock.runTo(5_001_000);
  journal.waiting[0]?.reject(new Error('disk full'));
  await settle();
  expect([bus.sent, fatal.length, shell.operator('x', { action: 'ESTOP' })]).toEqual([[], 1, false]);
  await shell.stop();
});

test('stop makes the last steps durable, then sends what they published', async () => {
  const journal = new HandJournal();
  const { clock, bus, shell, receive } = setUp(journal);
  bus.listener?.up();
  receive('a');
  clock.runTo(5_001_000);
  receive('b');
  clock.runTo(5_002_000);
  const stopped = shell.stop();
  journal.waiting[0]?.resolve();
  await stopped;
  expect(bus.sent).toEqual(['out/a', 'out/b']);
  expect(journal.events.at(-1)).toBe('close');
});

test('the bus going down and up is told to the engine; what cannot be sent is counted', () => {
  const { clock, bus, engine, shell, receive } = setUp();
  bus.listener?.up();
  clock.runTo(5_001_000);
  bus.isUp = false;
  bus.listener?.down('gone');
  receive('a');
  clock.runTo(5_002_000);
  bus.isUp = true;
  bus.listener?.up();
  clock.runTo(5_003_000);
  const flags = engine.steps.flatMap(({ inputs }) =>
    inputs.flatMap((input) => (input.kind === 'bus' ? [input.up] : [])),
  );
  expect(flags).toEqual([true, false, true]);
  expect([shell.busUp, shell.losses.messages]).toEqual([true, 1]);
});

test('text that is not UTF-8 reaches the engine as null', () => {
  const { clock, bus, engine } = setUp();
  bus.listener?.up();
  bus.listener?.message('in/x', Uint8Array.of(0xc0, 0x80), true, false);
  clock.runTo(5_001_000);
  expect(engine.steps[0]?.inputs[1]).toEqual({ kind: 'message', topic: 'in/x', payload: null, retain: true });
});

test('stop before the first connection resolves start, and leaves nothing', async () => {
  const { clock, shell, started, bus } = setUp();
  await shell.stop();
  await started;
  expect([clock.alarmAtUs, bus.listener]).toEqual([undefined, undefined]);
});
