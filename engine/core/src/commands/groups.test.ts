/** A unit and a group that holds it share their owner, and what is given back goes on as it was wanted last. */
import { describe, expect, test } from 'vitest';
import { Bench } from '../../test/fixtures/bench.ts';
import { type Nodes, type RoomParts, smallRoom } from '../../test/fixtures/small-room.ts';

const lamp = (op: string) =>
  ({ kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op }, layer: 'puzzle' }) as const;
const atNotch = (value: number, next: string) =>
  ({
    kind: 'WAIT_CONDITION',
    condition: { device: 'cellar_lever', property: 'notch', equals: value },
    next,
  }) as const;
const WAIT = { kind: 'DELAY', ms: 600_000 } as const;

function started(nodes: Nodes): Bench {
  const bench = new Bench(smallRoom(nodes));
  bench.started();
  return bench;
}
const byHand = (bench: Bench, op: string): void =>
  bench.operator({ action: 'DISPATCH', device: 'cellar_lamp', parameters: { op } });
const giveBack = (bench: Bench): void => bench.operator({ action: 'RELEASE', device: 'cellar_lamp' });

const OFF_AFTER_ON: Nodes = {
  on: { ...lamp('on'), next: 'off' },
  off: { ...lamp('all_off'), next: 'wait' },
  wait: WAIT,
};

describe('after a person has given back', () => {
  test.each([
    ['the group', 'all_on', ['all_off']],
    ['a unit of it', 'off', ['all_off']],
  ])('%s, the newer intent for the group counts, not the older one for the unit', (_, hand, expected) => {
    const bench = started(OFF_AFTER_ON);
    byHand(bench, hand);
    giveBack(bench);
    expect(bench.operations().slice(3)).toEqual(expected.map((op) => `cellar_lamp ${op}`));
  });

  test('a unit, the intent for its group counts for it', () => {
    const bench = started({ on: { ...lamp('all_on'), next: 'wait' }, wait: WAIT });
    byHand(bench, 'off');
    giveBack(bench);
    expect(bench.operations()).toEqual(['cellar_lamp all_on', 'cellar_lamp off', 'cellar_lamp all_on']);
  });

  test('a group, what was wanted newer of a unit follows what was wanted of the group', () => {
    const bench = started({
      on: { ...lamp('all_on'), next: 'off' },
      off: { ...lamp('off'), next: 'wait' },
      wait: WAIT,
    });
    byHand(bench, 'all_off');
    giveBack(bench);
    expect(bench.operations().slice(3).at(-1)).toBe('cellar_lamp off');
  });
});

test('a group whose intent may not go out now is reported once a unit, and nothing more happens', () => {
  const bench = started({ on: { ...lamp('all_on'), next: 'wait' }, wait: WAIT });
  byHand(bench, 'all_off');
  bench.operator({ action: 'PAUSE_DISPATCH' });
  giveBack(bench);
  expect(bench.operations()).toEqual(['cellar_lamp all_on', 'cellar_lamp all_off']);
  const faults = bench.published.filter(({ payload }) => payload.includes('INTENT_NOT_RESTORED'));
  expect(faults.length).toBeGreaterThan(0);
});

test('who holds a group holds its units', () => {
  const bench = started({ lever: atNotch(1, 'on'), on: { ...lamp('on'), next: 'wait' }, wait: WAIT });
  byHand(bench, 'all_off');
  bench.state('cellar_lever', { notch: 1 });
  expect(bench.nodeState('on')).toBe('paused OWNED_BY_MANUAL');
  giveBack(bench);
  expect(bench.operations()).toEqual(['cellar_lamp all_off', 'cellar_lamp on']);
});

test('of a group that a node gives back, its units go on with their own', () => {
  const bench = started({
    unit: { ...lamp('on'), next: 'lever' },
    lever: atNotch(1, 'both'),
    both: { ...lamp('all_off'), release: true },
  });
  bench.state('cellar_lever', { notch: 1 });
  // The unit's own intent is of the same layer: what it wanted last goes out again.
  expect(bench.operations()).toEqual(['cellar_lamp on', 'cellar_lamp all_off', 'cellar_lamp on']);
  byHand(bench, 'off');
  giveBack(bench);
  expect(bench.operations().slice(3)).toEqual(['cellar_lamp off', 'cellar_lamp on']);
});

