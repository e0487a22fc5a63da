/** One operation over several units: checks, staggered starts, and every way in which it ends (ADR 0016). */
import type { ControllerDefinition, OperationDefinition, UnitDefinition } from '@understudy/contract';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bench, bench } from '../test-utils/bench.ts';
import { controller, device, ESTOP } from '../test-utils/definitions.ts';
import { testModule } from '../test-utils/module.ts';
import { signed } from '../test-utils/sign.ts';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await testModule();
}, 120_000);

const relay = (out: number, name: string, params = {}): UnitDefinition => ({
  driver: 'relay',
  pins: { out },
  params,
  publish: { on: name },
});
const PINS = [1, 2, 3];
const RELAYS = { a: relay(1, 'a'), b: relay(2, 'b'), c: relay(3, 'c') };

/** A panel `d` of three relays, and more devices. */
function panel(
  operations: Readonly<Record<string, OperationDefinition>>,
  more: ControllerDefinition['devices'] = {},
  units: Readonly<Record<string, UnitDefinition>> = RELAYS,
): Bench {
  const d = { title: 'panel', safetyClass: 'CRITICAL' as const, units: { ...units }, operations: { ...operations } };
  return bench(module, controller({ d, ...more }));
}
const levels = (b: Bench): (number | undefined)[] => PINS.map((pin) => b.host.pins[pin]);
/** Sends an operation to another device than `d`. */
function orderTo(b: Bench, name: string, op: string): void {
  b.sequence += 1;
  b.host.message(
    `room/clockwork/device/c_${name}/cmd`,
    signed({ device: `c_${name}`, sequence: b.sequence, op, parameters: {} }),
  );
}

const all_on: OperationDefinition = { units: ['a', 'b', 'c'], verb: 'on', staggerMs: 100 };
const b_off: OperationDefinition = { unit: 'b', verb: 'off' };

