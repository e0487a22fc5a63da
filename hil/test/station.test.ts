/** Stations on the firmware's own pair, in WebAssembly and on the emulated Cortex-M7 through ptys and serialport. */
import { buildM7, buildWasmBench, FIRMWARE_ROOT } from '@understudy/firmware';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { controller, device } from '../src/conformance/definitions.ts';
import {
  DutBus,
  type FaultyLine,
  faultyLine,
  measureLoopback,
  openBoardStation,
  openQemuStation,
  openWasmStation,
  proveWiring,
  type Station,
  type StationOptions,
} from '../src/index.ts';
import { LINK_HASH } from '../src/link/messages.ts';
import type { Line } from '../src/link/stream.ts';
import type { MapEntry } from '../src/map/types.ts';
import { startPtyEmulator } from '../src/qemu/pty-emulator.ts';
import { openStation } from '../src/station/bench-station.ts';
import { WasmPair } from '../src/station/wasm-pair.ts';
import { wasmParts } from '../src/station/wasm-station.ts';

const cacheDir = `${FIRMWARE_ROOT}/../.cache/firmware`;
let module: WebAssembly.Module;
let elf: string;
beforeAll(async () => {
  const built = await buildWasmBench({ cacheDir });
  module = await WebAssembly.compile(built.wasm as BufferSource);
  ({ elf } = await buildM7({ cacheDir }));
}, 240_000);

const open: Station[] = [];
afterEach(async () => {
  for (const station of open.splice(0)) await station.close();
});
const codeOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => undefined,
    (error: { code?: unknown }) => error.code,
  );

const [ESTOP, LAMP, DOOR, FREE] = [0, 1, 2, 20];
const DEFINITION = controller({
  lamp: device({ driver: 'relay', pins: { out: LAMP } }, { on: [], off: [] }),
  door: device({ driver: 'contact', pins: { in: DOOR }, params: { activeLevel: 1 } }),
});

/** Emulated time has the emulator's own delays: an edge may be so late, in µs. */
const PLATFORMS = [
  { platform: 'wasm', lateUs: 0, start: (options?: StationOptions) => openWasmStation(module, options) },
  { platform: 'qemu-m7', lateUs: 2000, start: (options?: StationOptions) => openQemuStation({ elf, ...options }) },
] as const;