describe('an operation that reaches over several devices', () => {
  const lantern = (op: string) => ({ ...lamp(op), device: 'cellar_lantern' });

  /** The lamp has an operation that switches the lantern beside it on as well. */
  function withLantern(nodes: Nodes, interlocks: RoomParts['interlocks'] = {}): Bench {
    const room = structuredClone(smallRoom(nodes, { interlocks }));
    const [cellar] = room.controllers;
    const light = { driver: 'relay', pins: { out: 9 } };
    if (cellar === undefined) throw new Error('expected a controller');
    cellar.devices.lantern = {
      title: 'Lantern',
      safetyClass: 'NON_CRITICAL',
      units: { light },
      operations: { on: { unit: 'light', verb: 'on' }, off: { unit: 'light', verb: 'off' } },
    };
    const operations = cellar.devices.lamp?.operations ?? {};
    operations.both = { units: ['lamp.light', 'lantern.light'], verb: 'on' };
    operations.neither = { units: ['lamp.light', 'lantern.light'], verb: 'off' };
    const bench = new Bench(room);
    bench.started();
    return bench;
  }

  test('is given back with the device that was asked for it', () => {
    const bench = withLantern({ lit: { ...lantern('off'), next: 'wait' }, wait: WAIT });
    byHand(bench, 'both');
    giveBack(bench);
    expect(bench.operations()).toEqual(['cellar_lantern off', 'cellar_lamp both', 'cellar_lantern off']);
  });

  test('stays until the device that was asked for it is given back', () => {
    const bench = withLantern({ wait: WAIT });
    byHand(bench, 'both');
    bench.operator({ action: 'RELEASE', device: 'cellar_lantern' });
    expect(bench.view('refusal')).toMatchObject({ reason: 'HELD_THROUGH:cellar_lamp' });
    expect(bench.view('device/cellar_lantern')).toMatchObject({ owner: 'manual' });
    giveBack(bench);
    expect(bench.view('device/cellar_lantern')?.owner).toBeUndefined();
    giveBack(bench);
    expect(bench.view('refusal')).toMatchObject({ reason: 'NOT_HELD' });
  });

  test('goes out once, and before what is newer of its units, each once too', () => {
    const bench = withLantern({
      lamps: { ...lamp('both'), next: 'lamp' },
      lamp: { ...lamp('off'), next: 'lantern' },
      lantern: { ...lantern('off'), next: 'wait' },
      wait: WAIT,
    });
    byHand(bench, 'neither');
    giveBack(bench);
    expect(bench.operations().slice(4)).toEqual(['cellar_lamp off', 'cellar_lantern off']);
  });

  test('that may not go out takes nothing along', () => {
    const when = { device: 'cellar_lever', property: 'notch', equals: 1 } as const;
    const dark = { title: 'Dark', when, forbid: [{ device: 'cellar_lamp', op: 'both' }] };
    const bench = withLantern(
      { lamps: { ...lamp('both'), next: 'lantern' }, lantern: { ...lantern('off'), next: 'wait' }, wait: WAIT },
      { dark },
    );
    byHand(bench, 'off');
    bench.state('cellar_lever', { notch: 1 });
    giveBack(bench);
    expect(bench.operations().slice(3)).toEqual([]);
    expect(bench.engine.counters().reissue_refused).toBe(1);
  });

  test('waits while a person holds another unit of it', () => {
    const bench = withLantern({ lamps: { ...lamp('both'), next: 'wait' }, wait: WAIT });
    byHand(bench, 'off');
    bench.operator({ action: 'DISPATCH', device: 'cellar_lantern', parameters: { op: 'off' } });
    giveBack(bench);
    expect(bench.operations().slice(3)).toEqual([]);
    bench.operator({ action: 'RELEASE', device: 'cellar_lantern' });
    expect(bench.operations().slice(3)).toEqual(['cellar_lamp both']);
  });

  test('takes along the unit that nobody gave back', () => {
    const bench = withLantern({
      lamps: { ...lamp('both'), next: 'lantern' },
      lantern: { ...lantern('off'), next: 'wait' },
      wait: WAIT,
    });
    byHand(bench, 'off');
    giveBack(bench);
    expect(bench.operations().slice(3)).toEqual(['cellar_lamp both', 'cellar_lantern off']);
  });
});
