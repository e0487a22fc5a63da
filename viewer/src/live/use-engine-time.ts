/** Engine time and played time inside components, carried on between messages. Ticks only while the game's clock runs. */
import { useEffect, useState } from 'react';
import { elapsedMs, engineTimeMs } from './clock.ts';
import { type LiveState, useLive } from './store.ts';

/** How often a ticking figure is shown anew. */
const TICK_MS = 250;

/** Engine time in ms as of now; without a twin the timer's instant is all that is known. */
export function engineNowMs(state: LiveState, nowMs: number): number {
  const { run, timer } = state.view;
  if (run !== undefined) return engineTimeMs(run, state.runReceivedAtMs, nowMs);
  return timer === undefined ? 0 : timer.atMs + Math.max(0, nowMs - state.timerReceivedAtMs);
}

export interface GameTime {
  readonly engineMs: number;
  readonly elapsedMs: number;
  readonly limitMs: number;
}

/** The game's time; the component is shown anew four times a second while it runs. */
export function useGameTime(): GameTime {
  const state = useLive((live) => live);
  const { timer, run } = state.view;
  const shown = state.status === 'live' || state.status === 'recording';
  const ticking = shown && timer?.running === true && run?.paused !== true;
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    if (!ticking) return;
    const tick = setInterval(() => setNowMs(performance.now()), TICK_MS);
    return () => clearInterval(tick);
  }, [ticking]);
  const engineMs = engineNowMs(state, ticking ? Math.max(nowMs, state.runReceivedAtMs) : state.runReceivedAtMs);
  return { engineMs, elapsedMs: timer === undefined ? 0 : elapsedMs(timer, engineMs), limitMs: timer?.limitMs ?? 0 };
}
