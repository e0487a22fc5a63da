/** Seed corpora: the contract's vectors, the tables of a room, and short programmes for the command and link targets. */

import { readFileSync } from 'node:fs';
import { createSigner, encodeCommand, encodeUtf8, LIMITS } from '@understudy/contract';
import type { FuzzTarget } from '@understudy/firmware';
import { type InstalledController, readControllers } from '@understudy/hil';

/** Bytes of a table before its body: magic and checksum. */
const TABLE_HEAD_BYTES = 8;
/** Kinds of record; firmware/fuzz/command.cc and firmware/fuzz/link.cc have the same. */
const COMMAND_KIND = {
  raw: 0,
  signed: 1,
  order: 2,
  pin: 3,
  time: 4,
  beat: 5,
  link: 6,
  estop: 7,
  serial: 8,
  boot: 9,
  storage: 10,
} as const;
const LINK_KIND = { bytes: 0, frame: 1, corrupt: 2, send: 3, drain: 4, tick: 5 } as const;

/** Every controller of rooms/clockwork. */
export const installedControllers = (root: string): readonly InstalledController[] =>
  readControllers(`${root}/rooms/clockwork`);

/** The seeds of a target. */
export function seedsOf(target: FuzzTarget, root: string): readonly Uint8Array[] {
  switch (target) {
    case 'json':
      return [...vectorPayloads(root), ...atTheLimits()];
    case 'command':
      return installedControllers(root).map(commandSeed);
    case 'table':
      return installedControllers(root).map(({ table }) => table.subarray(TABLE_HEAD_BYTES));
    case 'link':
      return linkSeeds();
  }
}

function vectorPayloads(root: string): Uint8Array[] {
  const lines = readFileSync(`${root}/firmware/vectors/rejects.jsonl`, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const vector = JSON.parse(line) as { payload_utf8?: string; payload_hex?: string };
    return vector.payload_hex === undefined
      ? encodeUtf8(vector.payload_utf8 ?? '')
      : Buffer.from(vector.payload_hex, 'hex');
  });
}

/** Messages with as many keys, levels and escapes as there may be: one more of anything is one too many. */
function atTheLimits(): Uint8Array[] {
  const keys = Array.from({ length: LIMITS.jsonKeys }, (_, index) => `"k${index}":${index}`);
  const depth = '{"a":'.repeat(LIMITS.jsonDepth);
  const inside = keys.slice(2).join(',');
  const texts = [
    `{${keys.join(',')}}`,
    `{${keys.slice(1).join(',')}}`,
    `{"action":"SET","parameters":{${inside}}}`,
    `{"a":[{${keys.slice(1, 32).join(',')}},{${keys.slice(32).join(',')}}]}`,
    `${depth}1${'}'.repeat(LIMITS.jsonDepth)}`,
    `{"${'\\u0041'.repeat(80)}":"${'\\n'.repeat(250)}"}`,
  ];
  return texts.map((text) => encodeUtf8(text));
}

function record(kind: number, which: number, bytes: Uint8Array): Uint8Array {
  return Uint8Array.of(kind, which, bytes.length & 0xff, bytes.length >> 8, ...bytes);
}

/** Orders of every operation of a controller's first devices, a signed command, and something of every other kind. */
function commandSeed({ definition }: InstalledController, index: number): Uint8Array {
  const devices = Object.entries(definition.devices).slice(0, 6);
  const orders = devices.flatMap(([, { operations }], device) =>
    Object.entries(operations ?? {})
      .slice(0, 4)
      .map(([op, { parameters }]) => {
        const given = Object.entries(parameters ?? {}).map(([name, { minimum }]) => [name, minimum ?? 0]);
        return record(
          COMMAND_KIND.order,
          device | 32,
          encodeUtf8(JSON.stringify({ op, ...Object.fromEntries(given) })),
        );
      }),
  );
  const [key = ''] = Object.keys(definition.devices);
  const signed = encodeCommand(createSigner(new Uint8Array(32)), {
    room_id: 'clockwork',
    device_id: `${definition.controller}_${key}`,
    command_id: '00000000-0000-4000-8000-000000000001',
    correlation_id: '00000000-0000-4000-8000-000000000002',
    sequence: 99,
    issued_at_unix_ms: 1,
    action: 'SET',
    parameters: { op: 'request_status' },
    safety_class: 'CRITICAL',
    epoch: 9,
  });
  const others = [
    record(COMMAND_KIND.signed, 0, encodeUtf8(signed)),
    record(COMMAND_KIND.time, 3, Uint8Array.of(0, 8)),
    record(COMMAND_KIND.pin, 3, Uint8Array.of(0, 0, 0, 0)),
    record(COMMAND_KIND.beat, 0, new Uint8Array(0)),
    record(COMMAND_KIND.serial, 5, Uint8Array.of(2, 0x30, 0x46, 0x30, 0x30, 0x31, 13, 10, 3)),
    record(COMMAND_KIND.estop, 0, new Uint8Array(0)),
    record(COMMAND_KIND.link, 0, new Uint8Array(0)),
    record(COMMAND_KIND.storage, 0, Uint8Array.of(2)),
    record(COMMAND_KIND.boot, 0, new Uint8Array(0)),
    record(COMMAND_KIND.raw, 0, encodeUtf8(`room/clockwork/device/${definition.controller}_${key}/cmd`)),
  ];
  return Uint8Array.of(index, ...[...orders, ...others].flatMap((bytes) => [...bytes]));
}

/** OPEN, orders in sequence, one frame spoilt, a message out. */
function linkSeeds(): Uint8Array[] {
  const piece = (kind: number, ...bytes: number[]): number[] => [kind, bytes.length, ...bytes];
  const frame = (type: number, channel: number, sequence: number, ...payload: number[]): number[] =>
    piece(LINK_KIND.frame, type, channel, sequence & 0xff, sequence >> 8, 0, 0, 0, 0, 0, 0, ...payload);
  const open = frame(1, 0, 0, 1, 2, 3, 4);
  const drain = piece(LINK_KIND.drain, 0xff, 0x7f);
  const text = [...encodeUtf8('room/clockwork/core/heartbeat')];
  return [
    Uint8Array.from([...open, ...frame(2, 0, 1, 1), ...frame(8, 0, 2, 1, 0, 0, 0), ...drain]),
    Uint8Array.from([
      ...open,
      ...frame(0x83, 0, 1, 1, 2, 3),
      ...frame(3, 0, 2, 4, 5),
      ...frame(1, 5, 3, 0, text.length, ...text, 0x7b, 0x7d),
    ]),
    Uint8Array.from([
      ...open,
      ...piece(LINK_KIND.send, 5, 3, 1, 7, 7, 7),
      ...piece(LINK_KIND.tick, 0xff, 0xff, 0xff, 0),
      ...drain,
    ]),
    Uint8Array.from([
      ...open,
      ...piece(LINK_KIND.corrupt, 9, 0x10, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1),
      ...frame(2, 0, 1, 1),
      ...drain,
    ]),
    Uint8Array.from([...piece(LINK_KIND.bytes, 0, 0, 5, 1, 2, 3, 4, 0), ...open]),
  ];
}
