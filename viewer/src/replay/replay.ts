/** The recording that is shown: where in it we are, whether it runs, and how the page comes to any instant of it. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { liveStore, takeMessage } from '../live/store.ts';
import type { Recording, RecordingProblem } from './recording.ts';

export interface ReplayState {
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly problem: RecordingProblem | undefined;
  readonly recording: Recording | undefined;
  /** The instant that is shown, in virtual time. */
  readonly atUs: number;
  readonly playing: boolean;
  /** Times real time. */
  readonly speed: number;
}

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60] as const;
/** As often as the live socket tells of changes. */
const TICK_MS = 50;
/** A page that was asleep goes on where it was. */
const LATE_MS = 500;
/** The panels carry engine time on by themselves between two tellings this far apart. */
const RUN_REFRESH_MS = 1000;
const US_PER_MS = 1000;

export const replayStore = createStore<ReplayState>(() => ({
  phase: 'loading',
  problem: undefined,
  recording: undefined,
  atUs: 0,
  playing: false,
  speed: 1,
}));

/** Selects from the replay's state inside a component. */
export function useReplay<T>(select: (state: ReplayState) => T): T {
  return useStore(replayStore, select);
}

let ticking: ReturnType<typeof setInterval> | undefined;
let tickedAtMs = 0;
let runToldAtMs = 0;

/** Shows a recording at an instant, at rest. */
export function showRecording(recording: Recording, atUs: number): void {
  replayStore.setState({ phase: 'ready', problem: undefined, recording });
  seek(atUs);
}

/** Shows another instant, clamped to the recording: the state is rebuilt, whatever was shown before. */
export function seek(atUs: number): void {
  const { recording } = replayStore.getState();
  if (recording === undefined) return;
  const toUs = Math.round(Math.min(recording.endUs, Math.max(0, atUs)));
  replayStore.setState({ atUs: toUs });
  // A number that does not follow on: the room is to jump there, not to glide.
  const seq = liveStore.getState().view.seq + 2;
  takeMessage({ type: 'snapshot', seq, entries: { ...recording.tape.at(toUs), run: runEntry() } });
}

/** Moves by a span in µs, back when negative. */
export function step(spanUs: number): void {
  seek(replayStore.getState().atUs + spanUs);
}

/** Lets the recording run, or halts it. At the end it begins anew. */
export function setPlaying(playing: boolean): void {
  const { recording, atUs } = replayStore.getState();
  if (recording === undefined) return;
  clearInterval(ticking);
  replayStore.setState({ playing });
  if (playing && atUs >= recording.endUs) seek(0);
  tellRun();
  if (!playing) return;
  tickedAtMs = performance.now();
  ticking = setInterval(tick, TICK_MS);
}

/** Sets how many times real time the recording runs. */
export function setSpeed(speed: number): void {
  replayStore.setState({ speed });
  tellRun();
}

function tick(): void {
  const { recording, atUs, speed } = replayStore.getState();
  if (recording === undefined) return;
  const nowMs = performance.now();
  const spanMs = Math.min(LATE_MS, nowMs - tickedAtMs);
  tickedAtMs = nowMs;
  const toUs = Math.min(recording.endUs, Math.round(atUs + spanMs * US_PER_MS * speed));
  replayStore.setState({ atUs: toUs });
  const change = recording.tape.between(atUs, toUs);
  if (change !== undefined) takeMessage({ type: 'delta', seq: nextSeq(), ...change });
  if (toUs >= recording.endUs) setPlaying(false);
  else if (nowMs - runToldAtMs >= RUN_REFRESH_MS) tellRun();
}

/** The `run` entry, by which the panels know the time: that of the replay, not of the twin that was recorded. */
function runEntry(): Readonly<Record<string, unknown>> {
  const { playing, speed, atUs } = replayStore.getState();
  runToldAtMs = performance.now();
  return { binding: 'recording', speed, paused: !playing, nowMs: Math.floor(atUs / US_PER_MS) };
}

function tellRun(): void {
  if (liveStore.getState().view.seq >= 0)
    takeMessage({ type: 'delta', seq: nextSeq(), set: { run: runEntry() }, drop: [] });
}

const nextSeq = (): number => liveStore.getState().view.seq + 1;
