import { describe, expect, it } from 'vitest';
import { crc32 } from '../crc32.ts';
import type { ControllerDefinition } from '../room/controller.ts';
import { compileTable } from './compile.ts';
import { TableError, type TableErrorCode } from './error.ts';
import { TABLE_LIMITS } from './limits.ts';

const room = { room: 'clockwork', colors: { red: '#ff0000' } };
type Device = ControllerDefinition['devices'][string];
const relay = { driver: 'relay', pins: { out: 1 } };

function definition(device: Partial<Device>, extra: Partial<ControllerDefinition> = {}): ControllerDefinition {
  return {
    controller: 'c',
    title: '',
    zone: 'lab',
    heartbeatMs: 1000,
    estopPin: 0,
    devices: { d: { title: '', safetyClass: 'CRITICAL', units: { u: relay }, ...device } },
    ...extra,
  };
}

function refusal(device: Partial<Device>, extra: Partial<ControllerDefinition> = {}): TableError {
  try {
    compileTable(room, definition(device, extra));
  } catch (error) {
    if (error instanceof TableError) return error;
    throw error;
  }
  throw new Error('expected a TableError, seen a table');
}

describe('compileTable', () => {
  it('lays the bytes out as layout.md says', () => {
    const operations = {
      go: {
        unit: 'u',
        verb: 'pulse',
        args: { duration_ms: '$ms' },
        parameters: { ms: { type: 'integer' as const, minimum: -1, maximum: 300, default: 5 } },
      },
    };
    const units = { u: { ...relay, params: { maxOnMs: 200 }, publish: { on: 'lit' } } };
    const table = compileTable(room, definition({ units, operations }, { ledPin: 7 }));
    const text = (value: string) => [value.length, ...Buffer.from(value)];
    const body = [
      ...[...text('clockwork'), ...text('c'), 0xe8, 0x07, 0xe0, 0x5d, 0, 7],
      ...[1, ...text('red'), 0x80, 0x80, 0xf8, 0x0f],
      ...[1, ...text('d'), 3],
      ...[1, 1, 1, 1, 1, 3, 0x90, 0x03, 1, 0, ...text('lit')],
      ...[1, ...text('go'), 1, 0, 0, 255, 3, 1, 1, 0, 1, ...text('ms'), 0, 1, 0xd8, 0x04, 1, 10],
    ];
    expect([...table.subarray(8)]).toEqual(body);
    expect(Buffer.from(table.subarray(0, 4)).toString()).toBe('UST2');
    expect(new DataView(table.buffer).getUint32(4, true)).toBe(crc32(Uint8Array.from(body)));
  });

  it('puts the units of an operation in the order of their starts', () => {
    const units = { a: relay, b: { ...relay, pins: { out: 2 }, publish: { on: 'b' } } };
    const tail = (operation: object): readonly number[] => {
      const operations = { go: { verb: 'on', ...operation } } as NonNullable<Device['operations']>;
      return [...compileTable(room, definition({ units, operations }))].slice(-8);
    };
    expect(tail({ units: ['b', 'd.a'], staggerMs: 100 })).toEqual([2, 1, 0, 100, 255, 1, 0, 0]);
    expect(tail({ every: 'relay' })).toEqual([2, 0, 1, 0, 255, 1, 0, 0]);
  });

  it('says which parameter selects the unit', () => {
    const units = { a: relay, b: { ...relay, pins: { out: 2 }, publish: { on: 'b' } } };
    const which = { type: 'integer' as const, minimum: 1, maximum: 2 };
    const operations = { go: { verb: 'on', units: ['a', 'b'], select: 'n', parameters: { n: which } } };
    const table = compileTable(room, definition({ units, operations }));
    expect([...table].slice(-14)).toEqual([2, 0, 1, 0, 0, 1, 0, 1, 1, 'n'.charCodeAt(0), 0, 2, 4, 0]);
  });

  it('gives the same bytes for the same definition', () => {
    expect(compileTable(room, definition({}))).toEqual(compileTable(room, definition({})));
  });

  const operation = (extra: object) => ({ operations: { go: { unit: 'u', verb: 'on', ...extra } } });
  const two = (a: object, b: object) => ({ units: { a: { ...relay, ...a }, b: { ...relay, pins: { out: 2 }, ...b } } });
  const mixed = {
    units: { u: relay, in: { driver: 'contact', pins: { in: 2 } } },
    operations: { go: { units: ['u', 'in'], verb: 'on' } },
  };
  const select = (extra: object) => ({
    units: { u: relay },
    operations: { go: { unit: 'u', verb: 'on', select: 'n', ...extra } },
  });
  const upTo = (maximum: number) => ({ parameters: { n: { type: 'integer' as const, minimum: 1, maximum } } });
  const cases: readonly (readonly [TableErrorCode, string, Partial<Device>])[] = [
    ['UNKNOWN_DRIVER', 'devices.d.units.u', { units: { u: { driver: 'laser' } } }],
    ['UNKNOWN_DRIVER', 'devices.d.units.u', { units: { u: { driver: 'toString' } } }],
    ['UNKNOWN_PIN', 'devices.d.units.u.pins.aux', { units: { u: { driver: 'relay', pins: { out: 1, aux: 2 } } } }],
    ['PIN_MISSING', 'devices.d.units.u.pins.out', { units: { u: { driver: 'relay' } } }],
    ['PIN_MISSING', 'devices.d.units.u.pins.out', { units: { u: { driver: 'relay', pins: { out: 96 } } } }],
    ['PIN_TWICE', 'devices.d.units.u.pins.out', { units: { u: { driver: 'relay', pins: { out: 0 } } } }],
    ['UNKNOWN_PARAM', 'devices.d.units.u.params.speed', { units: { u: { ...relay, params: { speed: 1 } } } }],
    ['PARAM_RANGE', 'devices.d.units.u.params.bootOn', { units: { u: { ...relay, params: { bootOn: 2 } } } }],
    ['UNKNOWN_PROPERTY', 'devices.d.units.u.publish.off', { units: { u: { ...relay, publish: { off: 'x' } } } }],
    ['PROPERTY_TWICE', 'devices.d.units.b.publish.on', two({}, {})],
    ['UNKNOWN_UNIT', 'devices.d.operations.go.unit', operation({ unit: 'x' })],
    ['NO_TARGET', 'devices.d.operations.go', operation({ every: 'relay' })],
    ['TARGET_TWICE', 'devices.d.operations.go.units.1', { operations: { go: { units: ['u', 'd.u'], verb: 'on' } } }],
    ['MIXED_DRIVERS', 'devices.d.operations.go.units', mixed],
    ['BAD_SELECT', 'devices.d.operations.go.select', select({})],
    ['BAD_SELECT', 'devices.d.operations.go.select', select({ parameters: { n: { type: 'boolean' } } })],
    ['BAD_SELECT', 'devices.d.operations.go.select', select(upTo(2))],
    ['BAD_SELECT', 'devices.d.operations.go.staggerMs', select({ ...upTo(1), staggerMs: 5 })],
    ['UNKNOWN_VERB', 'devices.d.operations.go.verb', operation({ verb: 'explode' })],
    ['BAD_ARGUMENT', 'devices.d.operations.go.args.on', operation({ args: { on: 1 } })],
    ['BAD_ARGUMENT', 'devices.d.operations.go.args.on', operation({ verb: 'set' })],
    ['BAD_PARAMETER', 'devices.d.operations.go.parameters.x', operation({ parameters: { x: { type: 'boolean' } } })],
    [
      'BAD_NAME',
      `devices.d.operations.${'o'.repeat(32)}`,
      { operations: { ['o'.repeat(32)]: { unit: 'u', verb: 'on' } } },
    ],
  ];
  it.each(cases)('refuses with %s at %s', (code, path, device) => {
    const error = refusal(device);
    expect([error.code, error.path]).toEqual([code, path]);
    expect(error.message).toContain('expected');
  });

  it('lets infrared receivers share a decoder, and nothing else', () => {
    const ir = { driver: 'ir', pins: { in: 5 } };
    const publish = { enabled: 'enabled_b', hits: 'hits_b', last_code: 'last_code_b' };
    expect(() => compileTable(room, definition({ units: { a: ir, b: { ...ir, publish } } }))).not.toThrow();
    expect(refusal(two({}, { pins: { out: 1 }, publish: { on: 'b' } })).code).toBe('PIN_TWICE');
  });

  it('refuses more than the firmware has room for', () => {
    const many = Array.from({ length: 33 }, (_, index): [string, Device] => {
      const units = { u: { driver: 'relay', pins: { out: index + 1 } } };
      return [`d${index}`, { title: '', safetyClass: 'CRITICAL', units }];
    });
    expect(refusal({}, { devices: Object.fromEntries(many) }).code).toBe('TOO_MANY');
    const long = many.slice(1).map(([key, device]): [string, Device] => [`${key}_${'x'.repeat(50)}`, device]);
    expect(refusal({}, { devices: Object.fromEntries(long) })).toMatchObject({
      code: 'TOO_MANY',
      expected: "ids that fit HELLO's 2048 bytes",
    });
    const operations = Object.fromEntries(
      Array.from({ length: TABLE_LIMITS.operations + 1 }, (_, index) => [`op${index}`, { unit: 'u', verb: 'on' }]),
    );
    expect(refusal({ operations }).code).toBe('TOO_MANY');
  });
});