describe.each(PLATFORMS)('a station on $platform', ({ platform, lateUs, start }) => {
  const station = async (): Promise<Station> => {
    const started = await start();
    open.push(started);
    return started;
  };

  it('knows both boards', async () => {
    const { hello } = await station();
    expect([hello.dut.role, hello.bench.role]).toEqual(['dut', 'bench']);
    expect([hello.dut.board, hello.bench.board]).toEqual([platform, platform]);
    expect(hello.bench.pins.get(63)).toBe('both');
  });

  it('refuses boards of another link or contract before any test', async () => {
    expect(await codeOf(start({ expected: { linkHash: 'other', contractHash: 'x' } }))).toBe('LINK_HASH_MISMATCH');
    expect(await codeOf(start({ expected: { linkHash: LINK_HASH, contractHash: 'x' } }))).toBe(
      'CONTRACT_HASH_MISMATCH',
    );
  });

  it('runs a programme at its instants, and hands back what the wires did', async () => {
    const { bench, ...rest } = await station();
    const steps = Array.from({ length: 20 }, (_, index) => ({
      kind: 'drive' as const,
      atUs: 5000 * (index + 1),
      channel: FREE,
      value: (index + 1) % 2,
    }));
    await bench.load({ steps, lengthUs: 120_000 });
    expect(await codeOf(bench.recording())).toBe('NOT_ENDED');
    const startUs = await bench.start();
    expect(await codeOf(bench.recording())).toBe('NOT_ENDED');
    await open[0]?.pass(130);
    const recording = await bench.recording();
    const edges = recording.edges.filter(({ channel }) => channel === FREE);
    expect(edges.map(({ value }) => value)).toEqual(steps.map(({ value }) => value));
    for (const [index, { atUs }] of edges.entries()) {
      const late = atUs - startUs - (steps[index]?.atUs ?? 0);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThanOrEqual(lateUs);
    }
    expect(recording.overflow).toBe(0);
    expect(recording.lateUs.length).toBe(20);
    expect(rest.platform).toBe(platform);
  });

  it('takes a signed command to the wire, and an input to a message', async () => {
    const here = await station();
    const { bench } = here;
    await bench.act({ kind: 'drive', channel: ESTOP, value: 1 }, { kind: 'drive', channel: DOOR, value: 0 });
    const bus = new DutBus(here, { room: 'clockwork', definition: DEFINITION });
    await bus.start();
    await bench.load({ steps: [{ kind: 'drive', atUs: 20_000, channel: DOOR, value: 1 }], lengthUs: 300_000 });
    const startUs = await bench.start();
    const id = bus.command({ device: 'c_lamp', op: 'on' });
    await bus.acknowledged(id, 'COMPLETED');
    expect(bus.statuses(id)).toEqual(['ACCEPTED', 'COMPLETED']);
    await bus.until('the door', () => bus.state('c_door')?.active === true, 2000);
    await bus.pass(400);
    const { edges } = await bench.recording();
    expect(edges.find(({ channel }) => channel === LAMP)?.value).toBe(1);
    const door = edges.find(({ channel }) => channel === DOOR);
    expect((door?.atUs ?? 0) - startUs).toBeGreaterThanOrEqual(20_000);
    const refused = bus.command({ device: 'c_lamp', op: 'off', badMac: true });
    expect((await bus.acknowledged(refused)).body?.status).toBe('REJECTED');
  });

  it("proves the DUT's power off by silence, and on by a new start", async () => {
    const here = await station();
    const { dut } = here;
    const before = here.hello.dut.startCount;
    await here.power(false);
    expect(await codeOf(dut.timeUs())).toBe('LINK_CLOSED');
    await here.power(true);
    expect(here.hello.dut.startCount).toBeGreaterThan(before);
    expect(here.dut).not.toBe(dut);
    const fit = await here.fitClocks();
    expect(fit.samples).toBe(8);
    // The DUT's clock has begun anew, the bench's has not.
    expect(fit.offsetUs).toBeLessThan(-100_000);
    expect(fit.uncertaintyUs).toBeGreaterThan(0);
  });

  it('lets a programme switch the power of a DUT whose session is closed, and opens the next', async () => {
    const here = await station();
    const bus = new DutBus(here, { room: 'clockwork', definition: DEFINITION });
    await here.bench.act({ kind: 'drive', channel: ESTOP, value: 1 });
    await bus.start();
    await bus.acknowledged(bus.command({ device: 'c_lamp', op: 'on' }), 'COMPLETED');
    const { startCount } = here.hello.dut;
    here.dut.close();
    const steps = [
      { kind: 'power' as const, atUs: 10_000, on: false },
      { kind: 'power' as const, atUs: 60_000, on: true },
    ];
    await here.bench.load({ steps, lengthUs: 200_000 });
    await here.bench.start();
    await here.pass(220);
    const { edges, startUs } = await here.bench.recording();
    // Without power nobody drives the lamp.
    const out = edges.find(({ channel, value }) => channel === LAMP && value <= 0);
    expect((out?.atUs ?? 0) - startUs).toBeGreaterThanOrEqual(10_000);
    await here.power(true);
    expect(here.hello.dut.startCount).toBe(startCount + 1);
    await bus.start();
    await bus.acknowledged(bus.command({ device: 'c_lamp', op: 'on' }), 'COMPLETED');
  });

  it('tells a DUT that starts by itself from one that was switched', async () => {
    const here = await station();
    const { dut } = here;
    await here.bench.act({ kind: 'power', on: false }, { kind: 'power', on: true });
    const lost = here.until('nothing', () => false, 5000);
    expect(await codeOf(lost)).toBe('BOARD_RESTARTED');
    expect(dut.failure?.code).toBe('BOARD_RESTARTED');
    await here.power(true);
    expect(await here.dut.timeUs()).toBeGreaterThanOrEqual(0);
  });

  it('measures its own latency, and names the wires that are wrong', async () => {
    const here = await station();
    const loopback = await measureLoopback(here, { channel: FREE, latency: { high: 2000 }, sigma: { high: 2000 } });
    expect(loopback.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['loopback latency', 'within'],
      ['loopback sigma', 'within'],
      ['loopback resolution', 'within'],
    ]);
    const pins = { inputs: [1, 2, 3], outputs: [5, 6, 7], estopPin: ESTOP };
    const good = await proveWiring(here, pins);
    expect(good.wires.filter(({ right }) => !right)).toEqual([]);
    expect(good.measurement).toMatchObject({ value: 6, verdict: 'within' });
    await here.bench.act(
      { kind: 'fault', fault: 'swap', channel: 1, a: 2 },
      { kind: 'fault', fault: 'open', channel: 3 },
      { kind: 'fault', fault: 'short', channel: 6 },
    );
    const bad = await proveWiring(here, pins);
    expect(bad.wires.filter(({ right }) => !right).map(({ pin, seen }) => [pin, seen])).toEqual([
      [1, [2]],
      [2, [1]],
      [3, []],
      [6, []],
    ]);
    expect(bad.measurement.verdict).toBe('outside');
  });

  it('says what did not come in time', async () => {
    const here = await station();
    const waiting = here.until('a miracle', () => false, 50);
    await expect(waiting).rejects.toThrow('expected a miracle within 50 ms');
    expect(await codeOf(waiting)).toBe('TIMED_OUT');
  });
});

