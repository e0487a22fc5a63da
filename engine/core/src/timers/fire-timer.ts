/** What each timer id means when it fires. */
import { DEFAULTS } from '@understudy/contract';
import type { Core } from '../core.ts';
import { TIMER } from './timer-ids.ts';

const SWEEP_US = DEFAULTS.livenessSweepMs * 1000;

/** Sets the timers that every engine has from its first step on. */
export function startTimers(core: Core): void {
  core.timers.set(TIMER.CORE_HEARTBEAT, core.nowUs);
  core.timers.set(TIMER.CORE_STATUS, core.nowUs);
  core.timers.set(TIMER.LIVENESS_SWEEP, core.nowUs + SWEEP_US);
}

export function fireTimer(core: Core, timer: number): void {
  const { layout } = core;
  if (timer >= layout.command) core.commands.timeOut(timer - layout.command);
  else if (timer >= layout.guard) core.reactions.evaluate(timer - layout.guard);
  else if (timer >= layout.node) core.graph.timerFired(timer - layout.node);
  else fireOwn(core, timer);
}

function fireOwn(core: Core, timer: number): void {
  switch (timer) {
    case TIMER.CORE_HEARTBEAT:
      core.status.heartbeat();
      return;
    case TIMER.CORE_STATUS:
      core.status.statusDue();
      return;
    case TIMER.LIVENESS_SWEEP:
      core.devices.sweep();
      core.timers.set(TIMER.LIVENESS_SWEEP, (Math.floor(core.nowUs / SWEEP_US) + 1) * SWEEP_US);
      return;
    case TIMER.GAME_OVER:
      core.run.finish('timeout');
      return;
    case TIMER.RESET_EXPIRES:
    case TIMER.RESET_BOUND:
      core.reset.timerFired();
      return;
    default:
      // GRAPH_GOES_ON: the drain after every timer does it.
      return;
  }
}
