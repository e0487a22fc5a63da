/** The E-stop, opened at its pin: safe in time, for good, and until a reset of two steps that starts nothing. */

import { expectWithin } from '../suite/measure.ts';
import type { PlannedTest } from '../suite/types.ts';
import { awayWishes, orderFor, resetOf } from './orders.ts';
import { safeDemands } from './safe-states.ts';
import { ESTOP_MS, STAYS_MS, TEST_TIMEOUT_MS } from './spans.ts';
import { type InstalledUnit, installedUnits, type SuiteTarget } from './target.ts';
import { Trial } from './trial.ts';
import { bringAway, demandText, lastChangeUs, unmetDemands } from './watch.ts';

/** Before the chain opens, in ms. */
const LEAD_MS = 20;

export function estopTest(target: SuiteTarget): PlannedTest {
  return {
    id: 'safety/estop',
    suite: 'safety',
    title: `with the chain open each output that must be is safe within ${ESTOP_MS} ms, and stays so through the reset`,
    timeoutMs: TEST_TIMEOUT_MS,
    run: async (station) => {
      const trial = await Trial.begin(station, target);
      const units = await bringAway(trial, 'estop');
      await opens(trial, units);
      await obeysNobody(trial, units);
      await resetsInTwoSteps(trial, units);
      return trial.judged('ESTOP_IGNORED');
    },
  };
}

/** The chain opens at an instant of the bench. */
async function opens(trial: Trial, units: readonly InstalledUnit[]): Promise<void> {
  const { estopPin } = trial.target.definition;
  const slowestMs = Math.max(0, ...units.flatMap((unit) => safeDemands(unit, 'estop').map(({ extraMs }) => extraMs)));
  const recording = await trial.record(
    [{ kind: 'drive', channel: trial.channel(estopPin), value: 0, atUs: LEAD_MS * 1000 }],
    LEAD_MS + ESTOP_MS + slowestMs + STAYS_MS,
  );
  const opened = trial.edgesOf(recording, estopPin)[0];
  trial.faults.push({ fault: 'E-stop opened', target: `pin ${estopPin}`, fired: opened === undefined ? 0 : 1 });
  if (opened === undefined) return;
  const levels = await trial.station.bench.levels();
  const span = { fromUs: opened.atUs, reactionMs: ESTOP_MS };
  const unmet = unmetDemands(trial, { units, cause: 'estop' }, recording, levels, span)[0];
  if (unmet !== undefined) {
    const message = `${ESTOP_MS} ms after the chain opened`;
    throw trial.failure('ESTOP_IGNORED', { message, expected: demandText(unmet), seen: unmet.seen });
  }
  const kind = (): unknown => lastSafety(trial)?.kind;
  if (!(await trial.waited('the E-stop in a state', () => kind() === 'E_STOP', STAYS_MS))) {
    const expected = 'safety state E_STOP in the states';
    throw trial.failure('ESTOP_IGNORED', { message: 'with the chain open', expected, seen: String(kind()) });
  }
  const tookMs = (lastChangeUs(trial, units, 'estop', recording, opened.atUs) - opened.atUs) / 1000;
  trial.measurements.push(expectWithin('chain open to safe outputs', tookMs, 'ms', { high: ESTOP_MS }));
}

/** Commands and a reset with the chain open are refused, and change nothing. */
async function obeysNobody(trial: Trial, units: readonly InstalledUnit[]): Promise<void> {
  await unchanged(trial, 'commands with the chain open', async () => {
    for (const unit of units) {
      const order = orderFor(trial.target, unit, awayWishes(unit, false));
      if (order !== undefined) await trial.ask(order);
    }
    await refused(trial, 'with the chain open');
  });
}

/** Closing the chain is the first step and the reset the second; neither drives anything. */
async function resetsInTwoSteps(trial: Trial, units: readonly InstalledUnit[]): Promise<void> {
  const { estopPin } = trial.target.definition;
  const channel = trial.channel(estopPin);
  await unchanged(trial, 'the chain closed again', async () => {
    await trial.station.bench.act({ kind: 'drive', channel, value: 1 });
    await trial.bus.pass(STAYS_MS);
    for (const unit of units) {
      const order = orderFor(trial.target, unit, awayWishes(unit, false));
      if (order !== undefined) await trial.ask(order);
    }
  });
  const latched = lastSafety(trial);
  if (latched?.latched !== true) {
    const expected = 'a latch that is still there';
    throw trial.failure('RESTARTS', { message: 'the chain closed again', expected, seen: JSON.stringify(latched) });
  }
  await unchanged(trial, 'the reset', async () => {
    await trial.obey(resetOf(trial.target));
    await trial.bus.pass(STAYS_MS);
  });
  if (lastSafety(trial)?.kind !== 'SAFE') {
    const seen = JSON.stringify(lastSafety(trial));
    throw trial.failure('NO_RESET', { message: 'reset_safety with the chain closed', expected: 'SAFE', seen });
  }
}

async function refused(trial: Trial, when: string): Promise<void> {
  const ack = await trial.ask(resetOf(trial.target));
  if (ack.body?.status === 'REJECTED') return;
  const expected = 'reset_safety refused';
  throw trial.failure('RESTARTS', { message: when, expected, seen: String(ack.body?.status) });
}

/** No output of a critical device changes meanwhile. */
async function unchanged(trial: Trial, what: string, act: () => Promise<void>): Promise<void> {
  const watched = installedUnits(trial.target).flatMap((unit) =>
    safeDemands(unit, 'estop').map(({ pin }) => ({ unit, channel: trial.channel(pin) })),
  );
  const recording = await trial.record([], STAYS_MS, act);
  for (const { channel, value } of recording.edges) {
    const moved = watched.find((one) => one.channel === channel);
    if (moved === undefined) continue;
    const message = `${moved.unit.name}: ${what}`;
    throw trial.failure('RESTARTS', { message, expected: 'no change at its outputs', seen: `level ${value}` });
  }
}

/** Of the state that came last. */
function lastSafety({ bus }: Trial): { readonly kind?: unknown; readonly latched?: unknown } | undefined {
  const state = bus.messages.findLast(({ topic }) => topic.endsWith('/state'));
  return state?.body?.safety_state as { readonly kind?: unknown; readonly latched?: unknown } | undefined;
}
