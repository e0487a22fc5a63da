import { describe, expect, it } from 'vitest';
import { parseLiveMessage } from './messages.ts';
import { reduceLive } from './reducer.ts';
import { EMPTY_VIEW, type LiveView } from './view.ts';

function take(view: LiveView, message: unknown): LiveView {
  const parsed = parseLiveMessage(JSON.stringify(message));
  if (parsed === undefined) throw new Error('the message was refused');
  const reduced = reduceLive(view, parsed);
  if (!reduced.ok) throw new Error(`gap: expected ${reduced.expectedSeq}, seen ${reduced.seenSeq}`);
  return reduced.view;
}

const snapshot = {
  type: 'snapshot',
  seq: 7,
  entries: {
    engine: { phase: 'running' },
    'node/intro': { state: 'active', sinceMs: 0 },
    'plant/lever': { position: 0, pulled: false },
    'command/a/b': { device: 'x' },
  },
};

describe('reduceLive', () => {
  it('sorts a snapshot into groups and forgets what was there before', () => {
    const first = take(EMPTY_VIEW, { type: 'snapshot', seq: 1, entries: { 'node/old': { state: 'done' } } });
    const view = take(first, snapshot);
    expect(view.seq).toBe(7);
    expect(view.engine?.phase).toBe('running');
    expect(Object.keys(view.node)).toEqual(['intro']);
    expect(Object.keys(view.command)).toEqual(['a/b']);
    expect(view.run).toBeUndefined();
  });

  it('applies a delta, drops keys, and leaves untouched groups identical', () => {
    const before = take(EMPTY_VIEW, snapshot);
    const after = take(before, {
      type: 'delta',
      seq: 8,
      set: { 'plant/lever': { position: 1, pulled: true } },
      drop: ['node/intro', 'engine'],
    });
    expect(after.plant.lever).toEqual({ position: 1, pulled: true });
    expect(after.node).toEqual({});
    expect(after.engine).toBeUndefined();
    expect(after.command).toBe(before.command);
    expect(before.node.intro?.state).toBe('active');
  });

  it('refuses a gap, a repeat, and a delta before any snapshot', () => {
    const view = take(EMPTY_VIEW, snapshot);
    for (const seq of [9, 7, 6]) {
      expect(reduceLive(view, { type: 'delta', seq, set: {}, drop: [] })).toEqual({
        ok: false,
        expectedSeq: 8,
        seenSeq: seq,
      });
    }
    expect(reduceLive(EMPTY_VIEW, { type: 'delta', seq: 0, set: {}, drop: [] }).ok).toBe(false);
  });

  it('ignores keys and values of no known shape', () => {
    const view = take(EMPTY_VIEW, snapshot);
    const after = take(view, { type: 'delta', seq: 8, set: { seq: 99, 'other/x': {}, 'node/y': 3, timer: null } });
    expect(after).toEqual({ ...view, seq: 8 });
  });
});

describe('parseLiveMessage', () => {
  it('refuses what is not a message', () => {
    const bad = ['', '{', '[]', '{"type":"delta"}', '{"type":"snapshot","seq":1}', '{"type":"hello","seq":1}'];
    for (const text of [...bad, '{"type":"delta","seq":1,"set":[]}', '{"type":"delta","seq":1,"drop":[1]}']) {
      expect(parseLiveMessage(text)).toBeUndefined();
    }
  });
});
