/** Every fault that people make fires on Clockwork, breaks nothing that it does not excuse, and repeats. */
import { describe, expect, it } from 'vitest';
import { FAULTS } from '../src/index.ts';
import { expectTried, loadForTrials, type Trial } from './fault-trial.ts';

loadForTrials();

const TRIALS: readonly Trial[] = [
  { fault: 'operator.storm', values: { estops: 0, perSecond: 8 }, seed: 1 },
  { fault: 'operator.estop_at_transition', target: 'estop_lab', plan: [{ kind: 'player', atMs: 0, model: 'solver' }] },
  { fault: 'operator.bouncing_estop', target: 'estop_lab' },
  { fault: 'operator.reset_while_pressed', target: 'estop_lab' },
  { fault: 'operator.same_person' },
  { fault: 'operator.token_reused' },
  { fault: 'operator.token_late', forMs: 70_000, healAtMs: 81_000 },
];

describe('faults of operators', () => {
  it.each(TRIALS)('$fault $target', expectTried, 20_000);

  it('are all tried', () => {
    const names = [...FAULTS.values()].filter(({ group }) => group === 'operator').map(({ name }) => name);
    expect(new Set(TRIALS.map(({ fault }) => fault))).toEqual(new Set(names));
  });
});