describe('an operation over several units', () => {
  it('starts one after the other, and completes once, when the last has', () => {
    const b = panel({ all_on });
    expect(b.order('all_on')).toEqual(['ACCEPTED']);
    expect(levels(b)).toEqual([1, 0, 0]);
    b.host.advance(99);
    expect(levels(b)).toEqual([1, 0, 0]);
    b.host.advance(1);
    expect(levels(b)).toEqual([1, 1, 0]);
    b.host.advance(100);
    expect(levels(b)).toEqual([1, 1, 1]);
    b.host.advance(19);
    expect(b.acks()).toEqual(['ACCEPTED']);
    b.host.advance(1);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
    const last = b.host.published.map((message) => message.topic.split('/').at(-1));
    expect(last.lastIndexOf('ack')).toBeGreaterThan(last.lastIndexOf('state'));
    expect(b.state()).toEqual({ a: true, b: true, c: true });
  });

  it('starts all at once without a stagger, and a heartbeat goes out during one', () => {
    const at_once = panel({ all_on: { every: 'relay', verb: 'on' } });
    at_once.order('all_on');
    expect(levels(at_once)).toEqual([1, 1, 1]);
    const slow = panel({ all_on: { ...all_on, staggerMs: 10_000 } });
    slow.order('all_on');
    slow.host.advance(9999);
    expect(slow.host.messages('/heartbeat')).toHaveLength(9);
    expect(levels(slow)).toEqual([1, 0, 0]);
  });

  it('drives units of other devices, and publishes their states before it completes', () => {
    const lamp = device(relay(3, 'on'), {}, { safetyClass: 'NON_CRITICAL' });
    const b = panel({ both: { units: ['a', 'lamp.u'], verb: 'on' } }, { lamp }, { a: relay(1, 'a') });
    b.order('both');
    b.host.advance(20);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(b.state('lamp')).toEqual({ on: true });
    expect(b.host.pins[3]).toBe(1);
  });

  it('publishes what its end changes on another device before the end itself', () => {
    const gate = device({ driver: 'lock', pins: { coil: 8, sense: 4 } }, {});
    const b = panel({ open: { units: ['gate.u'], verb: 'unlock' } }, { gate });
    b.host.set(4, 1);
    b.order('open');
    b.host.forget();
    b.host.set(4, 0);
    const order = b.host.published.map((message) => message.topic.replace('room/clockwork/device/', ''));
    expect(order).toEqual(['c_gate/state', 'c_d/ack']);
  });

  it('checks all units before the first starts', () => {
    const units = { a: relay(1, 'a'), b: relay(2, 'b', { restMs: 5000 }) };
    const b = panel({ all_on: { units: ['a', 'b'], verb: 'on' }, all_off: { every: 'relay', verb: 'off' } }, {}, units);
    b.order('all_on');
    b.host.advance(100);
    b.order('all_off');
    b.host.advance(100);
    expect(b.order('all_on')).toEqual(['BUSY']);
    expect(b.host.writes).toEqual([]);
    b.host.advance(4900);
    expect(b.order('all_on')).toEqual(['ACCEPTED']);
  });

  it('is ended by a newer command on one of its units, also on one that has not started or has completed', () => {
    for (const waitMs of [10, 150]) {
      const b = panel({ all_on, b_off, a_off: { unit: 'a', verb: 'off' } });
      b.order('all_on');
      b.host.advance(waitMs);
      const op = waitMs === 10 ? 'b_off' : 'a_off';
      expect(b.order(op)).toEqual(['ACCEPTED', 'BUSY']);
      b.host.advance(1000);
      expect(b.acks()).toEqual(['ACCEPTED', 'BUSY', 'COMPLETED']);
      expect(b.host.pins[3]).toBe(0);
    }
  });

  it('does not take an earlier command ending on a unit for its own', () => {
    const b = panel({ c_on: { unit: 'c', verb: 'on' }, all_on });
    b.order('c_on');
    b.host.advance(10);
    expect(b.order('all_on')).toEqual(['ACCEPTED', 'BUSY']);
    b.host.advance(150);
    expect(b.acks()).toEqual(['ACCEPTED', 'BUSY']);
    b.host.advance(70);
    expect(b.acks()).toEqual(['ACCEPTED', 'BUSY', 'COMPLETED']);
  });

  it('fails with the first unit that fails, and starts no more', () => {
    const lock = (coil: number, sense: number, name: string): UnitDefinition => ({
      driver: 'lock',
      pins: { coil, sense },
      params: { senseTimeoutMs: 50 },
      publish: { locked: name },
    });
    const units = { a: lock(1, 11, 'a'), b: lock(2, 12, 'b') };
    const b = panel({ release: { units: ['a', 'b'], verb: 'unlock', staggerMs: 100 } }, {}, units);
    b.host.set(11, 1);
    b.host.set(12, 1);
    b.order('release');
    b.host.advance(50);
    expect(b.acks()).toEqual(['ACCEPTED', 'SENSOR_FAULT']);
    b.host.advance(1000);
    expect(b.host.pins[2]).toBe(1);
    expect(b.acks()).toEqual(['ACCEPTED', 'SENSOR_FAULT']);
  });

  it('a safe state ends it as SAFETY_BLOCKED and nothing further is started, critical or not', () => {
    const lamp = { title: 'lamps', safetyClass: 'NON_CRITICAL' as const, units: RELAYS, operations: { all_on } };
    const b = bench(module, controller({ d: lamp }));
    b.order('all_on');
    b.host.set(ESTOP, 0);
    expect(b.acks()).toEqual(['ACCEPTED', 'SAFETY_BLOCKED']);
    b.host.advance(1000);
    expect(levels(b)).toEqual([1, 0, 0]);
    const silent = panel({ all_on: { ...all_on, staggerMs: 10_000 } });
    silent.order('all_on');
    silent.host.advance(12_000);
    expect(silent.acks()).toEqual(['ACCEPTED', 'SAFETY_BLOCKED']);
    silent.host.message(
      'room/clockwork/core/heartbeat',
      '{"schema":"v8","room_id":"clockwork","uptime_ms":1,"epoch":1}',
    );
    silent.host.advance(11_000);
    expect(levels(silent)).toEqual([0, 0, 0]);
  });

  it('counts the safety of the other devices that it drives', () => {
    const motor = device({ driver: 'motor', pins: { step: 5, low: 6, high: 7 } }, {});
    const gate = {
      ...motor,
      units: { ...motor.units, r: relay(3, 'on') },
      operations: { r_off: { unit: 'r', verb: 'off' } },
    };
    const both: OperationDefinition = { units: ['a', 'gate.r'], verb: 'on', staggerMs: 100 };
    const b = panel({ both, a_on: { unit: 'a', verb: 'on' } }, { gate }, { a: relay(1, 'a') });
    b.host.pins[6] = 1;
    b.host.set(7, 1);
    orderTo(b, 'gate', 'reset_safety');
    expect(b.order('both')).toEqual(['ACCEPTED']);
    b.host.pins[6] = 0;
    b.host.set(7, 0);
    expect(b.acks()).toEqual(['ACCEPTED', 'SAFETY_BLOCKED']);
    b.host.advance(500);
    expect(b.host.pins[3]).toBe(0);
    expect(b.order('both')).toEqual(['SAFETY_BLOCKED']);
    expect(b.order('a_on')).toEqual(['ACCEPTED']);
  });

  it('gives memory back: hundreds of operations later, all is as before', () => {
    const b = panel({ all_on, all_off: { every: 'relay', verb: 'off' } });
    for (let round = 0; round < 200; round += 1) {
      expect(b.order(round % 2 === 0 ? 'all_on' : 'all_off')[0]).toBe('ACCEPTED');
      b.host.advance(round % 3 === 0 ? 50 : 400);
    }
    b.host.advance(400);
    expect(b.acks().at(-1)).toBe('COMPLETED');
  });
});

