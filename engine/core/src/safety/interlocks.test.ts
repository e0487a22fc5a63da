import { describe, expect, test } from 'vitest';
import { Bench } from '../../test/fixtures/bench.ts';
import { type RoomParts, smallRoom } from '../../test/fixtures/small-room.ts';

type Interlocks = NonNullable<RoomParts['interlocks']>;

const moving = { device: 'cellar_post', property: 'moving', equals: true } as const;
const notch = (value: number) => ({ device: 'cellar_lever', property: 'notch', equals: value }) as const;
const lightOn = { device: 'cellar_lamp', op: 'on' } as const;
const WAIT = { wait: { kind: 'DELAY', ms: 600_000 } } as const;

function bench(interlocks: Interlocks, exclusive: NonNullable<RoomParts['exclusive']> = {}): Bench {
  return new Bench(smallRoom(WAIT, { interlocks, exclusive }));
}

/** What a person is told who asks for an operation; undefined when it goes out. */
function ask(room: Bench, device: string, op: string): unknown {
  const refused = (): number => room.engine.counters().requests_refused ?? 0;
  const before = refused();
  room.operator({ action: 'DISPATCH', device, parameters: { op } });
  return refused() === before ? undefined : room.view('refusal')?.reason;
}

/** What was sent, but for questions after a device's state. */
const sent = (room: Bench): string[] => room.operations().filter((one) => !one.endsWith('request_status'));

/** Messages of the faults that hold because of forcing interlocks. */
const forcing = (room: Bench): unknown[] =>
  [...room.engine.view().values()].flatMap((value) =>
    (value as { kind?: string }).kind === 'INTERLOCK_FORCED' ? [(value as { message?: string }).message] : [],
  );
const holds = (id: string): string => `Interlock ${id} holds: its safe operations are forced`;

describe('an interlock that forces', () => {
  const forced: Interlocks = { light: { title: 'Light while the post moves', when: moving, force: [lightOn] } };

  test('is a fault for as long as it holds', () => {
    const room = bench(forced).started();
    room.state('cellar_post', { moving: true });
    expect(forcing(room)).toEqual([holds('light')]);
    const told = room.published.find(({ topic, payload }) => topic.endsWith('/fault') && payload.includes('INTERLOCK'));
    expect(JSON.parse(told?.payload ?? '{}')).toMatchObject({
      kind: 'INTERLOCK_FORCED',
      severity: 'WARN',
      message: 'Interlock light holds: its safe operations are forced',
      details: { interlock: 'light' },
    });
    room.state('cellar_post', { moving: false });
    expect(forcing(room)).toEqual([]);
  });

  test('that holds already when a run starts is left alone: what it forces is not sent again', () => {
    const room = bench(forced).online();
    room.state('cellar_post', { moving: true });
    expect(sent(room)).toEqual(['cellar_lamp on']);
    room.operator({ action: 'START_GRAPH' });
    expect(sent(room)).toEqual(['cellar_lamp on']);
    expect(room.view('device/cellar_lamp')).toMatchObject({ owner: 'safety' });
  });

  test('that holds from the first sight of the room forces at once', () => {
    const room = bench({ light: { title: 'Light', when: { not: moving }, force: [lightOn] } }).online();
    expect(sent(room)).toContain('cellar_lamp on');
    expect(room.view('device/cellar_lamp')).toMatchObject({ owner: 'safety' });
  });

  test('keeps an output that another one still forces', () => {
    const room = bench({ ...forced, also: { title: 'Light at notch 1', when: notch(1), force: [lightOn] } }).started();
    const owner = (): unknown => room.view('device/cellar_lamp')?.owner;
    room.state('cellar_post', { moving: true });
    room.state('cellar_lever', { notch: 1 });
    room.state('cellar_post', { moving: false });
    expect(owner()).toBe('safety');
    room.state('cellar_lever', { notch: 0 });
    expect(owner()).toBeUndefined();
  });

  test('lets its output go although another one holds that forces something else', () => {
    const bell = { device: 'attic_bell', op: 'off' };
    const room = bench({ ...forced, bell: { title: 'Quiet at notch 1', when: notch(1), force: [bell] } }).started();
    room.state('cellar_lever', { notch: 1 });
    room.state('cellar_post', { moving: true });
    expect(forcing(room).sort()).toEqual([holds('bell'), holds('light')]);
    room.state('cellar_post', { moving: false });
    expect(forcing(room)).toEqual([holds('bell')]);
    expect(room.view('device/cellar_lamp')?.owner).toBeUndefined();
    expect(room.view('device/attic_bell')).toMatchObject({ owner: 'safety' });
  });

  test('an operation that drives nothing takes nothing and has nothing to give back', () => {
    const noop = { device: 'cellar_lamp', op: 'noop' };
    const room = bench({ ...forced, ping: { title: 'A sign at notch 1', when: notch(1), force: [noop, lightOn] } });
    room.started();
    room.state('cellar_lever', { notch: 1 });
    expect(sent(room)).toEqual(['cellar_lamp noop', 'cellar_lamp on']);
    room.state('cellar_lever', { notch: 0 });
    expect(room.view('device/cellar_lamp')?.owner).toBeUndefined();
  });

  test('that ends while the room is latched gives nothing back before the reset', () => {
    const room = bench({
      quiet: { title: 'Quiet', when: moving, force: [{ device: 'attic_bell', op: 'off' }] },
    }).started();
    room.state('cellar_post', { moving: true });
    room.operator({ action: 'ESTOP' });
    room.state('cellar_post', { moving: false });
    expect(room.view('device/attic_bell')).toMatchObject({ owner: 'safety' });
  });

  test('forces again when its controller is back, and nothing that is not its own', () => {
    const room = bench({
      ...forced,
      quiet: { title: 'Quiet', when: moving, force: [{ device: 'attic_bell', op: 'off' }] },
    }).started();
    room.state('cellar_post', { moving: true });
    const before = sent(room).length;
    room.alive.delete('attic');
    room.advance(4000);
    room.alive.add('attic');
    room.advance(1000);
    expect(sent(room).slice(before)).toEqual(['attic_bell off']);
  });

  test('that is over forces nothing when a controller comes back', () => {
    const room = bench(forced).started();
    room.state('cellar_post', { moving: true });
    room.state('cellar_post', { moving: false });
    const before = sent(room).length;
    room.step([{ kind: 'bus', up: false }]);
    room.step([{ kind: 'bus', up: true }]);
    expect(sent(room).slice(before)).toEqual([]);
  });

  test('forces again once the bus is back, and after a reset', () => {
    const room = bench(forced).started();
    room.state('cellar_post', { moving: true });
    room.step([{ kind: 'bus', up: false }]);
    room.step([{ kind: 'bus', up: true }]);
    expect(sent(room)).toEqual(['cellar_lamp on', 'cellar_lamp on']);
    room.operator({ action: 'ESTOP' });
    const before = sent(room).length;
    room.operator({ action: 'REQUEST_SAFETY_RESET' }, 'ada');
    room.operator({ action: 'CONFIRM_SAFETY_RESET', token: String(room.view('reset')?.token) }, 'ben');
    expect(sent(room).slice(before)).toEqual(['cellar_lamp on']);
  });
});

