/** Invariants 28 and 29: of whole runs, not of a moment. Each gives the first thing that is not as it should be. */
import type { Room } from '@understudy/contract';
import type { CreateEngine, Effect, EngineOptions, Input, RestoreEngine } from '@understudy/core';
import type { CommandRecord, Violation } from '@understudy/twin';

/** One step of an engine as its journal has it. */
export interface JournalStep {
  readonly atUs: number;
  readonly inputs: readonly Input[];
}

export interface RecoverySetting {
  readonly room: Room;
  readonly options: EngineOptions;
  readonly createEngine: CreateEngine;
  readonly restoreEngine: RestoreEngine;
}

/**
 * 28: an engine that goes on from the snapshot after step `after` says what one that took every step says, byte for byte, and
 * ends in the same state. Undefined when it does.
 */
export function checkRecovery(
  { room, options, createEngine, restoreEngine }: RecoverySetting,
  steps: readonly JournalStep[],
  after: number,
): Violation | undefined {
  const whole = createEngine(room, options);
  for (const { atUs, inputs } of steps.slice(0, after)) whole.step(atUs, inputs);
  const tail = restoreEngine(room, options, whole.snapshot());
  for (const [index, { atUs, inputs }] of steps.slice(after).entries()) {
    const expected = said(whole.step(atUs, inputs));
    const seen = said(tail.step(atUs, inputs));
    if (expected !== seen) {
      return broken(
        28,
        atUs,
        `step ${after + index + 1}: expected ${cut(expected, seen)}, seen ${cut(seen, expected)}`,
      );
    }
  }
  const endUs = steps.at(-1)?.atUs ?? 0;
  const [expected, seen] = [whole.snapshot(), tail.snapshot()];
  if (expected !== seen)
    return broken(28, endUs, `snapshots differ: expected ${cut(expected, seen)}, seen ${cut(seen, expected)}`);
  if (whole.hash() !== tail.hash()) return broken(28, endUs, `hash: expected ${whole.hash()}, seen ${tail.hash()}`);
  return undefined;
}

/** What two runs are compared by; a `ScenarioReport` is one. */
export interface HashedRun {
  readonly endUs: number;
  readonly hash: string;
  readonly rollingHash: readonly string[];
}

/** 29: the same (code, room, plan) gives the same run. The rolling hash dates the first difference. */
export function checkSameRun(one: HashedRun, other: HashedRun): Violation | undefined {
  const mark = one.rollingHash.findIndex((hash, index) => hash !== other.rollingHash[index]);
  if (mark >= 0) {
    const seen = other.rollingHash[mark] ?? 'the end';
    return broken(29, one.endUs, `mark ${mark} of the rolling hash: expected ${one.rollingHash[mark]}, seen ${seen}`);
  }
  if (one.hash === other.hash && one.rollingHash.length === other.rollingHash.length) return undefined;
  return broken(29, one.endUs, `hash: expected ${one.hash}, seen ${other.hash}`);
}

type Sent = Pick<CommandRecord, 'atUs' | 'device' | 'op' | 'parameters'>;

/**
 * 29: without faults two bindings (the twin in one process, the room over MQTT) send each device the same commands in the same
 * order. Between devices the order is the network's.
 */
export function checkSameCommands(expected: readonly Sent[], seen: readonly Sent[]): Violation | undefined {
  const theirs = byDevice(seen);
  for (const [device, commands] of byDevice(expected)) {
    const others = theirs.get(device) ?? [];
    for (let index = 0; index < Math.max(commands.length, others.length); index += 1) {
      const [one, other] = [commands[index], others[index]];
      if (one !== undefined && other !== undefined && one.text === other.text) continue;
      const atUs = (other ?? one)?.atUs ?? 0;
      return broken(
        29,
        atUs,
        `${device}, command ${index + 1}: expected ${one?.text ?? 'none'}, seen ${other?.text ?? 'none'}`,
      );
    }
    theirs.delete(device);
  }
  for (const [device, [first]] of theirs) {
    if (first !== undefined) return broken(29, first.atUs, `${device}: expected no command, seen ${first.text}`);
  }
  return undefined;
}

function byDevice(commands: readonly Sent[]): Map<string, { readonly atUs: number; readonly text: string }[]> {
  const devices = new Map<string, { readonly atUs: number; readonly text: string }[]>();
  for (const { atUs, device, op, parameters } of commands) {
    const of = devices.get(device) ?? [];
    of.push({ atUs, text: `${op} ${JSON.stringify(parameters)}` });
    devices.set(device, of);
  }
  return devices;
}

function said(effects: readonly Effect[]): string {
  return JSON.stringify(effects);
}

/** A text from a little before where it parts from the other. */
function cut(text: string, other: string): string {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  return text.slice(Math.max(0, at - 20), at + 60);
}

const TITLES: Readonly<Record<number, string>> = {
  28: 'A replayed journal equals snapshot and tail',
  29: 'The same plan gives the same run',
};

function broken(number: 28 | 29, atUs: number, detail: string): Violation {
  return { number, invariant: `${number} ${TITLES[number]}`, atUs, detail };
}
