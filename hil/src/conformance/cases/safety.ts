/** The supervisor: E-stop and faults latch over a restart, a silent engine leads to safe idle, resets drive nothing. */
import { encodeUtf8 } from '@understudy/contract';
import { type Case, must, same } from '../case.ts';
import { BETWEEN, COIL, ESTOP, FOG, GLOW, POST, STAGE } from '../definitions.ts';
import type { Rig } from '../rig.ts';

const SAFE = { kind: 'SAFE', latched: false };
const OPEN = { kind: 'E_STOP', reason_code: 'ESTOP_OPEN', latched: true };
const LATCHED = { kind: 'E_STOP', reason_code: 'ESTOP_LATCHED', latched: true };
const FAULT = { kind: 'FAULT', reason_code: 'SENSOR_FAULT', latched: true };
const SILENT = { kind: 'BLOCKED', reason_code: 'ENGINE_SILENT', latched: false };

const DONE = ['ACCEPTED', 'COMPLETED'];

async function reboot(rig: Rig): Promise<void> {
  await rig.boot(STAGE);
  await rig.link(true);
}

const estop: Case = {
  name: 'latch: the E-stop drives critical devices safe at once, blocks all, and survives a restart',
  run: async (rig) => {
    await rig.start(STAGE, BETWEEN);
    await rig.order('c_fog', 'on');
    await rig.order('c_post', 'forward');
    rig.forget();
    await rig.set(ESTOP, 0);
    same('fog, coil, glow', [rig.level(FOG), rig.level(COIL), rig.level(GLOW)], [0, 0, 0]);
    must(
      'the post stops',
      rig.effects.some((e) => e.kind === 'ramp' && e.steps === 0),
      'a ramp of 0 steps',
      rig.effects,
    );
    same(
      'its command',
      rig.of('c_post/ack').map(({ status, reason_code }) => [status, reason_code]),
      [['FAILED', 'SAFETY_BLOCKED']],
    );
    same('safety', [rig.safety('c_fog'), rig.safety('c_glow')], [OPEN, OPEN]);
    await rig.set(ESTOP, 1);
    same('closed again', rig.safety('c_fog'), LATCHED);
    rig.forget();
    await reboot(rig);
    same('after a restart', rig.safety('c_fog'), LATCHED);
    same('heartbeat', rig.of('/heartbeat')[0]?.safety_state, LATCHED);
    same('coil after a restart', rig.level(COIL), 0);
    same('an order', await rig.order('c_fog', 'on'), ['SAFETY_BLOCKED']);
    same('of one that is not critical', await rig.order('c_glow', 'on'), ['SAFETY_BLOCKED']);
    same('a question', await rig.order('c_fog', 'request_status'), DONE);
  },
};

const estopAtBoot: Case = {
  name: 'latch: a chain that is open at power-on latches before anything is said',
  run: async (rig) => {
    for (const [pin, level] of Object.entries(BETWEEN)) rig.put(Number(pin), level);
    await rig.boot(STAGE);
    same('coil', rig.level(COIL), 0);
    await rig.link(true);
    same('safety', rig.safety('c_fog'), OPEN);
    await rig.set(ESTOP, 1);
    await reboot(rig);
    same('latched', rig.safety('c_fog'), LATCHED);
  },
};

const reset: Case = {
  name: 'latch: reset_safety works only when the cause is gone, drives nothing, and holds over a restart',
  run: async (rig) => {
    await rig.start(STAGE, BETWEEN);
    await rig.set(ESTOP, 0);
    same('while open', await rig.order('c_fog', 'reset_safety'), ['SAFETY_BLOCKED']);
    await rig.set(ESTOP, 1);
    same('when closed', await rig.order('c_fog', 'reset_safety'), DONE);
    same('effects', rig.outputs(), []);
    same('all devices', [rig.safety('c_fog'), rig.safety('c_door')], [SAFE, SAFE]);
    await reboot(rig);
    same('after a restart', rig.safety('c_fog'), SAFE);
    same('and again', await rig.order('c_fog', 'on'), ['ACCEPTED']);
    await rig.set(ESTOP, 0);
    same('fog', rig.level(FOG), 0);
  },
};

