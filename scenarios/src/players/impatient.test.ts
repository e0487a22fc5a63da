import type { PlayerDefinition } from '@understudy/contract';
import { describe, expect, it } from 'vitest';
import { impatientRules } from './impatient.ts';

const CAREFUL: PlayerDefinition = {
  rules: {
    pull: {
      when: [
        { plant: 'lamp', value: 'on', equals: true },
        { plant: 'door', value: 'open', equals: false },
      ],
      until: [{ plant: 'door', value: 'open', equals: true }],
      do: [
        { plant: 'lever', action: 'pull', value: 1 },
        { plant: 'crank', action: 'turn', value: 60, afterMs: 2000 },
      ],
      thinkMs: [30_000, 90_000],
      repeatMs: 20_000,
    },
    wait: {
      when: [{ plant: 'lamp', value: 'on', equals: true }],
      do: [{ plant: 'bell', action: 'press' }],
      thinkMs: [100, 100],
    },
  },
};
const EARLY_SEEDS = [...Array(20).keys()];

describe('impatientRules', () => {
  it('thinks a tenth as long, tries four times as often, and does everything twice but turn', () => {
    const { pull } = impatientRules(CAREFUL, 1).rules;
    expect(pull).toMatchObject({ thinkMs: [3000, 9000], repeatMs: 5000 });
    expect(pull?.do).toEqual([
      { plant: 'lever', action: 'pull', value: 1 },
      { plant: 'lever', action: 'pull', value: 1, afterMs: 120 },
      { plant: 'crank', action: 'turn', value: 60, afterMs: 1000 },
    ]);
    expect(impatientRules(CAREFUL, 1).rules.wait?.thinkMs).toEqual([50, 50]);
  });

  it('follows some rules too early as well, which ones its seed says', () => {
    const early = EARLY_SEEDS.map((seed) => impatientRules(CAREFUL, seed).rules.pull_early);
    const some = early.find((rule) => rule !== undefined);
    expect(early).toContain(undefined);
    expect(some?.when).toHaveLength(1);
    expect(some).not.toHaveProperty('until');
    expect(impatientRules(CAREFUL, 3)).toEqual(impatientRules(CAREFUL, 3));
    expect(EARLY_SEEDS.every((seed) => impatientRules(CAREFUL, seed).rules.wait_early === undefined)).toBe(true);
  });
});
