/** Whole games from the command line: determinism across processes, exit codes, output for people and programs. */
import { describe, expect, it } from 'vitest';
import { understudy } from './run-cli.ts';

interface Report {
  readonly outcome: string;
  readonly hash: string;
  readonly gameSeconds: number;
  readonly speedup: number;
  readonly violations: readonly unknown[];
}

const play = async (...args: string[]): Promise<Report> => {
  const { code, out, err } = await understudy('play', 'clockwork', '--json', ...args);
  expect(`${code} ${err}`).toBe('0 ');
  return JSON.parse(out) as Report;
};

describe('understudy play', () => {
  it('gives one hash for one seed in two processes, and another for another seed', async () => {
    const first = await play('--seed', '3');
    const second = await play('--seed', '3');
    const other = await play('--seed', '4');
    expect(first).toMatchObject({ outcome: 'won', violations: [] });
    expect(second.hash).toBe(first.hash);
    expect(other.hash).not.toBe(first.hash);
  });

  it('lets a random player try for ten minutes without a violation', async () => {
    const report = await play('--player', 'random', '--seed', '5', '--max-minutes', '10');
    expect(report).toMatchObject({ outcome: 'timeout', gameSeconds: 600, violations: [] });
  });

  it.each([
    [['play'], /missing required argument 'room'/],
    [['play', 'clockwork', '--seed', 'x'], /whole number/],
    [['play', 'clockwork', '--player', 'cheat'], /solver, random/],
    [['dance'], /unknown command/],
  ])('%j is a usage error that says what was expected', async (args, message) => {
    const { code, err } = await understudy(...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
