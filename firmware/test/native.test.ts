/** The same sources by the system's compiler, with sanitizers, through all vectors and a storm of mutated payloads. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileTable, REASON_CODES } from '@understudy/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIRMWARE_ROOT, gatherSources } from '../build/index.ts';
import { signed } from '../test-utils/sign.ts';
import { commandVectors, rejectPayload, rejectVectors, vectorDefinition, wirePayload } from '../test-utils/vectors.ts';

const FLAGS = [
  '-std=c++20',
  '-O1',
  '-g',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-fno-exceptions',
  '-fno-rtti',
  '-fsanitize=address,undefined',
  '-fno-sanitize-recover=all',
];
const folder = mkdtempSync(join(tmpdir(), 'understudy-native-'));
const program = join(folder, 'firmware');

beforeAll(() => {
  const unit = join(folder, 'unity.cc');
  writeFileSync(unit, gatherSources('native', FLAGS).unit);
  execFileSync('g++', [...FLAGS, `-I${FIRMWARE_ROOT}`, unit, '-o', program], { stdio: 'pipe' });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hex = (bytes: Uint8Array): string => (bytes.length === 0 ? '-' : Buffer.from(bytes).toString('hex'));
/** Puts steps to the host; its output lines. Fails when a sanitizer stops it. */
const run = (steps: readonly string[]): string[] =>
  execFileSync(program, { input: `${steps.join('\n')}\n`, maxBuffer: 1 << 26, encoding: 'utf8' }).split('\n');

/** A controller of the reject vectors' context, with the epoch and the sequence that it has already accepted. */
function prepared(vector: (typeof rejectVectors)[number]): string[] {
  const { context } = vector;
  const table = compileTable({ room: 'clockwork' }, vectorDefinition(context));
  const first = signed({
    device: context.device_id,
    sequence: context.last_sequence,
    op: 'noop',
    epoch: context.highest_epoch,
  });
  return [
    'erase',
    'pin 0 1',
    `boot ${hex(table)} ${context.key_hex} 0 1000`,
    'link 1 1000',
    message(vector, Buffer.from(first), 1000),
  ];
}
const message = (vector: (typeof rejectVectors)[number], payload: Uint8Array, now: number): string =>
  `message room/clockwork/device/${vector.context.device_id}/cmd ${hex(payload.subarray(0, 2049))} 0 ${now}`;

describe('the native build', () => {
  it('computes the MAC of every command', () => {
    const table = compileTable({ room: 'clockwork' }, vectorDefinition(firstVector().context));
    const steps = commandVectors.flatMap((vector) => [
      `boot ${hex(table)} ${vector.key_hex} 0 1000`,
      `mac ${hex(wirePayload(vector))}`,
    ]);
    const macs = run(steps).filter((line) => line.startsWith('mac '));
    expect(macs).toEqual(commandVectors.map((vector) => `mac ${vector.mac_hex}`));
  });

  it('answers every reject vector as expected', () => {
    for (const vector of rejectVectors) {
      const counters = run([...prepared(vector), message(vector, rejectPayload(vector), 1001)])
        .filter((line) => line.startsWith('counters '))
        .map((line) => line.split(' ').slice(1).map(Number));
      const last = counters.at(-1) ?? [];
      const raised = REASON_CODES.filter((_code, index) => last[index] === 1);
      expect(raised, vector.name).toEqual(vector.expected === 'ACCEPTED' ? [] : [vector.expected]);
    }
  });

  it('reads nothing outside a payload that was cut or changed anywhere', () => {
    const vector = firstVector();
    const whole = rejectPayload(vector);
    const steps = prepared(vector);
    for (let at = 0; at < whole.length; at += 1) {
      steps.push(message(vector, whole.subarray(0, at), 1001));
      for (const byte of [0x00, 0x22, 0x5c, 0x7b, 0x7d, 0xff]) {
        const changed = Buffer.from(whole);
        changed[at] = byte;
        if (!changed.equals(whole)) steps.push(message(vector, changed, 1001));
      }
    }
    const output = run(steps);
    expect(output.filter((line) => line.startsWith('write '))).toEqual(['write 1 0']);
  });

  it('decodes no table that was cut or changed anywhere, and survives trying', () => {
    const vector = firstVector();
    const table = compileTable({ room: 'clockwork' }, vectorDefinition(vector.context));
    const steps: string[] = [];
    for (let at = 0; at < table.length; at += 1) {
      const changed = table.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x81;
      for (const bytes of [table.subarray(0, at), changed]) {
        steps.push('erase', 'pin 0 1', `boot ${hex(bytes)} ${vector.context.key_hex} 0 0`, 'link 1 0', 'run 1000');
      }
    }
    const hellos = run(steps).filter((line) => line.includes('/hello '));
    expect(hellos.length).toBe(table.length * 2);
    expect(hellos.filter((line) => !line.includes('"kind":"FAULT","reason_code":"BAD_TABLE"'))).toEqual([]);
  });
});

function firstVector(): (typeof rejectVectors)[number] {
  const [vector] = rejectVectors;
  if (vector === undefined) throw new Error('expected reject vectors, seen none');
  return vector;
}
