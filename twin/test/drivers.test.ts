/** Drivers and plants that belong together, over real firmware and the engine: what is sent is what happens. */
import type { DeviceDefinition, PlantDefinition, Room } from '@understudy/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { SMALL_ROOM } from '../src/fixtures/small-room.ts';
import { type FirmwareSet, VirtualSession } from '../src/index.ts';
import { firmwareBytes, firmwareFor } from './load-clockwork.ts';

const S = 1_000_000;

function device(
  unit: DeviceDefinition['units'][string],
  operations: Readonly<Record<string, readonly [verb: string, args?: Readonly<Record<string, number>>]>> = {},
): DeviceDefinition {
  return {
    title: unit.driver,
    safetyClass: 'NON_CRITICAL',
    units: { unit },
    operations: Object.fromEntries(
      Object.entries(operations).map(([op, [verb, args]]) => [op, { unit: 'unit', verb, ...(args && { args }) }]),
    ),
  };
}

const DEVICES: Readonly<Record<string, DeviceDefinition>> = {
  reader: device({ driver: 'rfid', pins: { serial: 2, present: 3 }, params: { numberBase: 1000, numbers: 36 } }),
  arm: device({ driver: 'servo', pins: { out: 4 } }, { open: ['open'], close: ['close'] }),
  fan: device(
    { driver: 'rotor', pins: { step: 5, enable: 6 }, params: { fastStepsPerS: 1500, accelStepsPerS2: 1500 } },
    { fast: ['fast'], stop: ['stop'] },
  ),
  throttle: device({ driver: 'selector', pins: { in1: 7, in2: 8, in3: 9 }, params: { first: -1, holdBetween: 0 } }),
  keys: device({ driver: 'pair', pins: { in1: 10, in2: 11 } }),
  letters: device(
    { driver: 'pixels', pins: { data: 12 }, params: { pixels: 50 } },
    { light: ['set_pixel', { index: 31, red: 0, green: 255, blue: 0 }], on: ['on'], off: ['off'] },
  ),
  fog: device(
    { driver: 'dmx_fog', pins: { volume: 13, timer: 14, fan: 15 } },
    { blow: ['set_volume', { value: 255 }], off: ['off'] },
  ),
  fuse: device({ driver: 'band', pins: { in: 16 }, params: { edge1: 200, edge2: 500, scale: 100 } }),
  gallery: device(
    { driver: 'strip', pins: { data: 17, data2: 18, data3: 19 }, params: { pixels: 12 } },
    { red: ['show', { effect: 1, color: 0xff0000 }] },
  ),
};

const PLANTS: Readonly<Record<string, PlantDefinition>> = {
  reader: { model: 'reader', pins: { serial: 2, present: 3 } },
  arm: { model: 'servo', pins: { pulse: 4 } },
  fan: { model: 'rotor', pins: { step: 5, enable: 6 } },
  throttle: { model: 'selector', pins: { in1: 7, in2: 8, in3: 9 } },
  key_left: { model: 'switch', pins: { out: 10 } },
  key_right: { model: 'switch', pins: { out: 11 } },
  letters: { model: 'strip', pins: { data: 12 }, params: { pixels: 50 } },
  fog: { model: 'dmx_fog', pins: { volume: 13, timer: 14, fan: 15 }, params: { warm: 1 } },
  fuse: { model: 'plug', pins: { out: 16 } },
  frame_1: { model: 'strip', pins: { data: 17 }, params: { pixels: 12 } },
  frame_3: { model: 'strip', pins: { data: 19 }, params: { pixels: 12 } },
};

const { circuits } = SMALL_ROOM.manifest;
const ROOM: Room = {
  ...SMALL_ROOM,
  manifest: { ...SMALL_ROOM.manifest, circuits: { ...circuits, egress: { releaseMs: 50, buttons: {} } } },
  controllers: [
    { controller: 'box', title: 'Box', zone: 'hall', heartbeatMs: 1000, estopPin: 40, devices: { ...DEVICES } },
  ],
  graph: {
    version: '1',
    start: 'wait',
    nodes: { wait: { kind: 'DELAY', ms: 100_000, next: 'end' }, end: { kind: 'END', outcome: 'won' } },
  },
  physics: [{ controller: 'box', plants: { ...PLANTS } }],
};
let firmware: FirmwareSet;
beforeAll(async () => {
  firmware = await firmwareFor(ROOM, await firmwareBytes());
});

