import { CONTRACT_HASH } from '@understudy/contract';
import { describe, expect, test } from 'vitest';
import { Bench, SAFE } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';

const room = smallRoom({ wait: { kind: 'DELAY', ms: 60_000 } });
const presence = (bench: Bench, key: string): unknown => bench.view(key)?.presence;

describe('liveness', () => {
  test('a silent controller is offline 3 s after its last heartbeat, at the next sweep', () => {
    const bench = new Bench(room).online();
    bench.alive.delete('attic');
    bench.advance(3000);
    expect(presence(bench, 'device/attic_bell')).toBe('ONLINE');
    bench.advance(500);
    expect([presence(bench, 'controller/attic'), presence(bench, 'device/attic_bell')]).toEqual(['OFFLINE', 'OFFLINE']);
    expect(presence(bench, 'device/cellar_lamp')).toBe('ONLINE');
    bench.alive.add('attic');
    bench.advance(1000);
    expect(presence(bench, 'device/attic_bell')).toBe('ONLINE');
  });

  test('a last will takes a controller offline at once', () => {
    const bench = new Bench(room).online();
    bench.step([bench.message('controller/attic/presence', { presence: 'OFFLINE' })]);
    expect(presence(bench, 'device/attic_bell')).toBe('OFFLINE');
    const faults = [...bench.engine.view().values()].filter(
      (value) => (value as { kind?: string }).kind === 'CONTROLLER_OFFLINE',
    );
    expect(faults).toHaveLength(1);
  });

  test('a retained ONLINE proves nothing; a retained state is known but not a sign of life', () => {
    const bench = new Bench(room);
    bench.step([
      bench.message('controller/attic/presence', { presence: 'ONLINE' }, true),
      bench.stateMessage('attic_bell', { on: true }, true),
    ]);
    expect(bench.view('device/attic_bell')).toMatchObject({ presence: 'OFFLINE', state: { on: true } });
  });

  test('a device of the per-device profile lives by its own heartbeat', () => {
    const bench = new Bench(room);
    const beat = { uptime_ms: 1, firmware_version: '0', safety_state: SAFE };
    bench.alive.clear();
    bench.step([bench.message('device/attic_bell/heartbeat', beat)]);
    expect([presence(bench, 'device/attic_bell'), presence(bench, 'controller/attic')]).toEqual(['ONLINE', 'OFFLINE']);
    bench.advance(3500);
    expect(presence(bench, 'device/attic_bell')).toBe('OFFLINE');
  });

  test('a malformed heartbeat is no sign of life', () => {
    const bench = new Bench(room);
    bench.alive.clear();
    bench.step([
      bench.message('controller/attic/heartbeat', { uptime_ms: -1, firmware_version: '1', safety_state: SAFE }),
      bench.message('controller/attic/heartbeat', { uptime_ms: 1, safety_state: SAFE }),
      bench.message('controller/attic/heartbeat', {
        uptime_ms: 1,
        firmware_version: '1',
        safety_state: { kind: 'FINE', latched: false },
      }),
    ]);
    expect(presence(bench, 'controller/attic')).toBe('OFFLINE');
    expect(bench.engine.counters().rejected_bad_schema).toBe(3);
  });

  test('of a safety state only what the contract names is kept', () => {
    const bench = new Bench(room).online();
    const safety = { note: 'x', reason_code: 'DOOR_AJAR', latched: false, kind: 'BLOCKED' };
    bench.published.length = 0;
    bench.step([bench.message('device/attic_bell/state', { safety_state: safety, state: {} })]);
    const status = bench.published.find((one) => one.topic.endsWith('core/status'));
    expect(status?.payload).toContain('"room_safety":{"kind":"BLOCKED","latched":false,"reason_code":"DOOR_AJAR"}');
    expect(bench.view('device/attic_bell')?.safety).not.toHaveProperty('note');
  });

  const hello = (boot: number, contract = CONTRACT_HASH): Record<string, unknown> => ({
    controller_id: 'attic',
    firmware_version: '1',
    build_hash: 'abcdef01',
    contract_hash: contract,
    boot_count: boot,
    boot_reason: 'POWER_ON',
    devices: ['attic_bell'],
  });

  test('firmware of another contract is sent nothing, and what waits for it goes on once it has ours', () => {
    const ring = { kind: 'DISPATCH', device: 'attic_bell', parameters: { op: 'on' } } as const;
    const bench = new Bench(
      smallRoom({ ring: { ...ring, next: 'wait' }, wait: { kind: 'DELAY', ms: 60_000 } }, { start: 'ring' }),
    );
    bench.online();
    bench.step([bench.message('controller/attic/hello', hello(4, '0123456789abcdef'))]);
    bench.operator({ action: 'START_GRAPH' });
    bench.advance(1000);
    expect([bench.commands, bench.view('node/ring')?.reason]).toEqual([[], 'CONTRACT_MISMATCH']);
    const faults = () => [...bench.engine.view().values()].map((value) => (value as { kind?: string }).kind);
    expect(faults()).toContain('CONTRACT_MISMATCH');
    bench.step([bench.message('controller/attic/hello', hello(5))]);
    expect(bench.commands.map(({ device_id: device }) => device)).toEqual(['attic_bell']);
    expect(faults()).not.toContain('CONTRACT_MISMATCH');
  });

  test('a table of another version is refused as well, where the engine knows which it should be', () => {
    const bench = new Bench(room, { tableHashes: { attic: 'aabbccddee' } }).online();
    const says = (table: string) => bench.message('controller/attic/hello', { ...hello(1), table_hash: table });
    bench.step([says('0123456789')]);
    expect(bench.engine.counters().fault_table_mismatch).toBe(1);
    const ring = { action: 'DISPATCH', device: 'attic_bell', parameters: { op: 'on' } } as const;
    bench.operator(ring);
    expect(bench.commands).toEqual([]);
    bench.step([says('aabbccdd')]);
    bench.operator(ring);
    expect(bench.commands.length).toBe(1);
  });

  test('a new boot count is reported', () => {
    const bench = new Bench(room).online();
    bench.step([bench.message('controller/attic/hello', hello(4))]);
    bench.step([bench.message('controller/attic/hello', hello(4))]);
    expect(bench.engine.counters().fault_controller_restarted).toBeUndefined();
    bench.step([bench.message('controller/attic/hello', hello(5))]);
    expect(bench.engine.counters().fault_controller_restarted).toBe(1);
    expect(bench.view('controller/attic')).toMatchObject({ bootCount: 5, contractHash: CONTRACT_HASH });
  });
});

describe('what the engine tells of itself', () => {
  test('a heartbeat each 5 s at QoS 0, a retained status each second', () => {
    const bench = new Bench(room).online();
    bench.published.length = 0;
    bench.advance(10_000);
    const of = (leaf: string) => bench.published.filter((one) => one.topic === `room/small/core/${leaf}`);
    expect(of('heartbeat').map(({ qos, retain }) => [qos, retain])).toEqual([
      [0, false],
      [0, false],
    ]);
    expect(of('status').map(({ qos, retain }) => [qos, retain])).toEqual(Array(10).fill([1, true]));
  });

  test('status on change, in the step of the change', () => {
    const bench = new Bench(room).online();
    bench.published.length = 0;
    bench.operator({ action: 'PAUSE_DISPATCH' });
    const [status] = bench.published.filter((one) => one.topic.endsWith('core/status'));
    expect(JSON.parse(status?.payload ?? '{}')).toMatchObject({
      dispatch_enabled: false,
      dispatch_paused_reason: 'MANUAL_PAUSE',
      device_count: 6,
      offline_device_count: 0,
    });
  });
});