const fault: Case = {
  name: 'latch: a fault is of its device alone, survives a restart, and is reset only when its cause is gone',
  run: async (rig) => {
    await rig.start(STAGE, BETWEEN);
    await rig.order('c_post', 'forward');
    rig.put(POST.low, 0);
    await rig.set(POST.high, 0);
    same('post', rig.safety('c_post'), FAULT);
    same('order', await rig.order('c_post', 'forward'), ['SAFETY_BLOCKED']);
    same('fog', await rig.order('c_fog', 'on'), ['ACCEPTED']);
    same('reset while it lasts', await rig.order('c_post', 'reset_safety'), ['SAFETY_BLOCKED']);
    await rig.set(POST.low, 1);
    await reboot(rig);
    same('after a restart', [rig.safety('c_post'), rig.safety('c_fog')], [FAULT, SAFE]);
    same('reset', await rig.order('c_post', 'reset_safety'), DONE);
    await reboot(rig);
    same('after another', rig.safety('c_post'), SAFE);
  },
};

const worst: Case = {
  name: 'latch: the controller tells the worst of its devices',
  run: async (rig) => {
    await rig.start(STAGE, { [POST.low]: 0, [POST.high]: 0 });
    same('fault at boot', rig.safety('c_post'), FAULT);
    rig.forget();
    await rig.pass(1000);
    same('heartbeat', rig.of('/heartbeat')[0]?.safety_state, FAULT);
    await rig.pass(12_000);
    same('silent', [rig.safety('c_fog'), rig.safety('c_post')], [SILENT, FAULT]);
    rig.forget();
    await rig.set(ESTOP, 0);
    await rig.pass(1000);
    same('heartbeat', rig.of('/heartbeat')[0]?.safety_state, OPEN);
  },
};

const silence: Case = {
  name: 'heartbeat: lost beyond the limit leads to safe idle; the next one ends it and drives nothing',
  run: async (rig) => {
    await rig.start(STAGE, BETWEEN);
    await rig.order('c_fog', 'on');
    await rig.order('c_post', 'forward');
    await rig.pass(5000);
    await rig.beat();
    await rig.pass(11_999);
    same('just before', rig.level(FOG), 1);
    rig.forget();
    await rig.pass(1);
    same('fog, coil that holds, lamp safe on', [rig.level(FOG), rig.level(COIL), rig.level(GLOW)], [0, 1, 1]);
    same(
      'the motion',
      rig.of('c_post/ack').map(({ reason_code }) => reason_code),
      ['SAFETY_BLOCKED'],
    );
    same('safety', rig.safety('c_post'), SILENT);
    same('an order', await rig.order('c_fog', 'on'), ['SAFETY_BLOCKED']);
    rig.forget();
    await rig.beat();
    same('safety', rig.safety('c_post'), SAFE);
    same('effects', rig.outputs(), []);
    await rig.pass(12_000);
    same('silent again', rig.safety('c_post'), SILENT);
  },
};

const falseBeats: Case = {
  name: 'heartbeat: only a live one of this room counts',
  run: async (rig) => {
    await rig.start(STAGE, BETWEEN);
    await rig.pass(8000);
    const topic = 'room/clockwork/core/heartbeat';
    await rig.send(topic, encodeUtf8('{"schema":"v8","room_id":"clockwork","uptime_ms":1}'), 1);
    await rig.send(topic, encodeUtf8('{"schema":"v8","room_id":"other","uptime_ms":1}'));
    await rig.send(topic, encodeUtf8('{"schema":"v7","room_id":"clockwork","uptime_ms":1}'));
    await rig.send(topic.replace('clockwork', 'other'), encodeUtf8('{"schema":"v8","room_id":"clockwork"}'));
    await rig.pass(4000);
    same('safety', rig.safety('c_fog'), SILENT);
  },
};

const unlinked: Case = {
  name: "heartbeat: a lost link is no cause by itself; the engine's silence behind it is; on connect all is said again",
  run: async (rig) => {
    await rig.start(STAGE, BETWEEN);
    await rig.order('c_fog', 'on');
    await rig.link(false);
    rig.forget();
    await rig.pass(11_000);
    same('fog', rig.level(FOG), 1);
    await rig.pass(60_000);
    same('fog', rig.level(FOG), 0);
    same('said', rig.messages, []);
    must('wakes for nothing', rig.dueAtMs === undefined, 'never', rig.dueAtMs);
    await rig.link(true);
    same('states', rig.of('/state').length, 4);
    same('safety', rig.safety('c_fog'), SILENT);
  },
};

export const SAFETY_CASES: readonly Case[] = [estop, estopAtBoot, reset, fault, worst, silence, falseBeats, unlinked];
