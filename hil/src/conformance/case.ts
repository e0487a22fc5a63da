/** A case of the suite, what it may fail with, and the result of running it. */
import { canonicalJson } from '@understudy/contract';
import type { Rig } from './rig.ts';

export interface Case {
  /** `<group>: <what must hold>`; unique in the suite. */
  readonly name: string;
  /** Acts on a device under test as new. @throws ConformanceFailure */
  readonly run: (rig: Rig) => Promise<void>;
}

/** The firmware did not do what the contract says. */
export class ConformanceFailure extends Error {
  readonly code = 'CONFORMANCE';

  constructor(what: string, expected: string, seen: string) {
    super(`${what}: expected ${expected}, seen ${seen}`);
    this.name = 'ConformanceFailure';
  }
}

/** Compares as canonical JSON; undefined members count as absent. @throws ConformanceFailure */
export function same(what: string, seen: unknown, expected: unknown): void {
  const [left, right] = [text(seen), text(expected)];
  if (left !== right) throw new ConformanceFailure(what, right, left);
}

/** @throws ConformanceFailure when `holds` is false */
export function must(what: string, holds: boolean, expected: string, seen: unknown): void {
  if (!holds) throw new ConformanceFailure(what, expected, text(seen));
}

const text = (value: unknown): string => (value === undefined ? 'nothing' : canonicalJson(value));
