/** A seek shows what a replay from the start would show, wherever it comes from. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, type Entries, type Piece, ViewTape } from './view-tape.ts';

const KEYS = ['engine', 'node/a', 'plant/door', 'plant/lamp', 'command/1'];
const piece = (atUs: number, value: unknown): Piece => ({
  atUs,
  data: new TextEncoder().encode(JSON.stringify(value)),
});

interface Step {
  readonly afterUs: number;
  readonly set: Entries;
  readonly drop: readonly string[];
  readonly snapshot: boolean;
}
const step: fc.Arbitrary<Step> = fc.record({
  afterUs: fc.integer({ min: 1, max: 5 }),
  set: fc.dictionary(fc.constantFrom(...KEYS), fc.record({ value: fc.integer() }), { maxKeys: 3 }),
  drop: fc.subarray(KEYS, { maxLength: 2 }),
  snapshot: fc.boolean(),
});

function fold(entries: Record<string, unknown>, { set, drop }: Change): void {
  Object.assign(entries, set);
  for (const key of drop) delete entries[key];
}

/** The tape of these steps, and what a replay from the start has at each µs. */
function play(steps: readonly Step[]): { readonly tape: ViewTape; readonly replayed: readonly Entries[] } {
  const deltas: Piece[] = [];
  const snapshots: Piece[] = [];
  const replayed: Entries[] = [{}];
  const entries: Record<string, unknown> = {};
  for (const { afterUs, set, drop, snapshot } of steps) {
    for (let us = 1; us < afterUs; us += 1) replayed.push({ ...entries });
    const change = { set, drop: drop.filter((key) => !(key in set)) };
    fold(entries, change);
    const atUs = replayed.length;
    replayed.push({ ...entries });
    deltas.push(piece(atUs, change));
    if (snapshot) snapshots.push(piece(atUs, { entries }));
  }
  return { tape: new ViewTape(snapshots, deltas), replayed };
}

describe('the tape of a recording', () => {
  it('has at any instant what a replay from the start has', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.array(fc.nat(160), { maxLength: 8 }), (steps, seeks) => {
        const { tape, replayed } = play(steps);
        for (const seek of seeks) expect(tape.at(seek)).toEqual(replayed[Math.min(seek, replayed.length - 1)]);
      }),
    );
  });

  it('goes forward to the same by what changed between', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(100), fc.nat(60), (steps, fromUs, spanUs) => {
        const { tape } = play(steps);
        const entries = { ...tape.at(fromUs) };
        const change = tape.between(fromUs, fromUs + spanUs);
        if (change !== undefined) fold(entries, change);
        expect(entries).toEqual(tape.at(fromUs + spanUs));
      }),
    );
  });

  it('gives the same objects for what did not change', () => {
    const tape = new ViewTape(
      [piece(1, { entries: { a: { value: 1 }, b: { value: 1 } } })],
      [piece(1, { set: {}, drop: [] }), piece(5, { set: { b: { value: 2 } }, drop: [] })],
    );
    expect(tape.at(4).a).toBe(tape.at(9).a);
    expect(tape.at(4).b).not.toBe(tape.at(9).b);
    expect(tape.between(5, 9)).toBeUndefined();
  });
});
