/** `understudy mutants`: defects of several places are caught and shrunk, and the command fails when it should. */

import { readFileSync } from 'node:fs';
import type { Room } from '@understudy/contract';
import { CANARY, DEFECTS, type Defect } from '@understudy/scenarios/defects';
import { describe, expect, it } from 'vitest';
import { bundleProgram } from '../src/mutants/bundle.ts';
import { applyPatch, checkDefects } from '../src/mutants/patch.ts';
import { type MutantsReport, problemsOf } from '../src/mutants/report.ts';
import type { Trial } from '../src/mutants/trial.ts';
import { tryAll } from '../src/mutants/try-all.ts';
import { roomFolder } from '../src/paths.ts';
import { openRoom } from '../src/room/open.ts';
import { understudy } from './run-cli.ts';

const SILENT = { update: () => undefined, done: () => undefined };
const SAMPLE = ['sequence-skips-safety', 'lock-completes-at-once', 'late-subscriber-is-deaf', 'bolt-without-spring'];

interface Row {
  readonly id: string;
  readonly games: number;
  readonly limit: number;
  readonly records: number;
  readonly caughtBy: number;
}

describe('understudy mutants', () => {
  it('catches defects of several places in few games, and shrinks its plan', async () => {
    const { code, out, err } = await understudy('mutants', '--json', '--jobs', '2', '--only', SAMPLE.join(','));
    const report = JSON.parse(out) as { problems: string[]; canary: Row; mutants: Row[]; sound: { alarms: unknown[] } };
    expect(report.problems, err).toEqual([]);
    expect(code).toBe(0);
    expect(report.mutants.map(({ id }) => id).sort()).toEqual([...SAMPLE].sort());
    for (const { games, limit, records, caughtBy } of [report.canary, ...report.mutants]) {
      expect(games).toBeLessThanOrEqual(limit);
      expect(records).toBeLessThanOrEqual(8);
      expect(caughtBy).toBeGreaterThan(0);
    }
  }, 300_000);

  it('tries nothing else when the canary lives', async () => {
    const folder = roomFolder('clockwork');
    const room: Room = await openRoom(folder);
    // As sound as can be: a canary that cannot be caught.
    const harmless: Defect = {
      ...CANARY,
      patches: [
        { file: 'engine/core/src/safety/room-safety.ts', from: "/** The room's safety latch.", to: '/** The latch.' },
      ],
    };
    const settings = { folder, room, seed: 1, jobs: 1, defects: DEFECTS.slice(0, 1), canary: harmless };
    const report = await tryAll(settings, SILENT, () => undefined);
    expect(report.trials).toEqual([]);
    expect(problemsOf(report)).toEqual(['CANARY: not caught in 1 games: the harness itself is broken']);
  }, 120_000);

  it('names a defect that nobody knows', async () => {
    const { code, err } = await understudy('mutants', '--only', 'no-such-defect');
    expect(code).toBe(2);
    expect(err).toContain('no-such-defect');
  });
});

describe('a patch', () => {
  const patch = { file: 'a.ts', from: 'one', to: 'two' };

  it('fits once or not at all', () => {
    expect(applyPatch('just one', patch)).toBe('just two');
    expect(() => applyPatch('nothing', patch)).toThrow(/a\.ts: expected exactly once, seen 0 times/);
    expect(() => applyPatch('one by one', patch)).toThrow(/seen 2 times/);
  });

  it('of sources that have moved on is found before anything is built', () => {
    const stale = { ...CANARY, patches: [{ ...patch, file: 'engine/core/src/index.ts', from: 'gone' }] };
    expect(() => checkDefects([stale])).toThrow(/seen 0 times/);
  });

  it('must change something that a game runs', async () => {
    const unused = {
      file: 'viewer/build.ts',
      from: 'export async function buildViewer',
      to: 'export async function build',
    };
    await expect(bundleProgram([unused])).rejects.toThrow(/Nothing that a game runs/);
  });

  it('is in the bundle of its mutant, and in no sound one', async () => {
    const sound = readFileSync(await bundleProgram([]), 'utf8');
    const mutant = readFileSync(await bundleProgram(CANARY.patches), 'utf8');
    const [{ to = '' } = {}] = CANARY.patches;
    expect(mutant).toContain(to);
    expect(sound).not.toContain(to);
    for (const text of [sound, mutant]) {
      for (const { id, title } of [CANARY, ...DEFECTS]) expect([id, text.includes(title)]).toEqual([id, false]);
    }
  });
});

describe('the verdict', () => {
  const caught: Trial = { defect: CANARY, games: 1, records: 1, seconds: 1 };
  const report: MutantsReport = {
    room: 'clockwork',
    seed: 1,
    canary: caught,
    trials: [caught],
    sound: { games: 1, alarms: [] },
    seconds: 1,
  };
  const violation = { number: 1, invariant: '1 E-stop', atUs: 0, detail: 'a lamp' };

  it('is good when all are caught and the sound build is clean', () => {
    expect(problemsOf(report)).toEqual([]);
  });
  it('is bad with a defect that lives', () => {
    expect(problemsOf({ ...report, trials: [{ ...caught, problem: 'not caught in 9 games' }] })).toHaveLength(1);
  });
  it('is bad with a false alarm', () => {
    const alarmed = { ...report, sound: { games: 1, alarms: [{ game: 0, violation }] } };
    expect(problemsOf(alarmed)).toEqual(['the sound build breaks game 1: 1 E-stop: a lamp']);
  });
});
