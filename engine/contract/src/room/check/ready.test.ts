/** What is forgotten in a room: a device that nothing uses, one without a ready condition, one that no reset brings back. */
import { describe, expect, it } from 'vitest';
import type { Room } from '../room.ts';
import type { RoomProblem } from './catalogue.ts';
import { checkReady, checkUsage } from './ready.ts';
import { indexRoom } from './room-index.ts';

const relay = (pin: number) => ({
  title: 'Rail',
  safetyClass: 'NON_CRITICAL',
  units: { relay: { driver: 'relay', pins: { out: pin } } },
  operations: { on: { unit: 'relay', verb: 'on' }, off: { unit: 'relay', verb: 'off' } },
});
const ROOM = {
  manifest: {
    zones: {},
    circuits: { estop: { buttons: {} }, egress: { buttons: {} } },
    unused: { board_spare: 'Nothing hangs on it.' },
  },
  controllers: [
    {
      controller: 'board',
      devices: {
        lamp: relay(1),
        rail: relay(2),
        spare: { title: 'Spare', safetyClass: 'NON_CRITICAL', units: { in: { driver: 'contact', pins: { in: 3 } } } },
        self: {
          title: 'The board',
          safetyClass: 'NON_CRITICAL',
          units: {},
          operations: { all_on: { every: 'relay', verb: 'on' }, lamp_off: { units: ['lamp.relay'], verb: 'off' } },
        },
      },
    },
  ],
  graph: {
    version: '1',
    start: 'power',
    nodes: {
      power: { kind: 'DISPATCH', device: 'board_self', parameters: { op: 'all_on' }, next: 'lit' },
      lit: { kind: 'WAIT_CONDITION', condition: { not: { device: 'board_lamp', property: 'on', equals: false } } },
    },
  },
  objectives: { objectives: {} },
  rules: { interlocks: {} },
  physics: [],
  players: {},
  ready: {
    devices: {
      board_lamp: { is: { on: false }, by: 'operation' },
      board_rail: { is: { on: [true, false] }, by: 'itself' },
      board_spare: { is: { count: { above: -1 } }, by: 'staff' },
      board_self: { by: 'operation' },
    },
    reset: [
      { title: 'Dark', operations: [{ device: 'board_self', parameters: { op: 'lamp_off' } }] },
      { title: 'By hand', staff: [{ title: 'Let go of it', devices: ['board_spare'] }] },
    ],
  },
};

function seen(change: (room: typeof ROOM) => void): string[] {
  const room = structuredClone(ROOM);
  change(room);
  const index = indexRoom(room as unknown as Room, undefined);
  const problems: RoomProblem[] = [];
  checkUsage(index, problems);
  checkReady(index, problems);
  return problems.map(({ code, file, pointer, seen: value }) => `${code} ${file}#${pointer} ${value}`);
}
type Loose = Record<string, Record<string, unknown>>;

describe('a room with a list of what it does not use', () => {
  it('is sound when every device is used, by name or through an operation over many', () => {
    expect(seen(() => undefined)).toEqual([]);
  });

  it('is told of a device that nothing uses', () => {
    expect(seen((room) => delete (room.manifest.unused as Record<string, unknown>).board_spare)).toEqual([
      'UNUSED_DEVICE room.yaml#/unused board_spare',
    ]);
    expect(seen((room) => (room.graph.nodes.power.parameters.op = 'lamp_off'))).toEqual([
      'UNUSED_DEVICE room.yaml#/unused board_rail',
    ]);
  });

  it('may list a spare that is driven with others and named by nobody', () => {
    expect(seen((room) => Object.assign(room.manifest.unused, { board_rail: 'A spare.' }))).toEqual([]);
  });

  it('is told of a device on the list that is used, or that is not there', () => {
    expect(seen((room) => Object.assign(room.manifest.unused, { board_lamp: 'x', board_ghost: 'x' }))).toEqual([
      'USED_AFTER_ALL room.yaml#/unused/board_lamp board_lamp',
      'UNKNOWN_DEVICE room.yaml#/unused/board_ghost board_ghost',
    ]);
  });
});

describe('ready conditions', () => {
  it.each<[string, (room: typeof ROOM) => void]>([
    ['NO_READY ready.yaml#/devices none', (room) => delete (room.ready.devices as Loose).board_rail],
    [
      'UNKNOWN_DEVICE ready.yaml#/devices/board_ghost board_ghost',
      (room) => Object.assign(room.ready.devices, { board_ghost: { by: 'itself' } }),
    ],
    [
      'UNKNOWN_PROPERTY ready.yaml#/devices/board_lamp/is/lit lit',
      (room) => Object.assign(room.ready.devices.board_lamp.is, { lit: true }),
    ],
    [
      'PROPERTY_TYPE ready.yaml#/devices/board_lamp/is/on "off"',
      (room) => Object.assign(room.ready.devices.board_lamp.is, { on: 'off' }),
    ],
    [
      'PROPERTY_TYPE ready.yaml#/devices/board_lamp/is/on true or false',
      (room) => Object.assign(room.ready.devices.board_lamp.is, { on: { above: 0 } }),
    ],
    ['RESET_WAY ready.yaml#/devices/board_lamp/by staff', (room) => (room.ready.devices.board_lamp.by = 'staff')],
    ['RESET_WAY ready.yaml#/devices/board_rail/by staff', (room) => (room.ready.devices.board_rail.by = 'staff')],
    ['RESET_WAY ready.yaml#/devices/board_spare/by itself', (room) => (room.ready.devices.board_spare.by = 'itself')],
  ])('%s', (problem, change) => {
    expect(seen(change)).toEqual([problem]);
  });

  it('is told of a reset that names what is not there', () => {
    const stages = [
      {
        title: 'Wrong',
        operations: [
          { device: 'board_ghost', parameters: { op: 'off' } },
          { device: 'board_lamp', parameters: { op: 'dim' } },
          { device: 'board_lamp', parameters: { op: 'off', level: 3 } },
        ],
        staff: [{ title: 'Where?', devices: ['board_nowhere'], do: [{ plant: 'lid', action: 'close' }] }],
      },
    ];
    expect(seen((room) => room.ready.reset.push(...(stages as never[])))).toEqual([
      'UNKNOWN_DEVICE ready.yaml#/reset/2/operations/0/device board_ghost',
      'UNKNOWN_OPERATION ready.yaml#/reset/2/operations/1/parameters dim',
      'OPERATION_PARAMETERS ready.yaml#/reset/2/operations/2/parameters level',
      'UNKNOWN_DEVICE ready.yaml#/reset/2/staff/0/devices/0 board_nowhere',
      'UNKNOWN_PLANT ready.yaml#/reset/2/staff/0/do/0/plant lid',
    ]);
  });
});
