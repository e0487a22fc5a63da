/** Engine time and the game timer, carried on between two messages of the server. */
import type { RunView, TimerView } from './view.ts';

/** Engine time in ms at page time `nowMs`, from a run entry that arrived at page time `receivedAtMs`. */
export function engineTimeMs(run: RunView, receivedAtMs: number, nowMs: number): number {
  return run.paused ? run.nowMs : run.nowMs + Math.max(0, nowMs - receivedAtMs) * run.speed;
}

/** Played time in ms at engine time `engineMs`; never more than the limit. */
export function elapsedMs(timer: TimerView, engineMs: number): number {
  const carriedMs = timer.running ? Math.max(0, engineMs - timer.atMs) : 0;
  return Math.min(timer.limitMs, timer.elapsedMs + carriedMs);
}

/** `59:07`, or `1:02:03` from an hour on; a negative span has a minus sign. */
export function formatSpan(spanMs: number): string {
  const seconds = Math.floor(Math.abs(spanMs) / 1000);
  const sign = spanMs < 0 && seconds > 0 ? '−' : '';
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${sign}${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${sign}${two(minutes)}:${two(seconds % 60)}`;
}
