/** A command is executed once at most, however often it arrives. */
import type { Outcome, PlannedTest } from '../suite/types.ts';
import { awayWishes, backWishes, drivenAtBoot, type Order, orderFor } from './orders.ts';
import { STAYS_MS, TEST_TIMEOUT_MS } from './spans.ts';
import { type InstalledUnit, installedUnits, outputPins, type SuiteTarget } from './target.ts';
import { Trial } from './trial.ts';

/** In its own number space: the command that is repeated. */
const REPEATED = '00000000-0000-4000-8000-0000000d0b1e';

interface Pair {
  readonly unit: InstalledUnit;
  readonly there: Order;
  readonly back: Order;
}

/** On the first unit that commands can switch there and back. */
export function onceTests(target: SuiteTarget): readonly PlannedTest[] {
  const pair = installedUnits(target)
    .map((unit) => pairOf(target, unit))
    .find((found) => found !== undefined);
  if (pair === undefined) return [];
  return [
    {
      id: 'safety/executed-once',
      suite: 'safety',
      title: `a command of ${pair.unit.name} that arrives twice is executed once, at the pins`,
      timeoutMs: TEST_TIMEOUT_MS,
      run: async (station) => once(await Trial.begin(station, target), pair),
    },
  ];
}

/** Time that an output needs for the way there and back again is not waited for: only those that switch at once. */
function pairOf(target: SuiteTarget, unit: InstalledUnit): Pair | undefined {
  const { driver, param } = unit;
  if ((driver === 'relay' || driver === 'lock') && param('restMs') > 0) return undefined;
  const on = drivenAtBoot(unit);
  const there = orderFor(
    target,
    unit,
    awayWishes(unit, on).filter(({ verb }) => verb !== 'pulse'),
  );
  const back = orderFor(target, unit, backWishes(unit, on));
  return there === undefined || back === undefined ? undefined : { unit, there, back };
}

/** There, back, and the first command once more. */
async function once(trial: Trial, { unit, there, back }: Pair): Promise<Outcome> {
  const channels = new Set(outputPins(unit).map((pin) => trial.channel(pin)));
  const repeated = { commandId: REPEATED, sequence: 1 };
  const first = await trial.record([], STAYS_MS, async () => void (await trial.ask(there, repeated)));
  await trial.ask(back, { sequence: 2 });
  const again = await trial.record([], STAYS_MS, async () => {
    await trial.bus.pass(STAYS_MS / 2);
    await trial.ask(there, repeated);
  });
  const edges = (recording: typeof first): number =>
    recording.edges.filter((edge) => channels.has(edge.channel)).length;
  trial.faults.push({ fault: 'command repeated', target: there.device, fired: edges(first) });
  if (edges(again) === 0 || edges(first) === 0) return trial.outcome();
  const message = `${there.device} ${there.op}, arrived again`;
  throw trial.failure('DOUBLE_EXECUTION', { message, expected: 'no edge', seen: `${edges(again)} edges` });
}
