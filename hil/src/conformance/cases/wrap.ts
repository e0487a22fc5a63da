/** The clock is 32 bits of ms: whatever runs across its end runs as it would anywhere else. */
import { type Case, same } from '../case.ts';
import { controller, device, ESTOP } from '../definitions.ts';
import type { Rig } from '../rig.ts';

const WRAP = 2 ** 32;

/** One of everything that waits for an instant: settling, a cap, a fade, a debounce, a time-out, a throttle, a filter. */
const TIMED = controller(
  {
    fog: device({ driver: 'relay', pins: { out: 1 }, params: { maxOnMs: 3000 } }, { on: [], pulse: ['duration_ms'] }),
    post: device({ driver: 'motor', pins: { step: 2, low: 3, high: 4 }, params: { timeoutMs: 7000 } }, { forward: [] }),
    door: device(
      { driver: 'lock', pins: { coil: 5, sense: 6 }, params: { senseTimeoutMs: 1000 } },
      { lock: [], unlock: [] },
    ),
    drive: device({ driver: 'actuator', pins: { forward: 7, reverse: 8 } }, { forward: [], reverse: [] }),
    glow: device({ driver: 'dimmer', pins: { out: 9 } }, { set: ['brightness'] }),
    knob: device({ driver: 'contact', pins: { in: 10 } }),
    eye: device({ driver: 'threshold', pins: { in: 11 } }),
    wheel: device({ driver: 'encoder', pins: { count: 12 } }),
    gun: device({ driver: 'ir', pins: { in: 13 }, params: { shareMs: 200, shareSlots: 2 } }),
    dial: device({ driver: 'gauge', pins: { step: 14, pot: 15 }, params: { bootActive: 1 } }),
    flame: device({ driver: 'color', pins: { temperature: 16, lux: 17 } }, { read: [] }),
  },
  { engineHeartbeatLimitMs: 12_000 },
);
const LEVELS = { [ESTOP]: 1, 3: 1, 4: 1, 6: 1, 10: 1 };

/** Everything at once, then 21 s: caps, time-outs, fades end, the engine falls silent, comes back. */
async function everything(rig: Rig): Promise<void> {
  rig.erase();
  rig.forget();
  await rig.start(TIMED, LEVELS);
  let sequence = 0;
  const order = (name: string, op: string, parameters = {}): Promise<void> => {
    sequence += 1;
    return rig.place({ device: `c_${name}`, sequence, id: sequence, op, parameters });
  };
  await order('fog', 'pulse', { duration_ms: 2500 });
  await order('post', 'forward');
  await order('door', 'unlock');
  await order('drive', 'forward');
  await order('glow', 'set', { brightness: 255 });
  await order('flame', 'read');
  await rig.set(10, 0);
  await rig.set(11, 900);
  await rig.set(12, 40);
  await rig.set(13, 0x151);
  await rig.set(15, 700);
  await rig.pass(150);
  await rig.set(10, 1);
  await rig.set(12, 80);
  await rig.set(13, 0x251);
  await rig.set(16, 2000);
  await rig.pass(850);
  await order('drive', 'reverse');
  await rig.pass(4000);
  await order('fog', 'on');
  await rig.beat();
  await rig.pass(13_000);
  await rig.beat();
  await order('glow', 'set', { brightness: 3 });
  await rig.pass(3000);
}

const anywhere: Case = {
  name: 'wrap: all that waits for an instant ends at the same one across 2^32 ms',
  run: async (rig) => {
    rig.nowMs = 50_000;
    await everything(rig);
    const expected = rig.effects;
    for (const before of [1, 19, 75, 151, 700, 2400, 4999, 6999, 12_000, 17_000]) {
      rig.nowMs = WRAP - before;
      await everything(rig);
      for (const [index, effect] of expected.entries())
        same(`${before} ms before the wrap, effect ${index}`, rig.effects[index], effect);
      same('number of effects', rig.effects.length, expected.length);
    }
  },
};

const uptime: Case = {
  name: 'wrap: uptime and heartbeats go on through it',
  run: async (rig) => {
    rig.nowMs = WRAP - 5500;
    await rig.start(TIMED, LEVELS);
    rig.forget();
    await rig.live(12_000);
    const beats = rig.of('/heartbeat').map(({ uptime_ms }) => uptime_ms);
    same(
      'uptimes',
      beats,
      Array.from({ length: 12 }, (_, index) => 1000 * (index + 1)),
    );
  },
};

const asleep: Case = {
  name: 'wrap: a controller that nobody needed for 30 days wakes as from an hour',
  run: async (rig) => {
    await rig.start(TIMED, LEVELS);
    await rig.link(false);
    await rig.pass(60_000);
    same('silent', rig.dueAtMs, undefined);
    rig.nowMs += 30 * 86_400_000;
    await rig.link(true);
    await rig.beat();
    same('safety', rig.safety('c_fog'), { kind: 'SAFE', latched: false });
    same('order', await rig.order('c_fog', 'on'), ['ACCEPTED']);
    await rig.pass(2999);
    same('on', rig.level(1), 1);
    await rig.pass(1);
    same('its cap', rig.level(1), 0);
    await rig.pass(9000);
    same('silent again', rig.safety('c_fog'), { kind: 'BLOCKED', reason_code: 'ENGINE_SILENT', latched: false });
  },
};

export const WRAP_CASES: readonly Case[] = [anywhere, uptime, asleep];
