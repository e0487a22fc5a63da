/** Timing of commands: to ACCEPTED by the DUT's clock, and to the output's edge, which must be on its own pin. */
import { StationError } from '../station/errors.ts';
import { expectWithin } from '../suite/measure.ts';
import type { Outcome, PlannedTest } from '../suite/types.ts';
import { awayWishes, drivenAtBoot, type Order, orderFor, resetOrder } from './orders.ts';
import { safeDemands } from './safe-states.ts';
import { ACCEPTED_MS, OUTPUT_MS, TEST_TIMEOUT_MS } from './spans.ts';
import { type InstalledUnit, installedUnits, outputPins, type SuiteTarget } from './target.ts';
import { Trial } from './trial.ts';

/** More than a DUT remembers of one device: what it does with the seventeenth is looked at, too. */
const COMMANDS = 40;
/** Between two commands, so that one heartbeat and another are among them. */
const BETWEEN_MS = 20;
/** Recording of a command's edge, and what comes before it. */
const EDGE_MS = 300;
/** Of it, what comes after the order's answer at the least. */
const SEEN_MS = 100;

/** Each device in turn. */
export function acceptedTest(target: SuiteTarget): PlannedTest {
  return {
    id: 'timing/command-to-accepted',
    suite: 'timing',
    title: `ACCEPTED leaves within ${ACCEPTED_MS} ms of a command's last byte, for ${COMMANDS} commands`,
    timeoutMs: TEST_TIMEOUT_MS,
    run: async (station) => {
      const trial = await Trial.begin(station, target);
      const devices = Object.keys(target.definition.devices).map((key) => `${target.definition.controller}_${key}`);
      const samples: number[] = [];
      for (let index = 0; index < COMMANDS; index += 1) {
        const device = devices[index % devices.length] ?? '';
        trial.bus.beat();
        const ack = await trial.obey(resetOrder(device));
        const { receivedUs } = await station.dut.timing();
        samples.push(ack.atUs - receivedUs);
        await station.pass(BETWEEN_MS);
      }
      const worst = Math.max(...samples);
      trial.measurements.push(
        expectWithin('command to ACCEPTED, worst', worst, 'us', { high: ACCEPTED_MS * 1000 }, { samples }),
      );
      return trial.judged('LATE_ACCEPTED');
    },
  };
}

/** One for each unit whose output a command can change. */
export function outputTests(target: SuiteTarget): readonly PlannedTest[] {
  return installedUnits(target).flatMap((unit) => {
    const order = orderFor(target, unit, awayWishes(unit, drivenAtBoot(unit)));
    // A needle follows its valve, and moves when that does.
    if (order === undefined || unit.driver === 'gauge' || outputPins(unit).length === 0) return [];
    return [
      {
        id: `timing/output-${unit.name}`,
        suite: 'timing' as const,
        title: `${unit.name} changes its own outputs within ${OUTPUT_MS} ms of ${order.op}, and no other`,
        timeoutMs: TEST_TIMEOUT_MS,
        run: async (station) => edgeOf(await Trial.begin(station, target), unit, order),
      } satisfies PlannedTest,
    ];
  });
}

async function edgeOf(trial: Trial, unit: InstalledUnit, order: Order): Promise<Outcome> {
  await standStill(trial, unit);
  let receivedUs = 0;
  const { bench, dut } = trial.station;
  const recording = await trial.record([], EDGE_MS, async (startUs) => {
    trial.bus.beat();
    await trial.obey(order);
    receivedUs = (await dut.timing()).receivedUs;
    const atMs = ((await bench.timeUs()) - startUs) / 1000;
    if (atMs <= EDGE_MS - SEEN_MS) return;
    const expected = `an order answered ${EDGE_MS - SEEN_MS} ms after the recording's start`;
    throw new StationError('HOST_LATE', `expected ${expected}, seen it after ${Math.round(atMs)} ms`);
  });
  const { toBench, uncertaintyUs } = await trial.clocks();
  const own = new Set(orderedPins(trial.target, order).map((pin) => trial.channel(pin)));
  const mine = new Set(outputPins(unit).map((pin) => trial.channel(pin)));
  const foreign = recording.edges.find(({ channel }) => !own.has(channel));
  const first = recording.edges.find(({ channel }) => mine.has(channel));
  const expected = `an edge on pin ${outputPins(unit).join(' or ')}`;
  if (foreign !== undefined) {
    const message = `${order.device} ${order.op}`;
    throw trial.failure('WRONG_PIN', { message, expected, seen: `one on channel ${foreign.channel}` });
  }
  if (first === undefined) {
    throw trial.failure('NO_OUTPUT', { message: `${order.device} ${order.op}`, expected, seen: 'none on any pin' });
  }
  const tookUs = Math.round(first.atUs - toBench(receivedUs));
  const high = (OUTPUT_MS + firstStepMs(unit)) * 1000 + boundUs(uncertaintyUs);
  const limits = { low: -boundUs(uncertaintyUs), high };
  trial.measurements.push(expectWithin('command to output', tookUs, 'us', limits, { uncertainty: uncertaintyUs }));
  return trial.judged('LATE_OUTPUT');
}

/** What a drive does at boot would refuse an order as busy. */
async function standStill(trial: Trial, unit: InstalledUnit): Promise<void> {
  if (unit.driver !== 'actuator' || unit.param('bootDirection') === 0) return;
  const stop = orderFor(trial.target, unit, [{ verb: 'stop' }]);
  if (stop === undefined) await trial.bus.pass(unit.param('travelMs'));
  else await trial.obey(stop);
  await trial.bus.pass(unit.param('deadMs') + ACCEPTED_MS);
}

/** From rest a ramp needs so long for its first step. */
function firstStepMs({ driver, param }: InstalledUnit): number {
  if (!['motor', 'axis', 'rotor'].includes(driver) || param('accelStepsPerS2') === 0) return 0;
  return Math.ceil(Math.sqrt(2 / param('accelStepsPerS2')) * 1000) + 1;
}

/** Outputs of every unit that the operation drives: a group's are all its own. */
function orderedPins(target: SuiteTarget, order: Order): readonly number[] {
  return installedUnits(target).flatMap((unit) => {
    const key = order.device.slice(target.definition.controller.length + 1);
    const operation = target.definition.devices[key]?.operations?.[order.op];
    const same = orderFor(target, unit, [{ verb: operation?.verb ?? '' }]);
    return unit.key === key || (same?.device === order.device && same.op === order.op) ? outputPins(unit) : [];
  });
}

/** What clocks may be apart beyond their fit: their instants lie in a span, whose half is less than two sigma. */
export const boundUs = (uncertaintyUs: number): number => Math.ceil(2 * uncertaintyUs);

/** Outputs of which the definition demands something, by the cause. */
export function hasDemands(target: SuiteTarget, cause: 'estop' | 'silence'): boolean {
  return installedUnits(target).some((unit) => safeDemands(unit, cause).length > 0);
}
