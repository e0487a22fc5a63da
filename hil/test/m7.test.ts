/** The emulated Cortex-M7 end to end, free-running on its own clock, and what its image takes. */
import {
  compileTable,
  createSigner,
  type DeviceDefinition,
  encodeCommand,
  encodeUtf8,
  LIMITS,
  type UnitDefinition,
} from '@understudy/contract';
import { buildM7, FIRMWARE_ROOT, M7_LIMITS, type M7Build } from '@understudy/firmware';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { controller, device } from '../src/conformance/definitions.ts';
import { Board, type BusMessage, type Effect, measureAcceptLatency, startEmulator } from '../src/index.ts';
import { fromUtf8 } from '../src/link/payload.ts';

const ROOM = 'clockwork';
const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const BEAT_MS = 1000;
const TABLE = compileTable(
  { room: ROOM },
  controller(
    {
      lamp: device({ driver: 'relay', pins: { out: 1 } }, { on: [], off: [] }),
      post: device({ driver: 'motor', pins: { step: 2, low: 3, high: 4 } }, { forward: [], reverse: [], stop: [] }),
    },
    { heartbeatMs: BEAT_MS },
  ),
);

let image: M7Build;
const open: (() => Promise<void>)[] = [];
beforeAll(async () => {
  image = await buildM7({ cacheDir: `${FIRMWARE_ROOT}/../.cache/firmware` });
}, 120_000);
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A board that runs, and what it has said. */
class Running {
  readonly messages: (BusMessage & { readonly body: Record<string, unknown>; readonly timeUs: number })[] = [];
  readonly effects: (Effect & { readonly timeUs: number })[] = [];
  readonly board: Board;
  /** Changes what goes to the board. */
  spoil: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes;
  #sequence = 0;

  constructor() {
    const emulator = startEmulator({ elf: image.elf });
    this.board = new Board({ ...emulator, write: (bytes) => emulator.write(this.spoil(bytes)) }, 7);
    this.board.listener = {
      bus: (message, timeUs) =>
        void this.messages.push({ ...message, timeUs, body: JSON.parse(fromUtf8(message.payload)) }),
      effect: (effect, timeUs) => void this.effects.push({ ...effect, timeUs }),
    };
    open.push(async () => {
      this.board.close();
      await emulator.close();
    });
  }
  /** Power, a closed E-stop chain, limits not reached, and the bus. */
  async start(nowMs = 0, table = TABLE): Promise<void> {
    await this.board.hello;
    for (const pin of [0, 3, 4]) this.board.pin(pin, 1);
    await this.board.boot(table, KEY, 0, nowMs);
    await this.board.link(true);
  }
  /** Sends a signed command; its id. */
  order(op: string, to = 'c_lamp'): string {
    this.#sequence += 1;
    const id = `00000000-0000-4000-8000-${this.#sequence.toString(16).padStart(12, '0')}`;
    const command = encodeCommand(createSigner(KEY), {
      room_id: ROOM,
      device_id: to,
      command_id: id,
      correlation_id: id,
      sequence: this.#sequence,
      issued_at_unix_ms: 1767600000123,
      action: 'SET',
      safety_class: 'CRITICAL',
      epoch: 1,
      parameters: { op },
    });
    this.board.publish({ topic: `room/${ROOM}/device/${to}/cmd`, payload: encodeUtf8(command), flags: 0 });
    return id;
  }
  statuses(id: string): unknown[] {
    return this.messages.filter(({ body }) => body.command_id === id).map(({ body }) => body.status);
  }
  on(leaf: string): Running['messages'] {
    return this.messages.filter(({ topic }) => topic.endsWith(`/${leaf}`));
  }
}
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 20_000, interval: 20 });

describe('the image', () => {
  it('takes less than 256 kB of flash and 128 kB of RAM', () => {
    expect(image.flashBytes).toBeLessThan(M7_LIMITS.flashBytes);
    expect(image.ramBytes).toBeLessThan(M7_LIMITS.ramBytes);
    expect(image.flashBytes).toBeGreaterThan(20_000);
    expect(image.ramBytes).toBeGreaterThan(20_000);
  });
});