describe('an interlock that forbids', () => {
  const forbid: Interlocks = { dark: { title: 'No light', when: moving, forbid: [lightOn] } };

  test('forbids that operation of that device alone, and forces nothing', () => {
    const room = bench(forbid).online();
    room.state('cellar_post', { moving: true });
    expect(ask(room, 'cellar_lamp', 'on')).toBe('INTERLOCK:dark');
    expect(ask(room, 'cellar_lamp', 'off')).toBeUndefined();
    expect(ask(room, 'attic_bell', 'on')).toBeUndefined();
    expect(forcing(room)).toEqual([]);
    room.state('cellar_post', { moving: false });
    expect(ask(room, 'cellar_lamp', 'on')).toBeUndefined();
  });

  test('counts from the start of the run, not from before', () => {
    const twice = { count: { times: 2, ms: 60_000, condition: moving } };
    const room = bench({ dark: { title: 'No light', when: twice, forbid: [lightOn] } }).online();
    const rise = (): void => {
      room.state('cellar_post', { moving: true });
      room.state('cellar_post', { moving: false });
    };
    rise();
    room.operator({ action: 'START_GRAPH' });
    rise();
    expect(ask(room, 'cellar_lamp', 'on')).toBeUndefined();
    rise();
    expect(ask(room, 'cellar_lamp', 'on')).toBe('INTERLOCK:dark');
  });
});

