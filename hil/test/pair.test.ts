/** The DUT and its bench controller in one image, on both machines: pins meet on wires, and power goes at any moment. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileTable, createSigner, encodeCommand, encodeUtf8 } from '@understudy/contract';
import { buildM7, buildWasmBench, FIRMWARE_ROOT, type SourcePatch } from '@understudy/firmware';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { BenchClient } from '../src/bench/client.ts';
import { controller, device } from '../src/conformance/definitions.ts';
import { Board } from '../src/link/board.ts';
import type { Stream } from '../src/link/stream.ts';
import { WasmPair } from '../src/station/wasm-pair.ts';

const cacheDir = `${FIRMWARE_ROOT}/../.cache/firmware`;
const ROOM = 'clockwork';
const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const [ESTOP, LAMP, DOOR] = [0, 1, 2];
/** Virtual time that passes in WebAssembly at a time. */
const PASS_US = 20_000;
/** A DUT that never leaves its firmware's main entry. */
const SPINS: SourcePatch = {
  file: 'core/runtime.cc',
  from: 'u32 run(u32 now, bool clock_only) {',
  to: 'u32 run(u32 now, bool clock_only) {\n  for (volatile bool spin = true; spin;) {\n  }',
};
const TABLE = compileTable(
  { room: ROOM },
  controller(
    {
      lamp: device({ driver: 'relay', pins: { out: LAMP } }, { on: [], off: [] }),
      door: device({ driver: 'contact', pins: { in: DOOR }, publish: { active: 'closed' } }, {}),
    },
    { heartbeatMs: 1000 },
  ),
);
const LAMP_ON = encodeUtf8(
  encodeCommand(createSigner(KEY), {
    room_id: ROOM,
    device_id: 'c_lamp',
    command_id: '00000000-0000-4000-8000-000000000001',
    correlation_id: '00000000-0000-4000-8000-000000000001',
    sequence: 1,
    issued_at_unix_ms: 1767600000123,
    action: 'SET',
    safety_class: 'CRITICAL',
    epoch: 1,
    parameters: { op: 'on' },
  }),
);

/** A DUT that does what its processor does not know. */
const FAULTS: SourcePatch = { ...SPINS, to: `${SPINS.from}\n  if (now != 1) __builtin_trap();` };

interface Machine {
  readonly lines: readonly [Stream, Stream];
  /** Lets a little time pass. */
  pass(): void;
  close(): void;
}

