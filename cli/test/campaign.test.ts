/** Campaigns as their user runs them: processes, folders, exit codes. The room is small, so that a game takes milliseconds. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FailureFile } from '../src/campaign/failure-file.ts';
import type { CampaignReport } from '../src/campaign/report/model.ts';
import { type Finished, launch, understudy } from './run-cli.ts';
import { smallRoom } from './small-room.ts';

let folder: string;
let sound: string;
let broken: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-campaigns-'));
  sound = smallRoom();
  broken = smallRoom({ releaseMs: 400 });
});
afterAll(() => {
  for (const path of [folder, dirname(sound), dirname(broken)]) rmSync(path, { recursive: true, force: true });
});

const out = (name: string): string => join(folder, name);
const GAMES = ['--jobs', '1', '--games', '40', '--games-per-shard', '5', '--seed', '3', '--faults', 'none', '--json'];

const campaign = (room: string, name: string, ...args: string[]): Promise<Finished> =>
  understudy('campaign', room, '--out', out(name), ...args);

/** What a report says, apart from wall time and where it stands. */
function findings(name: string): object {
  const report = JSON.parse(readFileSync(join(out(name), 'report.json'), 'utf8')) as CampaignReport;
  const { timing: _timing, failures, ...rest } = report;
  return { ...rest, failures: failures.map(({ replay: _replay, ...failure }) => failure) };
}

/** A busy machine takes its time over a dozen processes. */
const PATIENCE = { timeout: 240_000 };

describe('understudy campaign', PATIENCE, () => {
  it('plays games, keeps them, reports them; and is the same in parts, merged', async () => {
    const whole = await campaign(sound, 'whole', ...GAMES);
    expect(whole.code, whole.err).toBe(0);
    const summary = JSON.parse(whole.out) as { readonly gamesPerSecond: number; readonly speedup: number };
    expect(summary).toMatchObject({ games: 40, verdict: 'clean', violations: [], invalid: 0, missing: { games: [] } });
    expect(summary).toHaveProperty('coverage.categories.node', { reached: 6, total: 6 });
    expect(summary.gamesPerSecond).toBeGreaterThan(0);
    expect(summary.speedup).toBeGreaterThan(summary.gamesPerSecond);
    expect(readdirSync(join(out('whole'), 'shards'))).toHaveLength(8);

    const parts = await Promise.all(
      [1, 2].map((index) => campaign(sound, `part${index}`, ...GAMES, '--shard', `${index}/2`)),
    );
    expect(parts.map(({ code, err }) => [code, err.includes('VIOLATION')])).toEqual([
      [0, false],
      [0, false],
    ]);
    const merged = await understudy('campaign', 'merge', out('part1'), out('part2'), '--out', out('merged'), '--json');
    expect(merged.code, merged.err).toBe(0);
    expect(JSON.parse(merged.out)).toMatchObject({ games: 40 });
    expect(findings('merged')).toEqual(findings('whole'));

    const half = await understudy('campaign', 'merge', out('part2'), '--out', out('half'), '--json');
    expect(half.code).toBe(3);
    expect(JSON.parse(half.out)).toMatchObject({ games: 20, verdict: 'incomplete' });

    const settings = readFileSync(join(out('part2'), 'settings.json'), 'utf8');
    writeFileSync(join(out('part2'), 'settings.json'), settings.replace('"seed": 3', '"seed": 4'));
    const refused = await understudy('campaign', 'merge', out('part1'), out('part2'), '--out', out('no'));
    expect([refused.code, existsSync(out('no'))]).toEqual([2, false]);
    expect(refused.err).toMatch(/CAMPAIGN_DIFFERS .*seed: 3 here, 4 there/);
  });

  it('stops cleanly on Ctrl-C, says what is missing, and goes on where it was', async () => {
    const running = launch('campaign', sound, '--out', out('stopped'), ...GAMES);
    while (!existsSync(join(out('stopped'), 'shards')) && running.child.exitCode === null) await sleep(20);
    running.child.kill('SIGINT');
    const stopped = await running.finished;
    expect(stopped.code, stopped.err).toBe(3);
    const summary = JSON.parse(stopped.out) as { readonly games: number; readonly missing: { games: number[] } };
    expect(summary).toMatchObject({ verdict: 'incomplete', missing: { stopped: true } });
    expect(summary.games).toBeGreaterThan(0);
    expect(summary.games + summary.missing.games.length).toBe(40);
    expect(readFileSync(join(out('stopped'), 'report.html'), 'utf8')).toContain('was stopped by hand');

    const refused = await campaign(sound, 'stopped', ...GAMES, '--seed', '9');
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/CAMPAIGN_DIFFERS .*seed: 9 here, 3 there/);

    const resumed = await campaign(sound, 'stopped', ...GAMES);
    expect(resumed.code, resumed.err).toBe(0);
    expect(JSON.parse(resumed.out)).toMatchObject({ games: 40, missing: { games: [], stopped: false } });
    expect(findings('stopped')).toEqual(findings('whole'));
  });

  it('runs for a time', async () => {
    const { code, out: text, err } = await campaign(sound, 'timed', '--minutes', '0.05', '--faults', 'none', '--json');
    expect(code, err).toBe(0);
    expect(JSON.parse(text)).toMatchObject({ verdict: 'clean', missing: { games: [], stopped: false } });
  });

  it('keeps what it can when a folder refuses files, and names them', async () => {
    const inFile = join(folder, 'file');
    writeFileSync(inFile, '');
    const nowhere = await campaign(sound, join('file', 'out'), ...GAMES);
    expect(nowhere.code).toBe(3);
    expect(nowhere.err).toMatch(/UNWRITABLE .*file.out.facts\.json cannot be written/);

    mkdirSync(out('blocked'));
    writeFileSync(join(out('blocked'), 'shards'), '');
    const blocked = await campaign(sound, 'blocked', ...GAMES, '--shard', '8/8');
    expect(blocked.code, blocked.err).toBe(3);
    expect(JSON.parse(blocked.out)).toMatchObject({ games: 5, verdict: 'incomplete' });
    expect(blocked.err).toMatch(/shards.7\.json cannot be written/);
    expect(readFileSync(join(out('blocked'), 'report.html'), 'utf8')).toContain('7.json cannot be written');
  });

  it.each([
    [['--shard', '3/2'], /BAD_SHARD .*seen '3\/2'/],
    [['--faults', 'network.gremlins'], /UNKNOWN_FAULT .*seen 'network\.gremlins'/],
    [['--games', '5', '--minutes', '1'], /cannot be used with/],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await campaign(sound, 'refused', ...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(existsSync(out('refused'))).toBe(false);
  });
});

