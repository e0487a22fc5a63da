/** Files that are no scenario of the room are refused with the reason; the room's own all fit. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarioRun } from '../src/commands/scenario.ts';
import { heard } from './heard.ts';
import { type Finished, understudy } from './run-cli.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-scenario-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const SCENARIO = {
  schema: 'understudy.scenario/1',
  room: 'clockwork',
  seed: 7,
  plan: [{ kind: 'act', atMs: 2000, plant: 'estop_lab', action: 'press' }],
  endMs: 3000,
};

function written(content: unknown): string {
  const path = join(folder, 'scenario.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const run = (content: unknown, ...args: string[]): Promise<Finished> =>
  understudy('scenario', 'run', written(content), ...args);

describe('understudy scenario', () => {
  it('runs one and tells what came of it', async () => {
    const { code, out, err } = await run(SCENARIO, '--json');
    expect(code, err).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'passed', violations: [], endUs: 3_000_000 });
  });

  it.each([
    ['of another room', { ...SCENARIO, room: 'manor' }, /SCENARIO_ROOM .*seen "manor"/],
    ['of a room that is a path', { ...SCENARIO, room: '../clockwork' }, /SCENARIO_ROOM .*seen "\.\.\/clockwork"/],
    ['of another version', { ...SCENARIO, schema: 'understudy.scenario/2' }, /SCENARIO_SCHEMA_VERSION .*scenario\/2/],
    ['of a failure of another version', { schema: 'understudy.failure/9' }, /SCENARIO_SCHEMA_VERSION .*failure\/9/],
    ['that is no JSON', '{"schema":', /SCENARIO_INVALID .*expected JSON/],
    ['that is a list', [], /SCENARIO_INVALID .*expected a scenario/],
    [
      'with a prop that is not there',
      { ...SCENARIO, plan: [{ ...SCENARIO.plan[0], plant: 'estop_lap' }] },
      /SCENARIO_UNKNOWN \/plan\/0\/plant: .*nearest is estop_lab.*seen estop_lap/,
    ],
    [
      'with a member too many',
      { ...SCENARIO, plan: [{ ...SCENARIO.plan[0], force: 1 }] },
      /SCENARIO_INVALID \/plan\/0/,
    ],
  ])('refuses a file %s', async (_, content, message) => {
    // The command alone: the next test has the process around it.
    const { code, out, err } = await heard(() => scenarioRun(written(content), {}));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('ends the process with 2 when it refuses a file', async () => {
    const { code, out, err } = await run({ ...SCENARIO, schema: 'understudy.scenario/2' });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^SCENARIO_SCHEMA_VERSION .*scenario\/2/);
  });

  it('keeps only failures', async () => {
    writeFileSync(join(folder, 'plain.json'), JSON.stringify(SCENARIO));
    const { code, err } = await understudy('scenario', 'keep', join(folder, 'plain.json'));
    expect(code).toBe(2);
    expect(err).toMatch(/NOT_A_FAILURE/);
  });

  it("lists Clockwork's, every one of which fits the room", async () => {
    const { code, out, err } = await understudy('scenario', 'list', 'clockwork', '--json');
    expect(code, err).toBe(0);
    const files = JSON.parse(out) as readonly { readonly note?: string }[];
    expect(files.length).toBeGreaterThan(3);
    for (const { note } of files) expect(note).toMatch(/\w/);
  });
});
