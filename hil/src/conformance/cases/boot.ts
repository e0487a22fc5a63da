/** Power on: safe before anything is said, and what is said first. Tables that cannot be trusted. */
import { BOOT_REASONS, compileTable, crc32 } from '@understudy/contract';
import { type Case, must, same } from '../case.ts';
import { BETWEEN, COIL, ESTOP, FOG, LAMP, STAGE } from '../definitions.ts';
import { KEY, ROOM } from '../order.ts';
import type { Rig } from '../rig.ts';

const BAD_TABLE = { kind: 'FAULT', reason_code: 'BAD_TABLE', latched: true };

const safeFirst: Case = {
  name: 'boot: drives the boot states before anything is published, then says all there is to say',
  run: async (rig) => {
    for (let pin = 0; pin < 8; pin += 1) rig.put(pin, 1);
    await rig.boot(STAGE);
    same('published at boot', rig.messages, []);
    same('fog', rig.level(FOG), 0);
    same('coil', rig.level(COIL), 1);
    must(
      'stops its step generator',
      rig.effects.some(({ kind }) => kind === 'ramp'),
      'a ramp of 0 steps',
      rig.effects,
    );
    await rig.link(true);
    const said = rig.messages.map(({ topic, flags }) => `${flags} ${topic.replace(`room/${ROOM}/`, '')}`);
    const states = ['fog', 'post', 'door', 'glow'].map((name) => `3 device/c_${name}/state`);
    same('said', said, ['3 controller/c/hello', '3 controller/c/presence', '0 controller/c/heartbeat', ...states]);
  },
};

const counted: Case = {
  name: 'boot: counts its boots and tells the reason of each',
  run: async (rig) => {
    const table = compileTable({ room: ROOM }, LAMP);
    rig.put(ESTOP, 1);
    for (const [index, reason] of BOOT_REASONS.entries()) {
      rig.forget();
      await rig.bootTable(table, KEY, index);
      await rig.link(true);
      const [hello] = rig.of('/hello');
      same('hello', [hello?.boot_count, hello?.boot_reason], [index + 1, reason]);
    }
  },
};

const keyless: Case = {
  name: 'boot: without a key, or with a short one, it obeys nobody',
  run: async (rig) => {
    const table = compileTable({ room: ROOM }, LAMP);
    rig.put(ESTOP, 1);
    for (const key of [new Uint8Array(0), KEY.subarray(0, 15)]) {
      await rig.bootTable(table, key);
      await rig.link(true);
      same('a command', await rig.order('c_lamp', 'on'), ['AUTH_INVALID']);
      same('effects', rig.outputs(), []);
    }
  },
};

/** Boots it and looks for three seconds: nothing is driven, and every message says why. */
async function refusesTable(rig: Rig, what: string, table: Uint8Array): Promise<void> {
  rig.forget();
  await rig.bootTable(table);
  same(`${what}: published at boot`, rig.messages, []);
  await rig.link(true);
  await rig.pass(3000);
  same(`${what}: driven`, rig.outputs(), []);
  const said = [...rig.of('/hello'), ...rig.of('/heartbeat')].map(({ safety_state }) => safety_state);
  same(
    `${what}: said`,
    said,
    Array.from({ length: 5 }, () => BAD_TABLE),
  );
  await rig.link(false);
}

const badTables: Case = {
  name: 'boot: a table changed or cut anywhere is refused: nothing is driven, FAULT, and every message says so',
  run: async (rig) => {
    const table = compileTable({ room: ROOM }, STAGE);
    for (const [pin, level] of Object.entries({ ...BETWEEN, [ESTOP]: 1 })) rig.put(Number(pin), level);
    // A prime step visits every part of the table without trying every byte.
    for (let at = 0; at < table.length; at += 13) {
      const changed = table.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      await refusesTable(rig, `byte ${at} changed`, changed);
      await refusesTable(rig, `cut at ${at}`, table.subarray(0, at));
    }
    await refusesTable(rig, 'a byte more', Uint8Array.of(...table, 0));
    await refusesTable(rig, 'erased flash', new Uint8Array(512).fill(0xff));
  },
};