describe('an interlock that forbids, and reads a device that cannot be believed,', () => {
  const forbid: Interlocks = { dark: { title: 'No light', when: notch(1), forbid: [lightOn], holdMs: 9000 } };
  const refused = (room: Bench): unknown => ask(room, 'cellar_lamp', 'on');

  test('forbids while the device has told nothing yet', () => {
    const room = bench(forbid);
    room.step(room.beats());
    expect(refused(room)).toBe('INTERLOCK:dark');
    room.state('cellar_lever', { notch: 0 });
    expect(refused(room)).toBeUndefined();
  });

  test('forbids while the device is offline, whatever it said last', () => {
    const room = bench({
      dark: { title: 'No light', when: { device: 'attic_bell', property: 'on', equals: true }, forbid: [lightOn] },
    });
    room.online();
    room.state('attic_bell', { on: false });
    room.alive.delete('attic');
    room.advance(4000);
    expect(refused(room)).toBe('INTERLOCK:dark');
    expect(ask(room, 'cellar_lamp', 'off')).toBeUndefined();
    room.alive.add('attic');
    room.advance(1000);
    expect(refused(room)).toBeUndefined();
  });

  test('forbids while the device is at fault, by what it said before the engine began', () => {
    const room = bench(forbid);
    room.safety.set('cellar_lever', { kind: 'FAULT', reason_code: 'SENSOR_FAULT', latched: true });
    room.step([...room.beats(), room.stateMessage('cellar_lever', { notch: 0 }, true)]);
    expect(refused(room)).toBe('INTERLOCK:dark');
  });

  test('lets a path that waits go on by itself once the device can be believed', () => {
    const room = new Bench(
      smallRoom({ lit: { kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'on' } } }, { interlocks: forbid }),
    );
    room.step(room.beats());
    room.operator({ action: 'START_GRAPH' });
    expect(sent(room)).toEqual([]);
    room.advance(5000);
    room.state('cellar_lever', { notch: 0 });
    expect(sent(room)).toEqual(['cellar_lamp on']);
    expect(room.nodeState('lit')).toBe('done');
  });
});

describe('an exclusive set', () => {
  const exclusive = { one: [lightOn, { device: 'cellar_lamp', op: 'set' }, { device: 'attic_bell', op: 'on' }] };

  test('excludes other devices, not the same one, and nothing that is no member', () => {
    const room = bench({}, exclusive).online();
    room.operator({ action: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'set', on: true } });
    expect(ask(room, 'cellar_lamp', 'on')).toBeUndefined();
    expect(ask(room, 'attic_bell', 'on')).toBe('EXCLUSIVE:one');
    expect(ask(room, 'attic_bell', 'off')).toBeUndefined();
    expect(sent(room)).toEqual(['cellar_lamp set', 'cellar_lamp on', 'attic_bell off']);
  });

  test('excludes until the device has answered that it does something else', () => {
    const room = bench({}, exclusive).online();
    expect(ask(room, 'cellar_lamp', 'on')).toBeUndefined();
    room.answers.set('cellar_lamp off', []);
    expect(ask(room, 'cellar_lamp', 'off')).toBeUndefined();
    expect(ask(room, 'attic_bell', 'on')).toBe('EXCLUSIVE:one');
    room.advance(30_000);
    expect(ask(room, 'attic_bell', 'on')).toBe('EXCLUSIVE:one');
    room.answers.set('cellar_lamp off', ['REJECTED BUSY']);
    expect(ask(room, 'cellar_lamp', 'off')).toBeUndefined();
    expect(ask(room, 'attic_bell', 'on')).toBe('EXCLUSIVE:one');
    room.answers.delete('cellar_lamp off');
    expect(ask(room, 'cellar_lamp', 'off')).toBeUndefined();
    expect(ask(room, 'attic_bell', 'on')).toBeUndefined();
  });

  test('does not exclude because of what was refused', () => {
    const room = bench({}, exclusive).online();
    room.answers.set('cellar_lamp on', ['REJECTED BUSY']);
    expect(ask(room, 'cellar_lamp', 'on')).toBeUndefined();
    expect(ask(room, 'attic_bell', 'on')).toBeUndefined();
  });

  test('looks at what was last sent, not at what was sent before', () => {
    const room = bench({}, exclusive).online();
    expect(ask(room, 'cellar_lamp', 'on')).toBeUndefined();
    expect(ask(room, 'cellar_lamp', 'all_off')).toBeUndefined();
    expect(ask(room, 'attic_bell', 'on')).toBeUndefined();
  });

  test('of operations that drive nothing never excludes', () => {
    const noop = (device: string) => ({ device, op: 'noop' });
    const room = bench({}, { one: [noop('cellar_lamp'), noop('attic_bell')] }).online();
    expect(ask(room, 'cellar_lamp', 'noop')).toBeUndefined();
    expect(ask(room, 'attic_bell', 'noop')).toBeUndefined();
  });
});

test('a path that is refused for another reason than a hold does not wait', () => {
  const room = new Bench(
    smallRoom(
      { bell: { kind: 'DISPATCH', device: 'attic_bell', parameters: { op: 'on' } } },
      {
        interlocks: { dark: { title: 'Dark', when: moving, forbid: [lightOn], holdMs: 5000 } },
        exclusive: { one: [lightOn, { device: 'attic_bell', op: 'on' }] },
      },
    ),
  ).online();
  expect(ask(room, 'cellar_lamp', 'on')).toBeUndefined();
  room.operator({ action: 'START_GRAPH' });
  expect(room.nodeState('bell')).toBe('paused EXCLUSIVE:one');
});
