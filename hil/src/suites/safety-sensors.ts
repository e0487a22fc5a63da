/** Failing sensors: each of a device's inputs stuck, open, bouncing or noisy. Nothing may move for it, and the DUT goes on. */

import { DRIVERS, type Driver } from '@understudy/contract';
import type { ProgrammeStep, Stimulus } from '../bench/types.ts';
import type { Outcome, PlannedTest } from '../suite/types.ts';
import { type Change, changesOf } from './inputs.ts';
import { resetOf } from './orders.ts';
import { OWN_TIMER_MS, TEST_TIMEOUT_MS } from './spans.ts';
import { type InstalledUnit, installedUnits, outputPins, publishedName, type SuiteTarget } from './target.ts';
import { Trial } from './trial.ts';

/** Before the first fault, and between one and the next, in ms. */
const LEAD_MS = 20;
/** Beyond a driver's own debouncing. */
const MARGIN_MS = 30;
/** Changes of a contact that bounces, and what is between them in µs: shorter than any debouncing. */
const BOUNCES = 9;
const BOUNCE_US = 1000;
const HIGH_RAW = 1023;
const NOISE_US = 2000;

interface Failing {
  readonly unit: InstalledUnit;
  readonly change: Change;
}
type Kind = 'stuck-low' | 'stuck-high' | 'open' | 'bounce' | 'noise';
const KINDS: readonly Kind[] = ['stuck-low', 'stuck-high', 'open', 'bounce', 'noise'];

/** One for each device with inputs and each way in which they can fail, its inputs one after the other. */
export function sensorTests(target: SuiteTarget): readonly PlannedTest[] {
  const units = installedUnits(target);
  return Object.keys(target.definition.devices).flatMap((key) =>
    KINDS.flatMap((kind) => {
      const failing = units
        .filter((unit) => unit.key === key)
        .flatMap((unit) => changesOf(unit).map((change) => ({ unit, change })))
        .filter((one) => canFail(one, kind));
      if (failing.length === 0) return [];
      return [
        {
          id: `safety/sensor-${key.replaceAll('_', '-')}-${kind}`,
          suite: 'safety' as const,
          title: `${key} with a sensor ${kind.replace('-', ' ')}: nothing moves, nothing is made up, and the controller goes on`,
          timeoutMs: TEST_TIMEOUT_MS,
          run: async (station) => fails(await Trial.begin(station, target), failing, kind),
        } satisfies PlannedTest,
      ];
    }),
  );
}

function canFail({ unit, change }: Failing, kind: Kind): boolean {
  if (kind === 'bounce') return change.digital && change.holdMs * 1000 > BOUNCE_US;
  if (kind === 'noise') return noiseOf(unit) !== undefined;
  return unit.driver !== 'ir';
}

/** Noise that a driver must not take for a change: within its hysteresis on the very edge, within its delta from end to end. */
function noiseOf({ driver, param }: InstalledUnit): { readonly around: number; readonly most: number } | undefined {
  const noise = (around: number, most: number) => (most < 1 ? undefined : { around, most });
  switch (driver) {
    case 'threshold':
      return noise(param('openAbove'), param('hysteresis') - 1);
    case 'band':
      return noise(param('edge1'), param('hysteresis') - 1);
    case 'analog':
      return noise(0, Math.floor((param('delta') - 1) / 2));
    default:
      return undefined;
  }
}

async function fails(trial: Trial, failing: readonly Failing[], kind: Kind): Promise<Outcome> {
  for (const one of failing) await failsOnce(trial, one, kind);
  await trial.obey(resetOf(trial.target));
  return trial.outcome();
}

