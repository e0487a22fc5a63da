/** What the machine below the engine does: stalls, a second one, a clock that jumps. */
import type { FaultKind } from '../fault-kind.ts';

export const STALL: FaultKind = {
  name: 'engine.stall',
  group: 'engine',
  title: 'The engine gets no processor: no step is made, and what comes waits',
  values: { spanMs: { min: 50, max: 5000, default: 1500, unit: 'ms' } },
  forMs: { max: 0, default: 0 },
  targets: () => [''],
  begin({ session: { process } }, _record, { spanMs = 1500 }) {
    const before = process.late;
    process.stall(spanMs * 1000);
    return {
      get fired() {
        return process.late - before;
      },
      // The span is over by itself, and no one can give its time back.
      heal: () => undefined,
    };
  },
};

export const TWO_ENGINES: FaultKind = {
  name: 'engine.two_engines',
  group: 'engine',
  title: 'A standby takes over, and the older engine goes on sending',
  values: {},
  forMs: { max: 120_000, default: 20_000 },
  targets: () => [''],
  begin({ session: { process } }) {
    let sent = 0;
    const end = process.split(() => {
      sent += 1;
    });
    return {
      get fired() {
        return sent;
      },
      heal: end,
    };
  },
};

export const WALL_CLOCK_JUMP: FaultKind = {
  name: 'engine.wall_clock_jump',
  group: 'engine',
  title: 'The wall clock jumps: unix times in messages do, and nothing else may',
  values: { byMs: { min: -86_400_000, max: 86_400_000, default: -3_600_000, unit: 'ms' } },
  forMs: { max: 120_000, default: 20_000 },
  targets: () => [''],
  begin({ session: { process } }, _record, { byMs = -3_600_000 }) {
    const before = process.steps;
    process.jumpClock(byMs);
    let told: number | undefined;
    return {
      get fired() {
        return byMs === 0 ? 0 : (told ?? process.steps - before);
      },
      heal() {
        told = process.steps - before;
        process.jumpClock(-byMs);
      },
    };
  },
};
