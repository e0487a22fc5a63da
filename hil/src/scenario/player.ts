/** Plays a scenario on a station, step by step; what is between two waits is one programme of the bench. */
import type { Room } from '@understudy/contract';
import type { DutMessage } from '../station/dut-bus.ts';
import type { Station } from '../station/types.ts';
import { expectWithin } from '../suite/measure.ts';
import type { Outcome } from '../suite/types.ts';
import { safeDemands } from '../suites/safe-states.ts';
import { installedUnits } from '../suites/target.ts';
import { blinks, fits, isEdge, latencies, percentile } from './events.ts';
import type { SeenEdge } from './recorder.ts';
import { LONGEST_SLICE_US, Run, US_A_MS } from './run.ts';
import type { BenchScenario, EventPattern, Step } from './steps.ts';

type StepOf<Kind extends Step['kind']> = Extract<Step, { readonly kind: Kind }>;

/** Outputs that must not move are watched for so long. */
const STILL_US = 100_000;

/**
 * @param onStep hears of each step before it is played, counted from 1
 * @throws TestFailure; errors of the bench as they are. Wires are whole afterwards.
 */
export async function playScenario(
  station: Station,
  room: Room,
  scenario: BenchScenario,
  signal?: AbortSignal,
  onStep?: (step: Step, index: number) => void,
): Promise<Outcome> {
  const run = new Run(station, room, scenario, signal);
  try {
    await run.begin();
    for (const [index, step] of scenario.steps.entries()) {
      signal?.throwIfAborted();
      onStep?.(step, index + 1);
      await play(run, step);
    }
    await run.flush(true);
    await run.fit();
    return run.outcome();
  } finally {
    await run.heal();
  }
}

async function play(run: Run, step: Step): Promise<void> {
  switch (step.kind) {
    case 'delay':
      run.delay(step.us);
      return;
    case 'drive':
      return run.plan({ kind: 'drive', channel: run.channel(step.wire), value: step.value });
    case 'bytes':
      return run.plan({ kind: 'bytes', channel: run.channel(step.wire), bytes: step.bytes });
    case 'fault':
      return plantFault(run, step);
    case 'power':
      return cutPower(run, step);
    case 'silence':
      return silence(run, step);
    case 'command':
      return command(run, step);
    case 'expect-pin':
      return expectPin(run, step);
    case 'wait-pin':
    case 'wait-edge':
      return waitWire(run, step);
    case 'wait-serial':
    case 'expect-message':
      return waitMessage(run, step);
    case 'expect-latency':
      return latency(run, step);
    case 'expect-blink':
      return blink(run, step);
    case 'expect-safe-state':
      return safe(run, step);
  }
}

function plantFault(run: Run, { fault, wire, other, a, b, forUs }: StepOf<'fault'>): void {
  const channel = run.channel(wire);
  const with_ = other === undefined ? a : run.channel(other);
  run.plan({ kind: 'fault', fault, channel, a: with_, b });
  if (forUs !== undefined) run.plan({ kind: 'heal', channel }, forUs);
  run.planted(fault, wire);
}

async function cutPower(run: Run, { forUs }: StepOf<'power'>): Promise<void> {
  await run.flush();
  await run.station.power(false);
  await run.station.pass(forUs / US_A_MS);
  await run.station.power(true);
  await run.bus.start({ erase: false });
  run.otherFaults.push({ fault: 'power', target: run.scenario.definition.controller, fired: 1 });
  await run.fit();
}

async function silence(run: Run, { forUs }: StepOf<'silence'>): Promise<void> {
  await run.flush();
  for (let leftUs = forUs; leftUs > 0; leftUs -= LONGEST_SLICE_US) {
    await run.slice(Math.min(leftUs, LONGEST_SLICE_US), false);
  }
  run.otherFaults.push({ fault: 'engine-silence', target: run.scenario.definition.controller, fired: 1 });
}

async function command(run: Run, step: StepOf<'command'>): Promise<void> {
  const { device, op, parameters, status, reason, timeoutUs, label } = step;
  let id = '';
  await run.beginWith(() => {
    id = run.bus.command({ device, op, parameters });
  });
  if (status === 'SENT') return;
  const acks = (): readonly DutMessage[] => run.bus.acks(id);
  const good = (): boolean =>
    acks().some(({ body }) => body?.status === status && (reason === undefined || body.reason_code === reason));
  if (await run.until(good, timeoutUs)) return;
  const seen = acks().map(({ body }) => [body?.status, body?.reason_code].filter(Boolean).join(' '));
  throw run.failure('WRONG_STATUS', `${label}: ${device} ${op}`, [status, reason].filter(Boolean).join(' '), seen);
}

async function expectPin(run: Run, { wire, value, label }: StepOf<'expect-pin'>): Promise<void> {
  await run.flush();
  const seen = (await run.station.bench.levels())[run.channel(wire)] ?? 0;
  if (seen !== value) throw run.failure('WRONG_LEVEL', `${label}: ${wire.signal}`, `${value}`, [`${seen}`]);
}