describe('a parameter that selects a unit', () => {
  const which = { n: { type: 'integer' as const, minimum: 1, maximum: 3 } };
  const set: OperationDefinition = { units: ['c', 'b', 'a'], verb: 'on', select: 'n', parameters: which };

  it('drives that unit alone, and leaves a command on another unit alone', () => {
    const b = panel({ set, b_off });
    expect(b.order('set', { n: 1 })).toEqual(['ACCEPTED']);
    expect(levels(b)).toEqual([0, 0, 1]);
    expect(b.order('b_off')).toEqual(['ACCEPTED']);
    b.host.advance(20);
    expect(b.acks()).toEqual(['ACCEPTED', 'COMPLETED', 'COMPLETED']);
    expect(b.order('set', { n: 3 })).toEqual(['ACCEPTED']);
    expect(levels(b)).toEqual([1, 0, 1]);
    expect(b.order('set', { n: 4 })).toEqual(['INVALID_PARAMS']);
    expect(b.order('set', { n: 0 })).toEqual(['INVALID_PARAMS']);
  });
});

describe('a colour parameter', () => {
  it('takes a name of the room or "#rrggbb" in lower case', () => {
    const strip = { driver: 'strip', pins: { data: 1 } };
    const show: OperationDefinition = { unit: 'u', verb: 'set_color', parameters: { color: { type: 'color' } } };
    const d = { title: 't', safetyClass: 'NON_CRITICAL' as const, units: { u: strip }, operations: { show } };
    const b = bench(module, controller({ d }));
    expect(b.order('show', { color: '#ff8a07' })).toEqual(['ACCEPTED', 'COMPLETED']);
    expect(b.state()).toMatchObject({ color: '#ff8a07' });
    for (const color of ['#FF8A07', '#ff8a0', '#ff8a070', 'ff8a077', '#ff8a0g', '', 0xff8a07]) {
      expect(b.order('show', { color })).toEqual(['INVALID_PARAMS']);
    }
  });
});
