/** Timing of inputs: from the bench's edge to the DUT's state message, through the fit of their clocks. */
import { expectWithin } from '../suite/measure.ts';
import type { Outcome, PlannedTest } from '../suite/types.ts';
import { type Change, changesOf } from './inputs.ts';
import { STATE_MS, TEST_TIMEOUT_MS } from './spans.ts';
import { type InstalledUnit, installedUnits, publishedName, type SuiteTarget } from './target.ts';
import { boundUs } from './timing-commands.ts';
import { Trial } from './trial.ts';

/** Before the edge, in ms. */
const LEAD_MS = 20;
/** A controller counts in ms: a span of it may begin up to one before the edge. */
const TICK_US = 1000;

/** One for each unit with inputs that its device tells of. */
export function inputTests(target: SuiteTarget): readonly PlannedTest[] {
  return installedUnits(target).flatMap((unit) => {
    const changes = changesOf(unit).filter(({ property }) => publishedName(unit, property) !== undefined);
    if (changes.length === 0) return [];
    return [
      {
        id: `timing/input-${unit.name}`,
        suite: 'timing' as const,
        title: `${unit.name} tells a change of its input within ${STATE_MS} ms of its debouncing`,
        timeoutMs: TEST_TIMEOUT_MS,
        run: async (station) => changesTold(await Trial.begin(station, target), unit, changes),
      } satisfies PlannedTest,
    ];
  });
}

async function changesTold(trial: Trial, unit: InstalledUnit, changes: readonly Change[]): Promise<Outcome> {
  for (const change of changes) await changeTold(trial, unit, change);
  return trial.judged('LATE_STATE');
}

async function changeTold(trial: Trial, unit: InstalledUnit, change: Change): Promise<void> {
  const { pin, value, holdMs, intervalMs, rest } = change;
  const channel = trial.channel(pin);
  const name = publishedName(unit, change.property) ?? '';
  const mostMs = holdMs + intervalMs + STATE_MS;
  const before = trial.bus.state(unit.device)?.[name];
  const known = trial.bus.messages.length;
  const recording = await trial.record(
    [
      { kind: 'drive', channel, value, atUs: LEAD_MS * 1000 },
      // Does nothing: it tells how late the bench itself is when a controller's waiting ends.
      { kind: 'drive', channel, value, atUs: (LEAD_MS + holdMs + intervalMs) * 1000 },
    ],
    LEAD_MS + mostMs,
  );
  const edge = trial.edgesOf(recording, pin)[0];
  trial.faults.push({ fault: 'input edge', target: `${unit.name} pin ${pin}`, fired: edge === undefined ? 0 : 1 });
  const told = (): { readonly atUs: number } | undefined =>
    trial.bus.messages.slice(known).find(({ topic, body }) => {
      const state = body?.state as Readonly<Record<string, unknown>> | undefined;
      return topic.endsWith(`/${unit.device}/state`) && state?.[name] !== before;
    });
  await trial.waited(`${name} of ${unit.device}`, () => told() !== undefined, mostMs + STATE_MS);
  const message = told();
  if (edge !== undefined && message === undefined) {
    throw trial.failure('NO_STATE', {
      message: `${unit.name}, pin ${pin} to ${value}`,
      expected: `a state with another ${name} within ${mostMs} ms`,
      seen: `none; ${name} is ${String(before)}`,
    });
  }
  const { toBench, uncertaintyUs } = await trial.clocks();
  if (edge !== undefined && message !== undefined) {
    const tookUs = Math.round(toBench(message.atUs) - edge.atUs);
    const lateUs = Math.max(...recording.lateUs);
    const limits = {
      low: holdMs * 1000 - TICK_US - boundUs(uncertaintyUs),
      high: mostMs * 1000 + lateUs + boundUs(uncertaintyUs),
    };
    trial.measurements.push(
      expectWithin(`input to state, pin ${pin}`, tookUs, 'us', limits, { uncertainty: uncertaintyUs }),
    );
  }
  await trial.station.bench.act({ kind: 'drive', channel, value: rest });
  await trial.bus.pass(holdMs + intervalMs + STATE_MS);
}
