/** Limit switches and end contacts: each ends its motion, at once, and without it the motion ends by itself. */
import type { Edge } from '../bench/types.ts';
import type { Platform } from '../station/types.ts';
import { expectWithin } from '../suite/measure.ts';
import type { Outcome, PlannedTest } from '../suite/types.ts';
import { orderFor } from './orders.ts';
import { EMULATED_MS_MAX, LIMIT_STOP_MS, OWN_TIMER_MS, TEST_TIMEOUT_MS } from './spans.ts';
import { type InstalledUnit, installedUnits, type SuiteTarget } from './target.ts';
import { boundUs } from './timing-commands.ts';
import { Trial } from './trial.ts';

/** A motion has begun by then, dead times and ramps among it. */
const UNDER_WAY_MS = 300;
/** After the limit, until the motion would be seen to go on. */
const AFTER_MS = 200;
/** WebAssembly's time is virtual, and a board has all night. */
export const NOT_EMULATED: readonly Platform[] = ['wasm', 'teensy41', 'esp32'];

/** An end of a motion: its switch, and the output that must stop for it. */
interface End {
  readonly unit: InstalledUnit;
  /** Role of the switch, such as `high2`. */
  readonly name: string;
  readonly pin: number;
  readonly active: number;
  readonly verb: 'forward' | 'reverse';
  /** Step generator, or the output of that direction. */
  readonly output: number;
}

function endsOf(unit: InstalledUnit): readonly End[] {
  const { driver, pins, param } = unit;
  if (driver !== 'motor' && driver !== 'actuator') return [];
  return ['low', 'high', 'low2', 'high2'].flatMap((name): End[] => {
    const pin = pins[name];
    const verb = name.startsWith('high') ? 'forward' : 'reverse';
    const second = name.endsWith('2') ? (pins.step2 ?? pins.step) : pins.step;
    const output = driver === 'motor' ? second : pins[verb];
    if (pin === undefined || output === undefined) return [];
    return [{ unit, name, pin, active: param('limitActiveLevel'), verb, output }];
  });
}

export function limitTests(target: SuiteTarget): readonly PlannedTest[] {
  return installedUnits(target).flatMap((unit) =>
    endsOf(unit).flatMap((end) => {
      const order = orderFor(target, unit, [{ verb: end.verb }]);
      if (order === undefined) return [];
      const planned = { suite: 'safety' as const, timeoutMs: TEST_TIMEOUT_MS };
      const capMs = travelCapMs(unit);
      return [
        {
          ...planned,
          id: `safety/limit-${unit.name}-${end.name}`,
          title: `${unit.name} stops within ${LIMIT_STOP_MS} ms of its switch ${end.name}, at its drive's pin`,
          run: async (station) => stops(await Trial.begin(station, target), end),
        } satisfies PlannedTest,
        // Of redundant switches the other one would end it; both failing is no single failure.
        ...(isRedundant(unit) ? [] : [capTest(target, end, capMs)]),
      ];
    }),
  );
}

/** Two switches at each end of one axis: either ends the motion. */
const isRedundant = ({ pins }: InstalledUnit): boolean =>
  pins.step !== undefined && pins.step2 === undefined && (pins.low2 !== undefined || pins.high2 !== undefined);

function capTest(target: SuiteTarget, end: End, capMs: number): PlannedTest {
  const long = capMs > EMULATED_MS_MAX;
  return {
    id: `safety/dead-limit-${end.unit.name}-${end.name}`,
    suite: 'safety',
    title: `${end.unit.name} ends by itself within ${capMs} ms when its switch ${end.name} is dead${long ? '; too long for an emulator' : ''}`,
    timeoutMs: TEST_TIMEOUT_MS,
    ...(long && { platforms: NOT_EMULATED }),
    run: async (station) => endsByItself(await Trial.begin(station, target), end, capMs),
  };
}

/** The longest that a motion lasts by its table. */
export function travelCapMs({ driver, param }: InstalledUnit): number {
  if (driver === 'actuator') return param('travelMs') + param('deadMs');
  const [rate, accel] = [param('rateStepsPerS'), param('accelStepsPerS2')];
  const wayMs = Math.ceil((param('maxSteps') * 1000) / rate + (accel === 0 ? 0 : (rate * 1000) / accel));
  return Math.min(param('timeoutMs'), wayMs);
}

async function begins(trial: Trial, { unit, verb }: End): Promise<void> {
  const stop = orderFor(trial.target, unit, [{ verb: 'stop' }]);
  if (stop !== undefined) {
    await trial.ask(stop);
    if (unit.driver === 'actuator') await trial.bus.pass(unit.param('deadMs') + LIMIT_STOP_MS);
  }
  const order = orderFor(trial.target, unit, [{ verb }]);
  if (order !== undefined) await trial.obey(order);
  await trial.bus.pass(UNDER_WAY_MS);
}

