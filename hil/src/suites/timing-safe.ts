/** Timing of safety: heartbeats, safe idle without the engine or the link, and outputs from power-on. */
import { codeOf } from '../coded-error.ts';
import type { Station } from '../station/types.ts';
import { expectWithin } from '../suite/measure.ts';
import type { Outcome, PlannedTest } from '../suite/types.ts';
import { bootDemands, rampMs } from './safe-states.ts';
import {
  ESTOP_MS,
  HEARTBEAT_GAP_MS,
  ONLINE_MS,
  OWN_TIMER_MS,
  STAYS_MS,
  silenceLimitMs,
  TEST_TIMEOUT_MS,
} from './spans.ts';
import { installedUnits, type SuiteTarget } from './target.ts';
import { boundUs, hasDemands } from './timing-commands.ts';
import { Trial } from './trial.ts';
import { bringAway, changes, demandText, lastChangeUs, unmetDemands } from './watch.ts';

/** Heartbeats that are timed, that of the link among them: three periods. */
const BEATS = 4;
/** A DUT that starts anew by itself mostly does so in its first seconds. */
const UP_MS = 3000;

/** Orders go out so long before the silence is over. */
const UNDER_WAY_MS = 1500;
/** The recording of what the silence does begins after them. */
const RECORDED_MS = 300;
/** A host that was too busy to get them out in time begins the silence anew, so often at most. */
const SILENCES_MAX = 3;

const isBeat = ({ topic }: { readonly topic: string }): boolean =>
  topic.includes('/controller/') && topic.endsWith('/heartbeat');

export function heartbeatTest(target: SuiteTarget): PlannedTest {
  const { heartbeatMs } = target.definition;
  return {
    id: 'timing/heartbeat',
    suite: 'timing',
    title: `heartbeats come every ${heartbeatMs} ms, and none more than ${HEARTBEAT_GAP_MS} ms after the last`,
    timeoutMs: TEST_TIMEOUT_MS,
    run: async (station) => {
      const trial = await Trial.begin(station, target);
      const beats = (): readonly number[] => trial.bus.messages.filter(isBeat).map(({ atUs }) => atUs);
      let last = -1;
      while (beats().length < BEATS && beats().length > last) {
        last = beats().length;
        trial.bus.beat();
        await trial.waited('a heartbeat', () => beats().length > last, HEARTBEAT_GAP_MS);
      }
      const gaps = beats().flatMap((atUs, index, all) => (index === 0 ? [] : [(atUs - (all[index - 1] ?? 0)) / 1000]));
      if (gaps.length < BEATS - 1) {
        const expected = `a heartbeat within ${HEARTBEAT_GAP_MS} ms`;
        throw trial.failure('HEARTBEAT_STALL', { message: 'heartbeats', expected, seen: `none after number ${last}` });
      }
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
      const jitter = Math.max(...gaps.map((gap) => Math.abs(gap - heartbeatMs)));
      trial.measurements.push(
        expectWithin('heartbeat, longest gap', Math.max(...gaps), 'ms', { high: HEARTBEAT_GAP_MS }, { samples: gaps }),
        expectWithin('heartbeat, mean period', mean, 'ms', { low: heartbeatMs / 2, high: HEARTBEAT_GAP_MS }),
        expectWithin('heartbeat, worst jitter', jitter, 'ms', { high: HEARTBEAT_GAP_MS - heartbeatMs }),
      );
      return trial.judged('HEARTBEAT_STALL');
    },
  };
}

/** Without the engine's heartbeat, over a link that is up and over one that is lost. */
export function safeIdleTests(target: SuiteTarget): readonly PlannedTest[] {
  if (!hasDemands(target, 'silence')) return [];
  const silent = { ...target, ...target.silent };
  const limitMs = silenceLimitMs(silent.definition);
  const planned = (id: string, what: string, linkLost: boolean): PlannedTest => ({
    id: `timing/${id}`,
    suite: 'timing',
    title: `outputs are in their safe idle ${limitMs} ms after ${what}, at the pins`,
    timeoutMs: TEST_TIMEOUT_MS,
    run: async (station) => safeIdle(await Trial.begin(station, silent), linkLost),
  });
  return [
    planned('safe-idle-without-engine', "the engine's last heartbeat", false),
    planned('safe-idle-without-link', "the last heartbeat before the link's loss", true),
  ];
}