describe('a station', () => {
  it('on two lines of the hardware map is one as any other', async () => {
    const emulator = await startPtyEmulator({ elf });
    const entry = (role: 'dut' | 'bench', serial: string): MapEntry => ({
      ...{ id: role, connected: true, platform: 'teensy41', runner: 'halfkay', serial, baud: 115_200, fixtures: [] },
      ...{ role, bench: 'b1', pin_mappings: { 1: mapping(LAMP) } },
    });
    const mapping = (channel: number) =>
      ({ io_pin_spec: channel, target_pin_function: 'lamp', mode: 'sense', active: 'high' }) as const;
    try {
      const [dut, bench] = [entry('dut', emulator.paths.dut), entry('bench', emulator.paths.bench)];
      const gone = { ...bench, serial: null };
      expect(await codeOf(openBoardStation({ dut, bench: gone }))).toBe('LINE_MISSING');
      expect(await codeOf(openBoardStation({ dut: bench, bench: dut }))).toBe('WRONG_ROLE');
      const here = await openBoardStation({ dut, bench });
      expect([...here.channels]).toEqual([[1, LAMP]]);
      const first = await here.fitClocks();
      await here.pass(300);
      const second = await here.fitClocks();
      expect([first.samples, second.samples]).toEqual([8, 16]);
      expect(second.driftUncertaintyPpm).toBeLessThan(first.driftUncertaintyPpm);
      await here.close();
    } finally {
      await emulator.close();
    }
  });

  it('refuses a bench controller in the place of its DUT', async () => {
    const pair = new WasmPair(module);
    const swapped = { ...wasmParts(pair), dutLine: pair.benchLine, benchLine: pair.dutLine };
    expect(await codeOf(openStation(swapped))).toBe('WRONG_ROLE');
  });

  it('sees a supply that does not switch off, and one that does not switch on', async () => {
    const stuck = await openWasmStation(module, { switchPower: async () => {} });
    open.push(stuck);
    expect(await codeOf(stuck.power(false))).toBe('POWER_NOT_OFF');
    const dead = await openWasmStation(module);
    open.push(dead);
    await dead.power(false);
    const act = dead.bench.act.bind(dead.bench);
    dead.bench.act = async (...stimuli) => act(...stimuli.filter(({ kind }) => kind !== 'power'));
    expect(await codeOf(dead.power(true))).toBe('NO_HELLO');
  });

  it('in WebAssembly loses nothing on a bad line either, and no time on repeats', async () => {
    const bad: FaultyLine[] = [];
    const wrap = (line: Line): Line => {
      bad.push(faultyLine(line, 7 + bad.length));
      return bad.at(-1) ?? line;
    };
    const here = await openWasmStation(module, { wrap });
    open.push(here);
    for (const line of bad) line.spoil({ toBoard: { drop: 0.05, corrupt: 0.05, duplicate: 0.05 } });
    const bus = new DutBus(here, { room: 'clockwork', definition: DEFINITION });
    await here.bench.act({ kind: 'drive', channel: ESTOP, value: 1 });
    await bus.start();
    for (let index = 0; index < 20; index += 1) {
      const id = bus.command({ device: 'c_lamp', op: index % 2 === 0 ? 'on' : 'off' });
      const sentUs = await here.bench.timeUs();
      await bus.acknowledged(id, 'COMPLETED');
      expect((await here.bench.timeUs()) - sentUs).toBeLessThan(100_000);
      expect(bus.statuses(id)).toEqual(['ACCEPTED', 'COMPLETED']);
    }
    expect(bad.some(({ fired }) => fired.drop > 0)).toBe(true);
  });

  it('in WebAssembly does the same each time', async () => {
    const run = async (): Promise<string> => {
      const here = await openWasmStation(module);
      const bus = new DutBus(here, { room: 'clockwork', definition: DEFINITION });
      await here.bench.act({ kind: 'drive', channel: ESTOP, value: 1 });
      await bus.start();
      await here.bench.load({ steps: [{ kind: 'drive', atUs: 7, channel: DOOR, value: 1 }], lengthUs: 400_000 });
      await here.bench.start();
      await bus.acknowledged(bus.command({ device: 'c_lamp', op: 'on' }), 'COMPLETED');
      await bus.pass(2500);
      const recording = await here.bench.recording();
      await here.close();
      return JSON.stringify([bus.messages, recording]);
    };
    expect(await run()).toBe(await run());
  });
});
