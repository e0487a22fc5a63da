/** The clock of this machine: monotonic, in integer microseconds from the start of the process. */
import type { Clock } from '@understudy/ports';

/**
 * Makes the clock. Alarms come from the event loop's timers, whose grid is 1 ms: they are never early, and as late as
 * the loop is busy.
 */
export function createSystemClock(): Clock {
  const nowUs = (): number => Math.floor(performance.now() * 1000);
  return {
    nowUs,
    alarm(atUs, wake) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let soon: ReturnType<typeof setImmediate> | undefined;
      const arm = (): void => {
        const waitUs = atUs - nowUs();
        if (waitUs <= 0) soon = setImmediate(wake);
        else timer = setTimeout(ring, Math.min(waitUs / 1000, 2_147_483_647));
      };
      // A timer may come a fraction of a millisecond early: it is set again rather than rung.
      const ring = (): void => (nowUs() >= atUs ? wake() : arm());
      arm();
      return () => {
        clearTimeout(timer);
        clearImmediate(soon);
      };
    },
  };
}