async function safeIdle(trial: Trial, linkLost: boolean): Promise<Outcome> {
  const { station, target } = trial;
  const limitMs = silenceLimitMs(target.definition);
  const { units, fromUs, uncertaintyUs } = await underWay(trial, limitMs);
  if (linkLost) await station.dut.link(false);
  const longestMs = Math.max(0, ...units.map(rampDownMs));
  const lengthMs = UNDER_WAY_MS + ESTOP_MS + longestMs;
  const recording = await trial.record([], lengthMs, () => station.pass(lengthMs));
  const levels = await station.bench.levels();
  // What waits for a clock ends as late as that clock: a marker of the bench says how late that is.
  const span = { fromUs, reactionMs: limitMs + OWN_TIMER_MS + (boundUs(uncertaintyUs) + lateUs(recording)) / 1000 };
  const unmet = unmetDemands(trial, { units, cause: 'silence' }, recording, levels, span)[0];
  const fired = changes(trial, units, 'silence', recording);
  if (unmet !== undefined) {
    const message = `${limitMs} ms after the engine's last heartbeat`;
    throw trial.failure('NO_SAFE_IDLE', { message, expected: demandText(unmet), seen: unmet.seen });
  }
  // With every output safe already, the silence has proven nothing.
  trial.faults.push({ fault: linkLost ? 'link lost' : 'engine silent', target: 'DUT', fired });
  const tookMs = (lastChangeUs(trial, units, 'silence', recording, fromUs) - fromUs) / 1000;
  const high = span.reactionMs;
  trial.measurements.push(
    expectWithin('last heartbeat to safe idle', tookMs, 'ms', { high }, { uncertainty: uncertaintyUs / 1000 }),
  );
  return trial.judged('NO_SAFE_IDLE');
}

/** A last heartbeat, at `fromUs` of the bench, and every unit away from its safe state before the silence is over. */
async function underWay(trial: Trial, limitMs: number) {
  const { station, bus } = trial;
  for (let silence = 1; ; silence += 1) {
    bus.beat();
    const { receivedUs } = await station.dut.timing();
    const { toBench, uncertaintyUs } = await trial.clocks();
    const fromUs = toBench(receivedUs);
    // Ordered late, so that no motion has ended by itself before the silence ends it. A command is no heartbeat.
    await station.pass(Math.max(0, limitMs - UNDER_WAY_MS));
    const units = await bringAway(trial, 'silence');
    const isInTime = (await station.bench.timeUs()) < fromUs + (limitMs - RECORDED_MS) * 1000;
    if (isInTime || silence === SILENCES_MAX) return { units, fromUs, uncertaintyUs };
  }
}

const rampDownMs = ({ driver, param }: { readonly driver: string; param(name: string): number }): number =>
  driver === 'rotor' && param('accelStepsPerS2') > 0
    ? rampMs(param('fastStepsPerS'), param('accelStepsPerS2')) + OWN_TIMER_MS
    : 0;

const lateUs = ({ lateUs }: { readonly lateUs: readonly number[] }): number => Math.max(0, ...lateUs);

/** Power off and on: outputs as the definition has them at boot, presence on the bus, and no second start. */
export function bootTest(target: SuiteTarget): PlannedTest {
  return {
    id: 'timing/boot-to-safe',
    suite: 'timing',
    title: 'from power-on the outputs are as the definition says, the controller comes online, and stays up',
    timeoutMs: TEST_TIMEOUT_MS,
    mayRestart: true,
    run: async (station) => {
      const trial = new Trial(station, target);
      await trial.rest();
      for (let resets = 0; ; resets += 1) {
        try {
          return await boots(trial);
        } catch (error) {
          if (!isRestart(error)) throw error;
          if (resets > 0) throw resetLoop(trial);
        }
        await afterReset(station);
      }
    },
  };
}

async function boots(trial: Trial): Promise<Outcome> {
  const { station, target, bus } = trial;
  await station.power(false);
  const units = installedUnits(target);
  await station.power(true);
  const poweredUs = await station.dut.timeUs();
  const recording = await trial.record([], UP_MS, async () => {
    await bus.start();
    await trial.waited('presence', () => bus.messages.some(isPresence), ONLINE_MS);
    await bus.pass(UP_MS);
  });
  const online = bus.messages.find(isPresence);
  if (online === undefined) {
    const expected = `presence within ${ONLINE_MS} ms`;
    throw trial.failure('NOT_ONLINE', { message: 'after power-on', expected, seen: 'none' });
  }
  const levels = await station.bench.levels();
  for (const unit of units) {
    for (const demand of bootDemands(unit)) {
      const channel = trial.channel(demand.pin);
      const wrong = recording.edges.find(
        (edge) => edge.channel === channel && demand.kind === 'level' && edge.value !== demand.value,
      );
      const level = wrong?.value ?? levels[channel] ?? 0;
      if (demand.kind === 'still' || level === demand.value) continue;
      const expected = `level ${demand.value} on pin ${demand.pin}`;
      throw trial.failure('UNSAFE_BOOT', { message: `${unit.name} after power-on`, expected, seen: `level ${level}` });
    }
  }
  trial.measurements.push(
    expectWithin('HELLO to presence', (online.atUs - poweredUs) / 1000, 'ms', { high: ONLINE_MS }),
  );
  return trial.judged('NOT_ONLINE');
}

const isPresence = ({ topic }: { readonly topic: string }): boolean => topic.endsWith('/presence');

function isRestart(error: unknown): boolean {
  return codeOf(error) === 'BOARD_RESTARTED';
}

function resetLoop(trial: Trial): Error {
  const expected = `a start, and then ${UP_MS} ms without another`;
  return trial.failure('RESET_LOOP', { message: 'after power-on', expected, seen: 'another start, twice in a row' });
}

/** The session ended with the reset: power makes a new one. */
async function afterReset(station: Station): Promise<void> {
  await station.power(false);
  await station.power(true);
  await station.pass(STAYS_MS);
}
