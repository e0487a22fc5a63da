/** Reports of made-up results: the same in any order, nothing that the text of a room can break, and every verdict. */
import { describe, expect, it } from 'vitest';
import { SAMPLE_SESSIONS, SAMPLE_SETTINGS, sampleInput, sampleShard } from '../fixtures/sample.ts';
import { summaryJson, summaryText } from '../summary.ts';
import { buildReport } from './build.ts';
import { junitXml } from './junit.ts';
import { type CampaignReport, verdictOf } from './model.ts';
import { reportPage } from './page.ts';
import { plotData } from './time-section.ts';

const whole = [sampleShard(0), sampleShard(1), sampleShard(2)];
const failing = [sampleShard(0, [3]), sampleShard(1, [6, 9]), sampleShard(2)];
const stamp = { host: 'bench & co', writtenAt: new Date(0) };
const reportOf = (...input: Parameters<typeof sampleInput>): CampaignReport => buildReport(sampleInput(...input));

describe('buildReport', () => {
  it('is the same in whatever order shards come, and counts one that comes twice once', () => {
    const [one, two, three] = failing;
    if (one === undefined || two === undefined || three === undefined) throw new Error('expected three shards');
    expect(reportOf([three, one, two, one])).toEqual(reportOf(failing));
  });

  it('adds up games, coverage, faults, strategies and players', () => {
    const report = reportOf(failing);
    expect(report).toMatchObject({ games: 15, failed: 3, invalid: 3, passed: 9, gameSeconds: 36_000, events: 15_000 });
    expect(report.coverage).toEqual([
      { category: 'edge', reached: 1, total: 3, missing: ['three>four', 'two>three'], unexpected: [] },
      { category: 'node', reached: 3, total: 4, missing: ['four'], unexpected: [] },
      {
        category: 'sometimes',
        reached: 0,
        total: 2,
        missing: ['a shard of the <moon>', 'estop while a drawer moves'],
        unexpected: [],
      },
    ]);
    expect(report.faults.map(({ name, injected, fired }) => [name, injected, fired])).toEqual([
      ['controller.reset', 0, 0],
      ['network.drop', 18, 15],
      ['sensor.stuck', 9, 3],
    ]);
    expect(report.strategies[1]).toEqual({
      strategy: 'slack',
      games: 6,
      failures: 3,
      coverage: 3,
      slack: 9,
      invariants: [12],
    });
    expect(report.players.map(({ players, games, outcomes }) => [players, games, outcomes])).toEqual([
      ['impatient and random', 7, { timeout: 7 }],
      ['solver', 8, { won: 8 }],
    ]);
    expect(report.invariants.map(({ number, failedGames, slackMs }) => [number, failedGames, slackMs])).toEqual([
      [1, 0, 12],
      [12, 3, undefined],
      [16, 0, 25_000],
      [24, 0, undefined],
    ]);
  });

  it('has a line with each failure that runs it again', () => {
    expect(reportOf(failing).failures[0]?.replay).toBe(
      'npx understudy scenario run runs/campaigns/small-7/failures/12-3.json',
    );
  });
});

describe('verdictOf', () => {
  it('is clean only when nothing was found and nothing is missing', () => {
    const input = sampleInput(whole);
    expect(verdictOf(buildReport(input))).toBe('clean');
    expect(verdictOf(reportOf(failing))).toBe('failed');
    const incomplete = [
      { results: whole.slice(1) },
      { results: [...whole.slice(1), { ...sampleShard(0), missing: [4] }] },
      { stopped: true },
      { lost: [{ shard: 1, attempts: 3, reason: 'gone' }] },
      { troubles: ['shards/1.json cannot be written'] },
    ];
    for (const change of incomplete) expect(verdictOf(buildReport({ ...input, ...change }))).toBe('incomplete');
    // A violation outweighs what is missing.
    expect(verdictOf(buildReport({ ...input, results: failing.slice(0, 2) }))).toBe('failed');
  });

  it('fails a long campaign that never met a rare state', () => {
    const [game] = whole[0]?.games ?? [];
    if (game === undefined) throw new Error('expected a game');
    const games = Array.from({ length: 500 }, (_, number) => ({ ...game, game: number }));
    const settings = { ...SAMPLE_SETTINGS, gamesPerShard: 500, games: 500 };
    const long = { ...sampleInput([{ ...sampleShard(0), settings, games }]), settings };
    const report = buildReport(long);
    expect(report.missing.sometimes.map(({ name }) => name)).toContain('latch_cleared_by_two');
    expect(verdictOf(report)).toBe('failed');
    const sound = { ...settings, faults: 'none' as const };
    const input = { ...long, settings: sound, results: long.results.map((result) => ({ ...result, settings: sound })) };
    expect(verdictOf(buildReport(input))).toBe('clean');
  });

  it('names the games that are missing, of a stopped shard those that it lacks', () => {
    const report = reportOf([{ ...sampleShard(1), missing: [8, 9] }]);
    expect(report.missing.games).toEqual([0, 1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 14]);
    expect(summaryText(report, 'out', [])).toContain('missing: games 0 to 4, 8 to 14');
    expect(summaryText(report, 'out', ['out/report.html is not there'])).not.toContain('report: out');
  });
});