async function waitWire(run: Run, step: StepOf<'wait-pin'> | StepOf<'wait-edge'>): Promise<void> {
  const { wire, timeoutUs, label } = step;
  const channel = run.channel(wire);
  const since = (): readonly SeenEdge[] => run.edges(wire);
  const good = (edge: SeenEdge): boolean =>
    step.kind === 'wait-pin' ? edge.value === step.value : isEdge(edge, step.edge);
  const isThere = (): boolean => step.kind === 'wait-pin' && run.recorder.level(channel) === step.value;
  if (await run.until(() => isThere() || since().some(good), timeoutUs)) {
    run.take(since().find(good));
    return;
  }
  const expected = step.kind === 'wait-pin' ? `level ${step.value}` : `an edge (${step.edge})`;
  const levels = since().map(({ value }) => `${value}`);
  const seen = levels.length > 0 ? levels : [`level ${run.recorder.level(channel)}`];
  throw run.failure('NO_EDGE', `${label}: ${wire.signal}`, `${expected} within ${timeoutUs / US_A_MS} ms`, seen);
}

async function waitMessage(run: Run, step: StepOf<'wait-serial'> | StepOf<'expect-message'>): Promise<void> {
  const since = (): readonly DutMessage[] => run.messages();
  const good = (message: DutMessage): boolean =>
    step.kind === 'wait-serial'
      ? `${message.topic} ${message.payload}`.includes(step.text)
      : fits(message, step.message);
  if (await run.until(() => since().some(good), step.timeoutUs)) {
    run.take(since().find(good));
    return;
  }
  const expected = step.kind === 'wait-serial' ? step.text : JSON.stringify(step.message);
  const seen = since().map(({ topic, payload }) => `${topic} ${payload}`);
  throw run.failure('NO_MESSAGE', step.label, `${expected} within ${step.timeoutUs / US_A_MS} ms`, seen.slice(-3));
}

/** Over all that has been; figures outside of their limits are for the runner to tell. */
async function latency(
  run: Run,
  { from, to, p99Us, maxUs, samples, title, label }: StepOf<'expect-latency'>,
): Promise<void> {
  await run.flush();
  await run.fit();
  const found = latencies(instants(run, from), instants(run, to));
  const answered = found.filter((us) => us !== undefined);
  if (answered.length < found.length || answered.length < samples) {
    const expected = `${Math.max(samples, found.length)} answers`;
    throw run.failure('NO_ANSWER', label, expected, [`${answered.length} of ${found.length}`]);
  }
  const figure = (name: string, value: number, high: number): void => {
    run.measurements.push(expectWithin(`${title} ${name}`, value, 'us', { high }, { samples: answered }));
  };
  if (p99Us !== undefined) figure('p99', percentile(answered, 0.99), p99Us);
  if (maxUs !== undefined) figure('max', Math.max(...answered), maxUs);
}

/** Bench instants of a kind of event, sorted. */
function instants(run: Run, pattern: EventPattern): number[] {
  const found =
    pattern.kind === 'edge'
      ? run.recorder.edges
          .filter((edge) => edge.channel === run.channel(pattern.wire) && isEdge(edge, pattern.edge))
          .map(({ atUs }) => atUs)
      : run.bus.messages.filter((message) => fits(message, pattern.message)).map(({ atUs }) => run.toBench(atUs));
  return found.sort((one, other) => one - other);
}

async function blink(
  run: Run,
  { wire, periodUs, toleranceUs, count, timeoutUs, label }: StepOf<'expect-blink'>,
): Promise<void> {
  const channel = run.channel(wire);
  const from = run.recorder.edges.length;
  const rising = (): number[] =>
    run.recorder.edges
      .slice(from)
      .filter((edge) => edge.channel === channel && isEdge(edge, 'rising'))
      .map(({ atUs }) => atUs);
  if (await run.until(() => blinks(rising(), count, periodUs, toleranceUs), timeoutUs)) return;
  const spans = rising().map((atUs, index, all) => `${(atUs - (all[index - 1] ?? atUs)) / US_A_MS}`);
  const expected = `${count} periods of ${periodUs / US_A_MS} ms`;
  throw run.failure('NO_BLINK', `${label}: ${wire.signal}`, expected, spans.slice(1));
}

/** Every output of critical devices is where an open chain must bring it, so long after the last stimulus. */
async function safe(run: Run, { device, withinUs, label }: StepOf<'expect-safe-state'>): Promise<void> {
  const units = installedUnits({ definition: run.scenario.definition });
  const demands = units
    .filter((unit) => device === undefined || unit.device === device)
    .flatMap((unit) => safeDemands(unit, 'estop'));
  const extraMs = Math.max(0, ...demands.map((demand) => demand.extraMs));
  run.delay(withinUs + extraMs * US_A_MS);
  await run.flush();
  const levels = [...(await run.station.bench.levels())];
  const from = run.recorder.edges.length;
  await run.slice(STILL_US);
  const moved = new Set(run.recorder.edges.slice(from).map(({ channel }) => channel));
  const names = new Map(run.scenario.wires.map(({ pin, signal }) => [pin, signal]));
  const wrong = demands.flatMap((demand) => {
    const channel = run.station.channels.get(demand.pin);
    if (channel === undefined) return [];
    const level = levels[channel] ?? 0;
    if (demand.kind === 'still' ? !moved.has(channel) : level === demand.value) return [];
    return [`${names.get(demand.pin)} ${demand.kind === 'still' ? 'moving' : `at ${level}, not ${demand.value}`}`];
  });
  if (demands.length === 0) throw run.failure('NOT_SAFE', label, 'outputs that have a safe state', ['none']);
  if (wrong.length > 0) throw run.failure('NOT_SAFE', label, `safe outputs in ${withinUs / US_A_MS} ms`, wrong);
}
