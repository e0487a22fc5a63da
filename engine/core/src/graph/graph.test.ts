import { describe, expect, test } from 'vitest';
import { Bench } from '../../test/fixtures/bench.ts';
import { smallRoom } from '../../test/fixtures/small-room.ts';

const lampOn = { kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'on' } } as const;
const leverPulled = { device: 'cellar_lever', property: 'active', equals: true } as const;

describe('a path', () => {
  test('runs DELAY, DISPATCH, WAIT and END in order', () => {
    const bench = new Bench(
      smallRoom({
        first: { kind: 'DELAY', ms: 1500, next: 'light' },
        light: { ...lampOn, next: 'lever' },
        lever: { kind: 'WAIT_CONDITION', condition: leverPulled, next: 'end' },
        end: { kind: 'END', outcome: 'won' },
      }),
    ).started();
    bench.advance(1499);
    expect(bench.commands).toHaveLength(0);
    bench.advance(1);
    expect(bench.operations()).toEqual(['cellar_lamp on']);
    expect(bench.nodeState('lever')).toBe('active');
    bench.state('cellar_lever', { active: true });
    expect(bench.view('engine')).toMatchObject({ phase: 'finished', outcome: 'won' });
  });
});
