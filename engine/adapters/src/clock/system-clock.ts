/** The clock of this machine: monotonic, in integer microseconds from the start of the process. */
import type { Clock } from '@understudy/ports';

/** Node's timers hold 31 bits of milliseconds. */
const LONGEST_TIMER_MS = 2_147_483_647;
/** A timer of the event loop is set for this much less than the wait: it may come a millisecond and more late. */
const TIMER_SLACK_US = 1200;

/**
 * Makes the clock. Alarms are never early. The last millisecond of a wait is spent asking at every turn of the event
 * loop (sockets are served meanwhile): timers alone would be late by a millisecond, which is the engine's whole grid.
 */
export function createSystemClock(): Clock {
  const nowUs = (): number => Math.floor(performance.now() * 1000);
  return {
    nowUs,
    alarm(atUs, wake) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let turn: ReturnType<typeof setImmediate> | undefined;
      const ask = (): void => {
        if (nowUs() >= atUs) wake();
        else turn = setImmediate(ask);
      };
      const waitUs = atUs - nowUs() - TIMER_SLACK_US;
      if (waitUs < 1000) turn = setImmediate(ask);
      else timer = setTimeout(ask, Math.min(waitUs / 1000, LONGEST_TIMER_MS));
      return () => {
        clearTimeout(timer);
        clearImmediate(turn);
      };
    },
  };
}
