/** Needles that follow a potentiometer: whatever it says, they stay on their scale. */
import type { WireFault } from '../bench/types.ts';
import { expectWithin } from '../suite/measure.ts';
import type { Outcome, PlannedTest } from '../suite/types.ts';
import { orderFor } from './orders.ts';
import { TEST_TIMEOUT_MS } from './spans.ts';
import { type InstalledUnit, installedUnits, type SuiteTarget } from './target.ts';
import { Trial } from './trial.ts';

/** Until the needle has begun to move, and after it has crossed its scale. */
const LEAD_MS = 300;
const AFTER_MS = 1000;

const FAULTS: Readonly<Record<string, Omit<WireFault, 'channel'>>> = {
  'stuck-low': { fault: 'stuck', a: 0 },
  'stuck-high': { fault: 'stuck', a: 1023 },
  open: { fault: 'open' },
};

/** A pot that fails while its needle follows it. */
export function needleTests(target: SuiteTarget): readonly PlannedTest[] {
  return installedUnits(target).flatMap((unit) => {
    const { pot, step } = unit.pins;
    const order = orderFor(target, unit, [{ verb: 'activate' }]);
    if (unit.driver !== 'gauge' || pot === undefined || step === undefined || order === undefined) return [];
    return Object.entries(FAULTS).map(
      ([kind, fault]): PlannedTest => ({
        id: `safety/needle-${unit.name}-${kind}`,
        suite: 'safety',
        title: `${unit.name} stays on its scale with its pot ${kind.replace('-', ' ')}`,
        timeoutMs: TEST_TIMEOUT_MS,
        run: async (station) => {
          const trial = await Trial.begin(station, target);
          await trial.obey(order);
          return staysOnScale(trial, unit, { kind, fault, pot, step });
        },
      }),
    );
  });
}

interface Failing {
  readonly kind: string;
  readonly fault: Omit<WireFault, 'channel'>;
  readonly pot: number;
  readonly step: number;
}

async function staysOnScale(trial: Trial, unit: InstalledUnit, { kind, fault, pot, step }: Failing): Promise<Outcome> {
  const { param } = unit;
  const channel = trial.channel(pot);
  const value = Math.round((param('rawMin') + param('rawMax')) / 2);
  const [rate, accel, sweep] = [param('rateStepsPerS'), param('accelStepsPerS2'), param('sweepSteps')];
  const wayMs = Math.ceil((sweep * 1000) / rate + (accel === 0 ? 0 : (rate * 1000) / accel));
  const recording = await trial.record(
    [
      { kind: 'drive', channel, value, atUs: 0 },
      { kind: 'fault', channel, ...fault, atUs: LEAD_MS * 1000 },
    ],
    LEAD_MS + 2 * wayMs + AFTER_MS,
  );
  trial.faults.push({ fault: kind, target: `${unit.name} pin ${pot}`, fired: recording.fired.get(channel) ?? 0 });
  const steps = trial.edgesOf(recording, step).map((edge) => edge.value);
  const beyond = Math.max(0, ...steps.map((at) => Math.max(-at, at - sweep)));
  trial.measurements.push(expectWithin('steps beyond the scale', beyond, 'count', { low: 0, high: 0 }));
  return trial.judged('NO_TRAVEL_CAP');
}