async function failsOnce(trial: Trial, failing: Failing, kind: Kind): Promise<void> {
  const { unit, change } = failing;
  const channel = trial.channel(change.pin);
  const before = countOf(trial, unit);
  const { steps, lengthMs } = programmeOf(failing, kind, channel);
  const known = trial.bus.messages.length;
  const recording = await trial.record(steps, lengthMs);
  trial.faults.push({
    fault: kind,
    target: `${unit.name} pin ${change.pin}`,
    fired: recording.fired.get(channel) ?? 0,
  });
  await trial.bus.pass(change.holdMs + MARGIN_MS);
  const outputs = new Set(
    installedUnits(trial.target)
      .flatMap(outputPins)
      .map((pin) => trial.channel(pin)),
  );
  const moved = recording.edges.find((edge) => outputs.has(edge.channel));
  if (moved !== undefined) {
    const message = `${unit.name} with pin ${change.pin} ${kind}`;
    throw trial.failure('MOVES_ON_SENSOR', {
      message,
      expected: 'no change at any output',
      seen: `one on channel ${moved.channel}`,
    });
  }
  const after = countOf(trial, unit);
  const most = kind === 'noise' ? 0 : 1;
  if (before !== undefined && after !== undefined && after - before > most) {
    const expected = `${most} more at most`;
    throw trial.failure('COUNTS_BOUNCES', {
      message: `${unit.name} ${kind}`,
      expected,
      seen: `${after - before} more`,
    });
  }
  if (kind !== 'noise') return;
  const told = trial.bus.messages.slice(known).filter(({ topic }) => topic.endsWith(`/${unit.device}/state`)).length;
  if (told === 0) return;
  const message = `${unit.name} with noise within its hysteresis`;
  throw trial.failure('NOISE_IS_TOLD', { message, expected: 'no state message', seen: `${told}` });
}

/** Presses counted by a contact; of other drivers nothing is counted. */
function countOf(trial: Trial, unit: InstalledUnit): number | undefined {
  const { driver, device } = unit;
  const name = driver === 'contact' ? publishedName(unit, 'count') : undefined;
  const value = name === undefined ? undefined : trial.bus.state(device)?.[name];
  return typeof value === 'number' ? value : undefined;
}

/** The fault comes, the input changes there and back under it, the fault goes. */
function programmeOf({ unit, change }: Failing, kind: Kind, channel: number) {
  const heldMs = change.holdMs + MARGIN_MS;
  const at = (ms: number): number => ms * 1000;
  const drive = (value: number, ms: number): ProgrammeStep => ({ kind: 'drive', channel, value, atUs: at(ms) });
  const end = LEAD_MS + 3 * heldMs;
  const changes = [drive(change.value, LEAD_MS + heldMs), drive(change.rest, LEAD_MS + 2 * heldMs)];
  const steps: readonly ProgrammeStep[] = [
    ...(kind === 'noise' ? [drive(noiseOf(unit)?.around ?? change.rest, 0)] : []),
    { ...faultOf(unit, kind, channel), atUs: at(LEAD_MS) },
    ...(kind === 'noise' ? [] : changes),
    { kind: 'heal', channel, atUs: at(end) },
    ...(kind === 'noise' ? [drive(change.rest, end)] : []),
  ];
  return { steps, lengthMs: end + heldMs + OWN_TIMER_MS };
}

function faultOf(unit: InstalledUnit, kind: Kind, channel: number): Stimulus {
  switch (kind) {
    case 'stuck-low':
      return { kind: 'fault', channel, fault: 'stuck', a: 0 };
    case 'stuck-high':
      return { kind: 'fault', channel, fault: 'stuck', a: isDigital(unit) ? 1 : HIGH_RAW };
    case 'open':
      return { kind: 'fault', channel, fault: 'open' };
    case 'bounce':
      return { kind: 'fault', channel, fault: 'bounce', a: BOUNCES, b: BOUNCE_US };
    case 'noise':
      return { kind: 'fault', channel, fault: 'noise', a: noiseOf(unit)?.most ?? 1, b: NOISE_US };
  }
}

function isDigital({ driver }: InstalledUnit): boolean {
  const roles = (DRIVERS as Readonly<Record<string, Driver>>)[driver]?.pins ?? {};
  return Object.values(roles).some(({ signal, direction }) => direction === 'in' && signal === 'digital');
}
