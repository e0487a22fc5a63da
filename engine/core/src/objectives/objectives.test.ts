import { describe, expect, test } from 'vitest';
import { Bench } from '../../test/fixtures/bench.ts';
import { type Nodes, smallRoom } from '../../test/fixtures/small-room.ts';

const pulled = { device: 'cellar_lever', property: 'active', equals: true } as const;

function room() {
  return smallRoom(
    {
      begin: { kind: 'DELAY', ms: 1000, next: 'lever' },
      lever: { kind: 'WAIT_CONDITION', condition: pulled, next: 'door' },
      door: { kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'on' }, next: 'again' },
      again: { kind: 'WAIT_CONDITION', condition: { not: pulled }, next: 'solved' },
      solved: { kind: 'NOOP', next: 'after' },
      after: { kind: 'WAIT_CONDITION', condition: { objective: 'levers', solved: true }, next: 'rest' },
      rest: { kind: 'DELAY', ms: 60_000 },
    },
    {
      objectives: {
        levers: {
          title: 'Levers',
          zone: 'cellar',
          startsAt: 'lever',
          solvedAt: 'solved',
          parMs: 60_000,
          hints: ['Look', 'Pull'],
        },
      },
    },
  );
}
const objective = (bench: Bench) => bench.view('objective/levers');

describe('objectives', () => {
  test('begin when their first node is entered, and are solved once', () => {
    const bench = new Bench(room()).started();
    expect(objective(bench)).toEqual({ state: 'locked', hints: [] });
    bench.advance(1000);
    expect(objective(bench)).toEqual({ state: 'active', startedMs: 1000, hints: [] });
    bench.state('cellar_lever', { active: true });
    bench.state('cellar_lever', { active: false });
    expect(objective(bench)).toMatchObject({ state: 'solved', solvedMs: 1000 });
    bench.state('cellar_lever', { active: true });
    expect(objective(bench)).toMatchObject({ state: 'solved' });
    expect(bench.nodeState('rest')).toBe('active');
  });

  test('hints come one by one and run out', () => {
    const bench = new Bench(room()).started();
    for (let count = 0; count < 3; count++) bench.operator({ action: 'HINT', objective: 'levers' });
    expect(objective(bench)).toMatchObject({ hints: ['Look', 'Pull'] });
    expect(bench.view('refusal')).toMatchObject({ action: 'HINT', reason: 'NO_MORE_HINTS' });
  });

  test('a skipped one passes its waits, still sends its commands, and the game goes on', () => {
    const bench = new Bench(room()).started();
    bench.advance(1000);
    bench.operator({ action: 'SKIP_OBJECTIVE', objective: 'levers' });
    expect(objective(bench)).toMatchObject({ state: 'skipped' });
    expect(['lever', 'door', 'again', 'rest'].map((node) => bench.nodeState(node))).toEqual([
      'skipped',
      'done',
      'skipped',
      'active',
    ]);
    expect(bench.operations()).toEqual(['cellar_lamp on']);
  });

  test('a skipped one whose branch would have people try again goes on all the same', () => {
    const nodes: Nodes = {
      lever: { kind: 'WAIT_CONDITION', condition: pulled, next: 'right' },
      right: { kind: 'BRANCH', cases: [{ when: pulled, next: 'solved' }], next: 'wrong' },
      wrong: { kind: 'DISPATCH', device: 'cellar_lamp', parameters: { op: 'on' }, next: 'lever' },
      solved: { kind: 'NOOP', next: 'rest' },
      rest: { kind: 'DELAY', ms: 60_000 },
    };
    const levers = { title: 'Levers', zone: 'cellar', startsAt: 'lever', solvedAt: 'solved', parMs: 60_000, hints: [] };
    const bench = new Bench(smallRoom(nodes, { objectives: { levers } })).started();
    bench.operator({ action: 'SKIP_OBJECTIVE', objective: 'levers' });
    bench.advance(1000);
    expect(bench.nodeState('rest')).toBe('active');
    expect(bench.operations()).toEqual([]);
  });

  test('one that is skipped before it begins is passed when it is reached', () => {
    const bench = new Bench(room()).started();
    bench.operator({ action: 'SKIP_OBJECTIVE', objective: 'levers' });
    expect(bench.nodeState('begin')).toBe('active');
    bench.advance(1000);
    expect(bench.nodeState('rest')).toBe('active');
  });
});
