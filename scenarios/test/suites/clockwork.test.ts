/**
 * What Clockwork is held to at every change: its hand-written scenarios, everything that campaigns ever found, and a small
 * campaign of fixed seeds, in a sound room and in one with faults.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hashRoom } from '@understudy/journal';
import { beforeAll, describe, expect, it } from 'vitest';
import { firmwareBytes, loadClockwork } from '../../../twin/test/load-clockwork.ts';
import {
  type CampaignSettings,
  formatScenarioProblem,
  type PreparedRoom,
  prepareRoom,
  readScenario,
  runPrepared,
  runShard,
  type ScenarioReport,
} from '../../src/index.ts';

const FOLDER = fileURLToPath(new URL('../../../rooms/clockwork/scenarios/', import.meta.url));
/** Paths of the scenario files in one of the room's folders of them. */
const namesIn = (folder: string): string[] =>
  readdirSync(`${FOLDER}${folder}`, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(({ name }) => `${folder}${name}`)
    .sort();

/** How those end that people play to the end. */
const OUTCOMES: Readonly<Record<string, ScenarioReport['outcome']>> = {
  'broker-falls-in-the-laboratory.json': 'won',
  'engine-gone-at-the-vault.json': 'won',
  'estop-in-the-finale.json': 'won',
  'nobody-touches-anything.json': 'timeout',
  'power-loss-in-the-boiler-room.json': 'won',
};
/** Some 30 s of one core each; long campaigns are run by `understudy campaign`. */
const CAMPAIGNS: readonly (readonly [faults: CampaignSettings['faults'], games: number])[] = [
  ['none', 12],
  ['swarm', 24],
];

let prepared: PreparedRoom;
beforeAll(async () => {
  const module = new WebAssembly.Module(new Uint8Array(await firmwareBytes()));
  prepared = prepareRoom(await loadClockwork(), module);
});

function run(path: string): ScenarioReport {
  const read = readScenario(readFileSync(path, 'utf8'), prepared.room);
  if (!read.ok) throw new Error(read.problems.map(formatScenarioProblem).join('\n'));
  return runPrepared(prepared, read.scenario);
}

/** What a failing test shows: enough to run the game again by hand. */
const verdictOf = ({ verdict, violations, evidence }: ScenarioReport) => ({
  verdict,
  violations: violations.map(({ invariant, detail }) => `${invariant}: ${detail}`),
  neverFired: evidence.filter(({ fired }) => fired === 0).map(({ fault }) => fault),
});
const PASSED = { verdict: 'passed', violations: [], neverFired: [] };

describe('scenarios of Clockwork, written by hand and found by campaigns', () => {
  it.each([...namesIn(''), ...namesIn('regressions/')])('%s', (name) => {
    const report = run(`${FOLDER}${name}`);
    expect(verdictOf(report)).toEqual(PASSED);
    if (OUTCOMES[name] !== undefined) expect(report.outcome).toBe(OUTCOMES[name]);
  });
});

describe('a small campaign in Clockwork', () => {
  it.each(CAMPAIGNS)('faults: %s, %d games', { timeout: 180_000 }, (faults, games) => {
    const settings: CampaignSettings = {
      schema: 'understudy.campaign/1',
      room: prepared.room.manifest.room,
      roomHash: hashRoom(prepared.room),
      codeHash: 'test',
      seed: 2026,
      gamesPerShard: games,
      games,
      faults,
      repeatEvery: 12,
    };
    const result = runShard(prepared.room, prepared.module, settings, 0, { shrinkRuns: 0 });
    // The whole scenario, so that a failure here can be run by hand before a campaign finds it again.
    const found = result.failures.map(
      ({ game, firstViolation, scenario }) =>
        `game ${game}, ${firstViolation.invariant}: ${firstViolation.detail}\n${JSON.stringify(scenario)}`,
    );
    expect(found).toEqual([]);
    expect(result.divergences).toEqual([]);
    expect(result.games).toHaveLength(games);
  });
});