describe('the free-running board', () => {
  it('says what it is, and is present on the bus', async () => {
    const running = new Running();
    expect(await running.board.hello).toMatchObject({ board: 'qemu-m7', buildHash: image.buildHash, windowBytes: 128 });
    await running.start();
    await eventually(() => expect(running.on('state').length).toBe(2));
    expect(running.on('hello')[0]).toMatchObject({ flags: 3, body: { build_hash: image.buildHash, boot_count: 1 } });
    expect(running.on('presence')[0]).toMatchObject({ flags: 3, body: { presence: 'ONLINE' } });
    expect(await running.board.busSession()).toEqual({
      will: { topic: `room/${ROOM}/controller/c/presence`, payload: expect.stringContaining('"presence":"OFFLINE"') },
      subscriptions: [
        `room/${ROOM}/core/heartbeat`,
        `room/${ROOM}/device/c_lamp/cmd`,
        `room/${ROOM}/device/c_post/cmd`,
      ],
    });
  });

  it('accepts a signed command, does it, and says that it is completed', async () => {
    const running = new Running();
    await running.start();
    const id = running.order('on');
    await eventually(() => expect(running.statuses(id)).toEqual(['ACCEPTED', 'COMPLETED']));
    const writes = running.effects.filter((effect) => effect.kind === 'write' && effect.pin === 1);
    expect(writes).toMatchObject([{ value: 0 }, { value: 1 }]);
    expect(writes[1]?.timeUs).toBeGreaterThan(writes[0]?.timeUs ?? Number.POSITIVE_INFINITY);
  });

  it('beats by its own clock, across the wrap of 2^32 ms', async () => {
    const running = new Running();
    await running.start(2 ** 32 - 2 * BEAT_MS);
    await eventually(() => expect(running.on('heartbeat').length).toBeGreaterThan(4));
    const beats = running.on('heartbeat').map(({ body, timeUs }) => ({ uptimeMs: Number(body.uptime_ms), timeUs }));
    const [first = { uptimeMs: 0, timeUs: 0 }] = beats;
    for (const [index, { uptimeMs, timeUs }] of beats.entries()) {
      expect(uptimeMs - first.uptimeMs).toBeGreaterThanOrEqual(index * BEAT_MS);
      expect(Math.abs((timeUs - first.timeUs) / 1000 - (uptimeMs - first.uptimeMs))).toBeLessThan(2);
    }
  });

  it('is woken by a watched pin: the E-stop chain opens, and all is safe', async () => {
    const running = new Running();
    await running.start();
    const id = running.order('on');
    await eventually(() => expect(running.statuses(id)).toContain('COMPLETED'));
    running.board.pin(0, 0);
    await eventually(() =>
      expect(running.on('state').at(-1)?.body).toMatchObject({ safety_state: { kind: 'E_STOP', latched: true } }),
    );
    expect(running.effects.filter((effect) => effect.kind === 'write' && effect.pin === 1).at(-1)).toMatchObject({
      value: 0,
    });
  });

  it('moves a step generator by its clock until the limit is sensed', async () => {
    const running = new Running();
    await running.start();
    const id = running.order('forward', 'c_post');
    await eventually(() =>
      expect(running.effects.some((effect) => effect.kind === 'ramp' && effect.steps > 0)).toBe(true),
    );
    expect(running.statuses(id)).not.toContain('COMPLETED');
    running.board.pin(4, 0);
    await eventually(() => expect(running.statuses(id)).toEqual(['ACCEPTED', 'COMPLETED']));
    expect(running.effects.filter((effect) => effect.kind === 'ramp').at(-1)).toMatchObject({ steps: 0 });
  });
});