/** The table with other bytes at a place of its body, and a checksum that fits them. */
function sealed(table: Uint8Array, at: number, bytes: readonly number[]): Uint8Array {
  const changed = table.slice();
  changed.set(bytes, at);
  new DataView(changed.buffer).setUint32(CHECKSUM_AT, crc32(changed.subarray(BODY_AT)), true);
  return changed;
}
const CHECKSUM_AT = 4;
const BODY_AT = 8;

const nonsense: Case = {
  name: 'boot: a table with a right checksum and values that nothing can run on is refused in the same way',
  run: async (rig) => {
    const table = compileTable({ room: ROOM }, LAMP);
    rig.put(ESTOP, 1);
    // Behind the names of room and controller: heartbeat, limit, E-stop pin.
    const heartbeatAt = BODY_AT + 1 + ROOM.length + 1 + LAMP.controller.length;
    await refusesTable(rig, 'a heartbeat every 0 ms', sealed(table, heartbeatAt, [0x80, 0x00]));
    await refusesTable(rig, 'a heartbeat every 99 ms', sealed(table, heartbeatAt, [0xe3, 0x00]));
    await refusesTable(rig, 'a pin that no board has', sealed(table, heartbeatAt + 4, [96]));
    await refusesTable(rig, 'no E-stop pin', sealed(table, heartbeatAt + 4, [0xff]));
    for (let at = heartbeatAt; at < table.length; at += 3) {
      rig.forget();
      await rig.bootTable(sealed(table, at, [0xff]));
      same(`0xff at ${at}: published at boot`, rig.messages, []);
      await rig.link(true);
      must(`0xff at ${at}`, (rig.dueAtMs ?? 0) > rig.nowMs, 'a heartbeat to come', rig.dueAtMs);
    }
  },
};

const tornTable: Case = {
  name: 'boot: a table whose writing was interrupted is refused, wherever it was',
  run: async (rig) => {
    const [older, newer] = [
      compileTable({ room: ROOM }, STAGE),
      compileTable({ room: ROOM }, { ...STAGE, title: 'test', heartbeatMs: 2000 }),
    ];
    rig.put(ESTOP, 1);
    for (let written = 16; written < newer.length; written += 29) {
      const torn = older.slice();
      torn.set(newer.subarray(0, written));
      const whole = torn.every((byte, at) => byte === older[at] || written >= newer.length);
      if (!whole && !torn.every((byte, at) => byte === newer[at]))
        await refusesTable(rig, `${written} bytes written`, torn);
    }
  },
};

const recovers: Case = {
  name: 'boot: a mended table is taken as if nothing had been; on a new board the latch, never written, counts as set',
  run: async (rig) => {
    const table = compileTable({ room: ROOM }, LAMP);
    await rig.start(LAMP);
    await refusesTable(rig, 'cut', table.subarray(0, 40));
    await rig.start(LAMP);
    same('safety', rig.safety('c_lamp'), { kind: 'SAFE', latched: false });
    same('order', await rig.order('c_lamp', 'on'), ['ACCEPTED']);
    rig.erase();
    rig.put(ESTOP, 1);
    await refusesTable(rig, 'cut, on a new board', table.subarray(0, 40));
    await rig.start(LAMP);
    same('safety', rig.safety('c_lamp'), { kind: 'E_STOP', reason_code: 'ESTOP_LATCHED', latched: true });
    same('reset', await rig.order('c_lamp', 'reset_safety'), ['ACCEPTED', 'COMPLETED']);
    same('safety', rig.safety('c_lamp'), { kind: 'SAFE', latched: false });
  },
};

export const BOOT_CASES: readonly Case[] = [safeFirst, counted, keyless, badTables, nonsense, tornTable, recovers];
