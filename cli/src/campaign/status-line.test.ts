import { describe, expect, it } from 'vitest';
import { sampleShard } from './fixtures/sample.ts';
import { StatusLine, statusText } from './status-line.ts';
import { Tally } from './tally.ts';
import { spentMs, Timeline } from './timeline.ts';

const sample = (atMs: number, games = 0) => ({ atMs, games, gameSeconds: games * 100, failures: 0, coverage: 3 });

describe('statusText', () => {
  it('tells games, rate, speed, coverage and failures', () => {
    expect(statusText(sample(2000, 5), { games: 1200 })).toBe(
      '5 of 1,200 games · 2.5 games/s · 250 x real time · 3 things reached · no failure',
    );
    expect(statusText({ ...sample(90_000, 5), failures: 2 }, { minutes: 3 })).toContain('games, 1.5 of 3 min');
    expect(statusText({ ...sample(0), failures: 2 }, {})).toContain('2 FAILED');
  });
});

describe('StatusLine', () => {
  it('redraws on a terminal and writes a line now and then elsewhere', () => {
    const written = (isTTY: boolean): string[] => {
      const texts: string[] = [];
      const status = new StatusLine({ isTTY, write: (text) => texts.push(text) }, {});
      for (let atMs = 0; atMs <= 20_000; atMs += 100) status.show(sample(atMs));
      status.say('found');
      status.done();
      return texts;
    };
    const [terminal, log] = [written(true), written(false)];
    expect(log).toHaveLength(4);
    expect(log.every((text) => text.endsWith('\n') && !text.includes('\r'))).toBe(true);
    expect(terminal.length).toBeGreaterThan(50);
    expect(terminal.filter((text) => text.endsWith('\n'))).toHaveLength(1);
    expect(terminal.at(-1)).toBe('\r\x1b[2K');
  });
});

describe('Tally', () => {
  it('counts a game once, whether its line or its result comes first', () => {
    const [result, other] = [sampleShard(0, [3]), sampleShard(1)];
    const tally = new Tally([sampleShard(2)]);
    for (const line of result.games.slice(0, 4)) tally.line(0, line);
    expect(tally.sample(10)).toMatchObject({ games: 4, failures: 1, coverage: 4 });
    tally.result(result);
    for (const line of result.games.slice(4)) tally.line(0, line);
    tally.result(other);
    expect(tally.sample(10)).toEqual({ atMs: 10, games: 10, gameSeconds: 24_000, failures: 1, coverage: 4 });
  });
});

describe('Timeline', () => {
  it('stays small however long a campaign runs, and keeps its end', () => {
    const timeline = new Timeline(2);
    for (let atMs = 0; atMs < 10_000_000; atMs += 100) timeline.add(sample(atMs, atMs / 100));
    timeline.end(sample(10_000_000, 100_000));
    const { samples } = timeline.session();
    expect(samples.length).toBeLessThanOrEqual(1000);
    expect(samples.at(-1)?.games).toBe(100_000);
    expect(samples.map(({ atMs }) => atMs)).toEqual(samples.map(({ atMs }) => atMs).sort((a, b) => a - b));
    expect(spentMs([timeline.session(), timeline.session()])).toBe(20_000_000);
  });
});