async function stops(trial: Trial, end: End): Promise<Outcome> {
  await begins(trial, end);
  const atUs = UNDER_WAY_MS * 1000;
  const wasOn = (await trial.level(end.output)) !== 0;
  const recording = await trial.record(
    [{ kind: 'drive', channel: trial.channel(end.pin), value: end.active, atUs }],
    UNDER_WAY_MS + AFTER_MS,
  );
  const limit = trial.edgesOf(recording, end.pin)[0];
  const edges = trial.edgesOf(recording, end.output);
  const moved = end.unit.driver === 'motor' ? edges.some((edge) => edge.atUs < (limit?.atUs ?? 0)) : wasOn;
  trial.faults.push({
    fault: 'limit reached in motion',
    target: `${end.unit.name} ${end.name}`,
    fired: limit !== undefined && moved ? 1 : 0,
  });
  if (limit === undefined || !moved) return trial.outcome();
  const lastUs = edges.at(-1)?.atUs ?? 0;
  const stopped = end.unit.driver === 'motor' || (await trial.level(end.output)) === 0;
  const tookUs = stopped ? Math.max(0, lastUs - limit.atUs) : AFTER_MS * 1000;
  trial.measurements.push(expectWithin(`${end.name} to standstill`, tookUs, 'us', { high: LIMIT_STOP_MS * 1000 }));
  return trial.judged('NO_LIMIT_STOP');
}

/** The switch is stuck where nothing is reached, whatever the bench drives. */
async function endsByItself(trial: Trial, end: End, capMs: number): Promise<Outcome> {
  const { unit } = end;
  const channel = trial.channel(end.pin);
  await trial.station.bench.act({ kind: 'fault', channel, fault: 'stuck', a: 1 - end.active });
  const lengthMs = UNDER_WAY_MS + capMs + AFTER_MS;
  const drive = { kind: 'drive' as const, channel, value: end.active, atUs: UNDER_WAY_MS * 1000 };
  let orderedUs = 0;
  const recording = await trial.record([drive], lengthMs, async () => {
    await begins(trial, end);
    orderedUs = (await trial.station.dut.timing()).receivedUs;
  });
  const { toBench, uncertaintyUs } = await trial.clocks();
  trial.faults.push({
    fault: 'stuck limit',
    target: `${unit.name} ${end.name}`,
    fired: recording.fired.get(channel) ?? 0,
  });
  const edges = trial.edgesOf(recording, end.output);
  const running = unit.driver === 'actuator' && (await trial.level(end.output)) !== 0;
  const lastUs = running ? recording.endUs : (edges.at(-1)?.atUs ?? recording.startUs);
  const beganUs = edges[0]?.atUs ?? toBench(orderedUs);
  const high = capMs + OWN_TIMER_MS + Math.max(0, ...recording.lateUs) / 1000 + boundUs(uncertaintyUs) / 1000;
  trial.measurements.push(expectWithin('motion with a dead limit', (lastUs - beganUs) / 1000, 'ms', { high }));
  if (unit.driver === 'motor') {
    const most = unit.param('maxSteps') + unit.param('overrunSteps');
    trial.measurements.push(expectWithin('steps with a dead limit', travelled(edges), 'count', { high: most }));
  }
  return trial.judged('NO_TRAVEL_CAP');
}

/** Steps from the first told to the last. */
function travelled(edges: readonly Edge[]): number {
  return Math.abs((edges.at(-1)?.value ?? 0) - (edges[0]?.value ?? 0));
}

/** Both ends of one axis at once: one switch lies, and nobody knows which. */
export function contradictionTests(target: SuiteTarget): readonly PlannedTest[] {
  return installedUnits(target).flatMap((unit) => {
    const { low, high } = unit.pins;
    if (endsOf(unit).length === 0 || low === undefined || high === undefined) return [];
    return [
      {
        id: `safety/contradiction-${unit.name}`,
        suite: 'safety' as const,
        title: `${unit.name} goes into FAULT when both of its ends show at once`,
        timeoutMs: TEST_TIMEOUT_MS,
        run: async (station) => faults(await Trial.begin(station, target), unit, [low, high]),
      } satisfies PlannedTest,
    ];
  });
}

async function faults(trial: Trial, unit: InstalledUnit, ends: readonly number[]): Promise<Outcome> {
  const value = unit.param('limitActiveLevel');
  const atUs = UNDER_WAY_MS * 1000;
  const steps = ends.map((pin) => ({
    kind: 'fault' as const,
    fault: 'stuck' as const,
    channel: trial.channel(pin),
    a: value,
    atUs,
  }));
  const recording = await trial.record(steps, UNDER_WAY_MS + AFTER_MS);
  for (const pin of ends) {
    const fired = recording.fired.get(trial.channel(pin)) ?? 0;
    trial.faults.push({ fault: 'stuck', target: `${unit.name} pin ${pin}`, fired });
  }
  const kind = (): unknown => {
    const state = trial.bus.messages.findLast(({ topic }) => topic.endsWith(`/${unit.device}/state`));
    return (state?.body?.safety_state as { readonly kind?: unknown } | undefined)?.kind;
  };
  await trial.waited('FAULT', () => kind() === 'FAULT', AFTER_MS);
  if (kind() === 'FAULT') return trial.outcome();
  const message = `${unit.name} with both ends active`;
  throw trial.failure('NO_SENSOR_FAULT', { message, expected: 'FAULT', seen: String(kind()) });
}