describe('a broken room', PATIENCE, () => {
  it('fails, and the failure can be run again, kept, and passes once the room is mended', async () => {
    const found = await campaign(
      broken,
      'broken',
      '--games',
      '4',
      '--games-per-shard',
      '2',
      '--faults',
      'none',
      '--json',
    );
    expect(found.code, found.err).toBe(1);
    const { violations } = JSON.parse(found.out) as { readonly violations: readonly { readonly replay: string }[] };
    expect(violations.length).toBeGreaterThan(0);
    const [name = ''] = readdirSync(join(out('broken'), 'failures'));
    const path = join(out('broken'), 'failures', name);
    const failure = JSON.parse(readFileSync(path, 'utf8')) as FailureFile;
    expect(failure).toMatchObject({ schema: 'understudy.failure/1', firstViolation: { number: expect.any(Number) } });
    expect(failure.lockfileHash).toMatch(/^[0-9a-f]{64}$/);
    expect(failure.replay).toBe(`npx understudy scenario run ${path}`);
    expect(readFileSync(join(out('broken'), 'junit.xml'), 'utf8')).toMatch(/failures="[1-9]/);

    const again = await understudy('scenario', 'run', path, '--room', broken, '--json');
    expect(again.code, again.err).toBe(1);
    expect(JSON.parse(again.out)).toMatchObject({ reproduced: true, verdict: 'failed' });

    const kept = await understudy('scenario', 'keep', path, '--room', broken, '--name', 'slow-lock');
    expect(kept.code, kept.err).toBe(0);
    const regression = join(broken, 'scenarios', 'regressions', 'slow-lock.json');
    const list = await understudy('scenario', 'list', broken, '--json');
    expect(JSON.parse(list.out)).toMatchObject([{ note: expect.stringContaining(failure.firstViolation.invariant) }]);

    const mended = await understudy('scenario', 'run', regression, '--room', sound);
    expect(mended.code, mended.err).toBe(0);
    expect(mended.out).toContain('PASSED');
  });
});
