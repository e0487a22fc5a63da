/** Playing and seeking come to the same view, and the panels' clock is that of the replay. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { liveStore } from '../live/store.ts';
import { EMPTY_VIEW } from '../live/view.ts';
import type { Recording } from './recording.ts';
import { replayStore, seek, setPlaying, setSpeed, showRecording, step } from './replay.ts';
import { type Piece, ViewTape } from './view-tape.ts';

const SECOND_US = 1_000_000;
const piece = (atUs: number, value: unknown): Piece => ({
  atUs,
  data: new TextEncoder().encode(JSON.stringify(value)),
});
/** A lamp that tells at each second which it is; a fault is open from second 3 to 5. */
const deltas = Array.from({ length: 11 }, (_, second) =>
  piece(second * SECOND_US, {
    set: { 'plant/lamp': { second }, ...(second === 3 && { 'fault/1': { kind: 'X' } }) },
    drop: second === 5 ? ['fault/1'] : [],
  }),
);
const RECORDING: Recording = {
  facts: { room: 'small', seed: '1', verdict: 'failed', outcome: 'won', hash: '0' },
  endUs: 10 * SECOND_US,
  tape: new ViewTape([piece(0, { entries: { 'plant/lamp': { second: 0 } } })], deltas),
  violations: [],
  faults: [],
  events: [],
  whole: true,
};

const shown = (): unknown => {
  const { plant, fault } = liveStore.getState().view;
  return { second: plant.lamp?.second, faults: Object.keys(fault).length };
};

beforeEach(() => {
  vi.useFakeTimers();
  liveStore.setState({ view: EMPTY_VIEW, status: 'recording' });
  showRecording(RECORDING, 0);
});
afterEach(() => {
  setPlaying(false);
  vi.useRealTimers();
  replayStore.setState(replayStore.getInitialState(), true);
  liveStore.setState(liveStore.getInitialState(), true);
});

describe('the replay', () => {
  it('shows at an instant what it shows when it has played up to it', () => {
    setSpeed(2);
    setPlaying(true);
    vi.advanceTimersByTime(2000);
    const played = shown();
    expect(played).toEqual({ second: 4, faults: 1 });
    setPlaying(false);
    seek(9 * SECOND_US);
    expect(shown()).toEqual({ second: 9, faults: 0 });
    seek(4 * SECOND_US);
    expect(shown()).toEqual(played);
  });

  it('halts at the end and begins anew from there', () => {
    seek(9.5 * SECOND_US);
    setPlaying(true);
    vi.advanceTimersByTime(1000);
    expect(replayStore.getState()).toMatchObject({ playing: false, atUs: 10 * SECOND_US });
    setPlaying(true);
    expect(replayStore.getState()).toMatchObject({ playing: true, atUs: 0 });
  });

  it('stays within the recording', () => {
    step(-5 * SECOND_US);
    expect(replayStore.getState().atUs).toBe(0);
    step(99 * SECOND_US);
    expect(replayStore.getState().atUs).toBe(10 * SECOND_US);
  });

  it('tells the panels its own time', () => {
    seek(3 * SECOND_US);
    expect(liveStore.getState().view.run).toEqual({ binding: 'recording', speed: 1, paused: true, nowMs: 3000 });
    setPlaying(true);
    setSpeed(10);
    expect(liveStore.getState().view.run).toMatchObject({ paused: false, speed: 10 });
  });

  it('numbers a seek so that it does not follow on: the room jumps, and glides while playing', () => {
    const before = liveStore.getState().view.seq;
    seek(2 * SECOND_US);
    const sought = liveStore.getState().view.seq;
    expect(sought).not.toBe(before + 1);
    setPlaying(true);
    expect(liveStore.getState().view.seq).toBe(sought + 1);
  });
});