async function openM7(patches: readonly SourcePatch[]): Promise<Machine> {
  const { elf } = await buildM7({ cacheDir, patches });
  const folder = mkdtempSync(join(tmpdir(), 'understudy-pair-'));
  const sockets: Socket[] = [];
  const line = (name: string): { stream: Stream; flags: string[] } => {
    const path = join(folder, name);
    execFileSync('mkfifo', [`${path}.in`, `${path}.out`]);
    const open = (end: string): number => openSync(`${path}.${end}`, constants.O_RDWR | constants.O_NONBLOCK);
    const to = new Socket({ fd: open('in'), readable: false, writable: true });
    const from = new Socket({ fd: open('out'), readable: true, writable: false });
    sockets.push(to, from);
    return {
      stream: {
        write: (bytes) => void to.write(bytes),
        onData: (listener) => void from.on('data', listener),
        onEnd: () => {},
      },
      flags: ['-chardev', `pipe,id=${name},path=${path}`, '-serial', `chardev:${name}`],
    };
  };
  const [dut, bench] = [line('dut'), line('bench')];
  const child: ChildProcess = spawn('qemu-system-arm', [
    ...['-machine', 'mps2-an500', '-nodefaults', '-nic', 'none', '-display', 'none', '-monitor', 'none'],
    ...['-icount', 'shift=3', ...dut.flags, ...bench.flags, '-kernel', elf],
  ]);
  return {
    lines: [dut.stream, bench.stream],
    pass: () => {},
    close: () => {
      child.kill('SIGKILL');
      for (const socket of sockets) socket.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openWasm(patches: readonly SourcePatch[]): Promise<Machine> {
  const { wasm } = await buildWasmBench({ cacheDir, patches });
  const pair = new WasmPair(new WebAssembly.Module(wasm as BufferSource));
  return {
    lines: [pair.dutLine, pair.benchLine],
    pass: () => {
      const endUs = pair.nowUs + PASS_US;
      while (pair.dueUs < endUs) pair.moveTo(pair.dueUs);
      pair.moveTo(endUs);
    },
    close: () => {},
  };
}

const MACHINES = { 'qemu-m7': openM7, wasm: openWasm } as const;
const open: (() => void)[] = [];
// Compiled once, and kept: a test's own time is for the test.
beforeAll(async () => {
  await buildWasmBench({ cacheDir });
  await buildM7({ cacheDir });
  for (const patch of [SPINS, FAULTS]) await buildM7({ cacheDir, patches: [patch] });
}, 300_000);
afterEach(() => {
  for (const close of open.splice(0)) close();
});

describe.each(Object.keys(MACHINES) as (keyof typeof MACHINES)[])('the pair on %s', (name) => {
  async function start(patches: readonly SourcePatch[] = []) {
    const machine = await MACHINES[name](patches);
    const bench = new BenchClient(machine.lines[1], 1);
    const pass = setInterval(() => machine.pass(), 1);
    open.push(() => {
      clearInterval(pass);
      bench.close();
      machine.close();
    });
    const dutOf = (nonce: number): Board => {
      const dut = new Board(machine.lines[0], nonce);
      open.push(() => dut.close());
      return dut;
    };
    return { bench, dutOf, machine };
  }
  const eventually = (check: () => void | Promise<void>): Promise<void> =>
    vi.waitFor(check, { timeout: 20_000, interval: 20 });
  async function booted(patches: readonly SourcePatch[] = []) {
    const pair = await start(patches);
    const dut = pair.dutOf(2);
    await Promise.all([dut.hello, pair.bench.hello]);
    await pair.bench.act({ kind: 'drive', channel: ESTOP, value: 1 });
    await dut.boot(TABLE, KEY, 0, 0);
    await dut.link(true);
    return { ...pair, dut };
  }

  it('says who is who', async () => {
    const { bench, dutOf } = await start();
    const dut = dutOf(2);
    expect(await bench.hello).toMatchObject({ board: name, startCount: 1 });
    expect(await dut.hello).toMatchObject({ board: name, startCount: 1 });
  });

  it('sees what the DUT drives, and drives what the DUT reads', async () => {
    const { bench, dut } = await booted();
    const closed: unknown[] = [];
    dut.listener = {
      bus: ({ topic, payload }) => {
        if (topic.endsWith('c_door/state')) closed.push(JSON.parse(new TextDecoder().decode(payload)).state.closed);
      },
    };
    await bench.load({
      steps: [
        { atUs: 10_000, kind: 'drive', channel: DOOR, value: 1 },
        { atUs: 60_000, kind: 'drive', channel: DOOR, value: 0 },
        { atUs: 200_000, kind: 'fault', channel: LAMP, fault: 'open' },
      ],
      lengthUs: 250_000,
    });
    const startUs = await bench.start();
    dut.publish({ topic: `room/${ROOM}/device/c_lamp/cmd`, payload: LAMP_ON, flags: 0 });
    await eventually(() => expect(bench.endedUs).toBeGreaterThan(startUs));
    const recording = await bench.recording();
    expect(recording.overflow).toBe(0);
    expect(recording.edges.map(({ channel, value }) => [channel, value])).toEqual(
      expect.arrayContaining([
        [DOOR, 1],
        [DOOR, 0],
        [LAMP, 1],
        [LAMP, 0],
      ]),
    );
    expect(recording.edges.length).toBe(4);
    expect(recording.lateUs.length).toBe(3);
    // QEMU's guest sleeps in the host's time, and wakes when that lets it.
    if (name === 'wasm') expect(recording.lateUs).toEqual([0, 0, 0]);
    expect([...recording.fired]).toEqual([[LAMP, 1]]);
    await eventually(() => expect(closed.length).toBeGreaterThanOrEqual(2));
    expect((await bench.levels())[ESTOP]).toBe(1);
  });

  it("takes the DUT's power and gives it back: outputs float, then it starts as new", async () => {
    const { bench, dut, dutOf } = await booted();
    dut.publish({ topic: `room/${ROOM}/device/c_lamp/cmd`, payload: LAMP_ON, flags: 0 });
    await eventually(async () => expect((await bench.levels())[LAMP]).toBe(1));
    await bench.act({ kind: 'power', on: false });
    expect((await bench.levels())[LAMP]).toBe(0);
    dut.close();
    await bench.act({ kind: 'power', on: true });
    const again = dutOf(3);
    expect(await again.hello).toMatchObject({ startCount: 2 });
    await again.boot(TABLE, KEY, 0, 0);
    await again.link(true);
    expect((await bench.levels())[ESTOP]).toBe(1);
  });

  it('tells a recording of thousands of edges, each once and in order', async () => {
    const { bench } = await start();
    await bench.load({
      steps: [
        { atUs: 0, kind: 'drive', channel: DOOR, value: 500 },
        { atUs: 1000, kind: 'fault', channel: DOOR, fault: 'drift', a: 1, b: 100 },
      ],
      lengthUs: 301_000,
    });
    const startUs = await bench.start();
    await eventually(() => expect(bench.endedUs).toBeGreaterThan(startUs));
    const { edges, overflow, fired } = await bench.recording();
    expect(overflow).toBe(0);
    expect(edges.length).toBeGreaterThan(2990);
    expect(edges.map(({ value }) => value)).toEqual(edges.map((_edge, index) => 500 + index));
    expect(fired.get(DOOR)).toBe(edges.length - 1);
  });

  it('takes power at any instant, and starts each time', async () => {
    const { bench, dut, dutOf } = await booted();
    dut.publish({ topic: `room/${ROOM}/device/c_lamp/cmd`, payload: LAMP_ON, flags: 0 });
    dut.close();
    const cycles = Array.from({ length: 40 }, (_, cycle) => cycle);
    await bench.load({
      steps: cycles.flatMap((cycle) => [
        { atUs: 2000 * cycle + 37 * cycle, kind: 'power', on: false } as const,
        { atUs: 2000 * cycle + 37 * cycle + 500, kind: 'power', on: true } as const,
      ]),
      lengthUs: 100_000,
    });
    const startUs = await bench.start();
    await eventually(() => expect(bench.endedUs).toBeGreaterThan(startUs));
    const again = dutOf(9);
    const { startCount } = await again.hello;
    // A start that its power outlives by less than the memory takes to clear does not count; a loaded host makes some of those.
    expect(startCount).toBeGreaterThan(name === 'wasm' ? cycles.length : cycles.length / 2);
    expect(startCount).toBeLessThanOrEqual(1 + cycles.length);
    await again.boot(TABLE, KEY, 0, 0);
    expect((await bench.levels())[ESTOP]).toBe(1);
  });

  if (name !== 'wasm') {
    it('goes on when the processor of the DUT faults', async () => {
      const { bench, dut, dutOf } = await booted([FAULTS]);
      await eventually(() =>
        expect(dut.failure).toMatchObject({ message: expect.stringContaining('processor fault') }),
      );
      expect(await bench.timeUs()).toBeGreaterThan(0);
      await bench.act({ kind: 'power', on: false }, { kind: 'power', on: true });
      expect(await dutOf(4).hello).toMatchObject({ startCount: 2 });
    });

    it('goes on when the DUT spins for ever, and ends that', async () => {
      const { bench, dutOf } = await booted([SPINS]);
      const fromUs = await bench.timeUs();
      await bench.load({ steps: [{ atUs: 5000, kind: 'drive', channel: DOOR, value: 1 }], lengthUs: 10_000 });
      await bench.start();
      await eventually(() => expect(bench.endedUs).toBeGreaterThan(fromUs));
      expect((await bench.recording()).edges).toMatchObject([{ channel: DOOR, value: 1 }]);
      await bench.act({ kind: 'power', on: false }, { kind: 'power', on: true });
      expect(await dutOf(4).hello).toMatchObject({ startCount: 2 });
    });
  }
});