/** A session that has begun. */
function begun() {
  const session = new VirtualSession(ROOM, firmware, { seed: 1 });
  session.advanceTo(3 * S);
  return {
    session,
    truth: (plant: string) => ({ ...session.world.truth(plant) }),
    state: (id: string) => (session.engine.view().get(`device/box_${id}`) as { state: unknown } | undefined)?.state,
    /** Sends an operation and lets so many seconds pass. */
    send: (id: string, op: string, seconds: number) => {
      session.operator('test', { action: 'DISPATCH', device: `box_${id}`, parameters: { op } });
      session.advance(seconds * S);
      return session.commands.findLast(({ device: at }) => at === `box_${id}`)?.status;
    },
    act: (plant: string, action: string, value: number, seconds: number) => {
      expect(session.act(plant, action, value)).toEqual({ ok: true });
      session.advance(seconds * S);
    },
  };
}

describe('drivers on the plants that belong to them', () => {
  it('reads tags by their number, and that they are gone', () => {
    const { act, state } = begun();
    act('reader', 'present', 1007, 1);
    expect(state('reader')).toEqual({ present: true, tag: 1007, number: 7, errors: 0 });
    act('reader', 'present', 1036, 1);
    expect(state('reader')).toMatchObject({ present: true, tag: 1036, number: 36, errors: 0 });
    act('reader', 'present', 0, 1);
    expect(state('reader')).toMatchObject({ present: false, errors: 0 });
  });

  it('swings an arm to 60 degrees and back', () => {
    const { send, truth } = begun();
    expect(send('arm', 'open', 1)).toBe('COMPLETED');
    expect(truth('arm').angle_deg).toBeCloseTo(60, 0);
    expect(send('arm', 'close', 1)).toBe('COMPLETED');
    expect(truth('arm')).toEqual({ angle_deg: 0, moving: false });
  });

  it('turns a fan while it is enabled, and lets it stand again', () => {
    const { send, truth } = begun();
    expect(send('fan', 'fast', 3)).toBe('COMPLETED');
    expect(truth('fan')).toMatchObject({ turning: true });
    expect(truth('fan').speed).toBeCloseTo(1500, 6);
    expect(send('fan', 'stop', 4)).toBe('COMPLETED');
    expect(truth('fan')).toMatchObject({ turning: false, speed: 0 });
  });

  it('reads the places of a throttle', () => {
    const { act, state } = begun();
    expect(state('throttle')).toEqual({ value: -1 });
    act('throttle', 'set', 3, 1);
    expect(state('throttle')).toEqual({ value: 1 });
    act('throttle', 'set', 0, 1);
    expect(state('throttle')).toEqual({ value: 0 });
  });

  it('counts two keys that turn together, not one after the other', () => {
    const { act, state } = begun();
    act('key_left', 'set', 1, 2);
    act('key_right', 'set', 1, 1);
    expect(state('keys')).toEqual({ first: true, second: true, both: false });
    act('key_left', 'set', 0, 0.1);
    act('key_right', 'set', 0, 1);
    act('key_left', 'set', 1, 0.2);
    act('key_right', 'set', 1, 1);
    expect(state('keys')).toEqual({ first: true, second: true, both: true });
  });

  it('lights a pixel of its own', () => {
    const { send, truth } = begun();
    send('letters', 'light', 1);
    expect(send('letters', 'on', 1)).toBe('COMPLETED');
    expect(truth('letters')).toMatchObject({ mask_0: 0, mask_1: 2 });
    send('letters', 'off', 1);
    expect(truth('letters')).toMatchObject({ mask_0: 0, mask_1: 0 });
  });

  it('fogs over DMX', () => {
    const { send, truth } = begun();
    expect(send('fog', 'blow', 3)).toBe('COMPLETED');
    expect(truth('fog')).toMatchObject({ fogging: true });
    send('fog', 'off', 1);
    expect(truth('fog')).toMatchObject({ fogging: false });
    expect(truth('fog').density).toBeGreaterThan(0.5);
  });

  it('sorts a fuse by its resistor', () => {
    const { act, state } = begun();
    act('fuse', 'plug', 300, 1);
    expect(state('fuse')).toEqual({ value: 100 });
    act('fuse', 'plug', 800, 1);
    expect(state('fuse')).toEqual({ value: 200 });
  });

  it('shows one pattern on every strip of a gallery', () => {
    const { send, truth } = begun();
    expect(send('gallery', 'red', 1)).toBe('COMPLETED');
    for (const frame of ['frame_1', 'frame_3']) {
      expect(truth(frame)).toMatchObject({ effect: 1, color: 0xff0000, lit: 12 });
    }
  });
});