describe('a table with as many step generators as units', () => {
  // Beyond the pins that `start` puts.
  const FIRST_WHEEL_PIN = 5;
  const wheels = Array.from({ length: LIMITS.unitsPerController }, (_, index) => `w${index}`);
  const wheel = (name: string, index: number): [string, UnitDefinition] => [
    name,
    {
      driver: 'axis',
      pins: { step: index + FIRST_WHEEL_PIN },
      publish: { position_steps: `at_${name}`, moving: `moving_${name}` },
    },
  ];
  // A dozen on a device.
  const parts = [0, 1, 2, 3].map((part) => wheels.slice((part * wheels.length) / 4, ((part + 1) * wheels.length) / 4));
  const devices = Object.fromEntries(
    parts.map((names, part): [string, DeviceDefinition] => [
      `d${part}`,
      {
        title: 'test',
        safetyClass: 'NON_CRITICAL',
        units: Object.fromEntries(names.map((name, index) => wheel(name, index + part * names.length))),
        operations: { turn: { units: names, verb: 'move_by', args: { delta_steps: part + 1 } } },
      },
    ]),
  );

  it('turns them all, each to its end', async () => {
    const running = new Running();
    await running.start(0, compileTable({ room: ROOM }, controller(devices, { heartbeatMs: BEAT_MS })));
    const ids = parts.map((_names, part) => running.order('turn', `c_d${part}`));
    for (const id of ids) await eventually(() => expect(running.statuses(id)).toEqual(['ACCEPTED', 'COMPLETED']));
    const ramps = running.effects.filter((effect) => effect.kind === 'ramp' && effect.steps > 0);
    expect(ramps.length).toBe(LIMITS.unitsPerController);
    for (const [part, names] of parts.entries()) {
      await eventually(() =>
        expect(
          running.messages.filter(({ topic }) => topic.endsWith(`/c_d${part}/state`)).at(-1)?.body.state,
        ).toMatchObject(Object.fromEntries(names.map((name) => [`at_${name}`, part + 1]))),
      );
    }
  });
});

describe('a bad line to the board', () => {
  it('loses nothing: spoilt frames are dropped, counted and sent again', async () => {
    const running = new Running();
    await running.start();
    let frames = 0;
    running.spoil = (bytes) => {
      frames += 1;
      if (frames % 4 !== 2) return bytes;
      const spoilt = bytes.slice();
      spoilt[9] = (spoilt[9] ?? 0) ^ 0x40;
      return spoilt;
    };
    const id = running.order('on');
    await eventually(() => expect(running.statuses(id)).toEqual(['ACCEPTED', 'COMPLETED']));
    running.spoil = (bytes) => bytes;
    const { refused } = await running.board.statistics();
    expect(Object.values(refused).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(running.board.counters.repeats).toBeGreaterThan(0);
  });

  it('does nothing twice: frames that come twice are counted and acknowledged', async () => {
    const running = new Running();
    await running.start();
    running.spoil = (bytes) => Uint8Array.of(...bytes, ...bytes);
    const id = running.order('on');
    await eventually(() => expect(running.statuses(id)).toEqual(['ACCEPTED', 'COMPLETED']));
    const statistics = await running.board.statistics();
    expect(statistics.duplicate).toBeGreaterThan(0);
    expect(await running.board.refusals()).toEqual((await running.board.refusals()).map(() => 0));
  });

  it('changes nothing on what nobody understands, and counts it', async () => {
    const running = new Running();
    await running.start();
    const before = running.effects.length;
    running.board.pin(200, 1);
    running.board.fault('FAIL_WRITES', 0);
    running.board.bytes(96, Uint8Array.of(1));
    expect((await running.board.statistics()).unknown).toBe(2);
    expect(running.effects.length).toBe(before);
  });
});

describe('power that goes in the middle of a write', () => {
  it('leaves the slot as it was, at whatever byte', async () => {
    const { board } = new Running();
    await board.hello;
    board.stepped(true);
    const bootCount = async (): Promise<string | undefined> => {
      const { effects } = await board.boot(TABLE, KEY, 0, 0);
      return effects.map((effect) => (effect.kind === 'store' && effect.slot === 0 ? effect.bytes : '')).find(Boolean);
    };
    for (const bytes of [0, 1, 4, 9, 40, 71, 72, 75]) {
      board.erase();
      expect(await bootCount()).toBe('01000000');
      board.fault('CUT_FLASH', bytes);
      await bootCount();
      // A record is 76 bytes.
      expect(await bootCount(), `cut after ${bytes} bytes`).toBe('02000000');
    }
  });
});

describe('ACCEPTED', () => {
  it('leaves within 5 ms of guest time for 99 commands in 100', async () => {
    const { samplesUs } = await measureAcceptLatency({ elf: image.elf, samples: 200 });
    const sorted = [...samplesUs].sort((a, b) => a - b);
    expect(sorted.length).toBe(200);
    expect(sorted[0]).toBeGreaterThan(50);
    expect(sorted[Math.ceil(0.99 * 200) - 1]).toBeLessThan(5000);
  });
});