describe('reportPage', () => {
  const page = reportPage(reportOf(failing));

  it('needs nothing but itself', () => {
    expect(page).not.toMatch(/(src|href)=/);
    expect(page).not.toMatch(/url\(|@import/);
    expect(page.length).toBeLessThan(200_000);
  });

  it('shows markup in names and messages as text', () => {
    expect(page).not.toMatch(/<room>|<moon>|<both>/);
    expect(page).toContain('Small &lt;room&gt; &amp; &quot;hall&quot;');
    expect(page).toContain('laser and lamp are &lt;both&gt; on &amp; nobody minds');
  });

  it('gives every table a caption, every section a heading, every plot its words', () => {
    const count = (pattern: RegExp): number => page.match(pattern)?.length ?? 0;
    expect(count(/<table/g)).toBe(count(/<caption/g));
    expect(count(/<section/g)).toBe(count(/<h2/g));
    expect(count(/<figure/g)).toBe(count(/<figcaption>\S/g));
    expect(count(/data-plot=/g)).toBe(count(/role="img" aria-label="[^"]{20,}"/g));
  });

  it('shows of many failures of one invariant a few, and says how many more there are', () => {
    const many = reportPage(reportOf([sampleShard(0, [0, 1, 2, 3, 4]), sampleShard(1, [5, 6, 7, 8, 9])]));
    expect(many.match(/<article>/g)).toHaveLength(5);
    expect(many).toContain('5 more in the folder');
  });
});

describe('plotData', () => {
  it('carries on from one process to the next', () => {
    const data = plotData(SAMPLE_SESSIONS);
    expect(data.seconds).toEqual([...data.seconds].sort((one, other) => one - other));
    expect(data.games).toEqual([...data.games].sort((one, other) => one - other));
    expect(data.games.at(-1)).toBe(Math.floor(119 * 0.1) + 3);
  });

  it('is empty for a campaign that never played', () => {
    expect(plotData([{ jobs: 1, samples: [] }]).seconds).toEqual([]);
  });
});

describe('junitXml', () => {
  it('has a case an invariant, and its failures', () => {
    const xml = junitXml(reportOf(failing), stamp);
    expect(xml).toContain('tests="7" failures="1" errors="0"');
    expect(xml).toContain('hostname="bench &amp; co"');
    expect(xml.match(/<testcase /g)).toHaveLength(7);
    expect(xml.match(/<failure message="broken in 3 games" type="violation">/g)).toHaveLength(1);
    expect(xml).toContain('laser and lamp are &lt;both&gt; on &amp; nobody minds');
  });

  it('tells what is missing as an error, not as a failure', () => {
    const xml = junitXml(buildReport({ ...sampleInput(whole.slice(1)), stopped: true }), stamp);
    expect(xml).toContain('failures="0" errors="1"');
    expect(xml).toContain('stopped by hand\ngames 0 to 4 are missing');
  });
});

it('tells programs what they ask for', () => {
  const json = summaryJson(reportOf(failing), 'out', ['report.html cannot be written']);
  expect(json).toMatchObject({
    games: 15,
    gamesPerSecond: expect.any(Number),
    speedup: expect.any(Number),
    coverage: { reached: 4 },
    violations: [{ game: 3, number: 12 }, { game: 6 }, { game: 9 }],
    invalid: 3,
    missing: { games: [], troubles: ['report.html cannot be written'] },
  });
});
