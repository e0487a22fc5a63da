/** What a run showed, as streams of events that two runs must share: one a wire that the DUT drives, one a topic. */
import { canonicalJson } from '@understudy/contract';
import type { Wire } from '../scenario/wires.ts';
import type { Trace } from '../suite/types.ts';
import { grouped } from './group.ts';
import type { Answers } from './loop-plants.ts';

/** One event of a stream. Times are the bench's µs. */
export interface RunEvent {
  readonly atUs: number;
  /** The signal, or the topic without its room. */
  readonly stream: string;
  /** Canonical: a level, or a message with what must differ masked. */
  readonly text: string;
  /**
   * How much sooner it may have come than it was seen, in µs: 0 of what was recorded. Between two programmes a host that is
   * late sees only what is left behind.
   */
  readonly unsureUs: number;
  /** Steps of a generator at rest, to be compared by tolerance. */
  readonly steps?: number;
  /**
   * How long ago the nearest causes before it were, by their names: the last stimulus and the last events of the same device.
   * Equal in two runs, whatever their hosts did between two programmes: what is unsure is no cause.
   */
  readonly sinceUs: ReadonlyMap<string, number>;
}

/** Members that differ from build to build, from boot to boot and with a host's pace. */
const MASKED: ReadonlySet<string> = new Set([
  'uptime_ms',
  'build_hash',
  'boot_count',
  'firmware_version',
  'at_unix_ms',
]);
/** Signs of life come by the clock, and tell nothing of what was done. */
const LEFT_OUT = /\/(heartbeat|telemetry)$/;
/** A generator that has been told at least every 10 ms has come to rest after this. */
const REST_US = 50_000;
/** Events of its device that may be causes: what comes at one instant comes in either order. */
const CAUSES = 5;
/** Clocks are not fitted better than this: an order within it is none. */
const SAME_US = 5000;
/** The first answer to a command comes when the host has sent it: it has no cause that the bench knows. */
const FIRST_ANSWER = /"status":"(ACCEPTED|REJECTED)"/;

/** All events that the DUT made, in the order of time. */
export interface RunEvents {
  readonly events: readonly RunEvent[];
  /** Instants of causes by their names. */
  readonly times: ReadonlyMap<string, number>;
  /** The last that was seen, of any kind: what would have come later was not looked for. */
  readonly endUs: number;
}

/**
 * @param answers contacts of devices that the DUT moves: what these show is not a stimulus but an event of its own, caused by the
 * last that their drive was told
 */
export function eventsOf(trace: Trace, wires: readonly Wire[], answers: Answers = new Map()): RunEvents {
  const bySignal = new Map(wires.map((wire) => [wire.signal, wire]));
  const stimuli: number[] = [];
  const raw: RawEvent[] = [];
  const orders: Order[] = [];
  const resting = new Map<string, { atUs: number; steps: number; device: string | undefined }>();
  const rest = (stream: string): void => {
    const last = resting.get(stream);
    resting.delete(stream);
    if (last !== undefined) raw.push({ ...last, stream, text: 'at rest', unsureUs: 0 });
  };
  for (const { atUs, signal, value, afterUs = atUs } of trace.edges) {
    const wire = bySignal.get(signal);
    const event = { atUs, unsureUs: atUs - afterUs, stream: signal, text: `${value}`, device: wire?.device };
    if (answers.has(signal)) raw.push(event);
    else if (wire === undefined || wire.direction === 'in') stimuli.push(atUs);
    else if (wire.kind !== 'ramp') {
      raw.push(event);
      orders.push({ atUs, signal });
    } else {
      const before = resting.get(signal);
      if (before !== undefined && atUs - before.atUs > REST_US) rest(signal);
      if (!resting.has(signal)) orders.push({ atUs, signal });
      resting.set(signal, { atUs, steps: value, device: wire.device });
    }
  }
  for (const stream of [...resting.keys()]) rest(stream);
  for (const { atUs, topic, payload } of trace.messages) {
    if (LEFT_OUT.test(topic)) continue;
    const [, , kind = '', owner = '', leaf = ''] = topic.split('/');
    raw.push({
      atUs,
      unsureUs: 0,
      stream: `${owner}/${leaf}`,
      text: masked(payload),
      device: kind === 'device' ? owner : undefined,
    });
  }
  raw.sort((one, other) => one.atUs - other.atUs);
  stimuli.sort((one, other) => one - other);
  const endUs = Math.max(0, ...[...trace.edges, ...trace.messages].map(({ atUs }) => atUs));
  return withCauses(dropRepeats(raw), { stimuli, orders, answers }, endUs);
}

/** A drive was told something: a level, or the first step of a motion. */
interface Order {
  readonly atUs: number;
  readonly signal: string;
}

interface Causes {
  readonly stimuli: readonly number[];
  readonly orders: readonly Order[];
  readonly answers: Answers;
}

interface RawEvent extends Omit<RunEvent, 'sinceUs'> {
  readonly device: string | undefined;
}

/** A state that is said once more, unchanged, says nothing: controllers do so by their clock. */
function dropRepeats(events: readonly RawEvent[]): readonly RawEvent[] {
  const last = new Map<string, string>();
  return events.filter(({ stream, text }) => {
    const repeats = stream.endsWith('/state') && last.get(stream) === text;
    last.set(stream, text);
    return !repeats;
  });
}

/** Named after their stream, and which of its events they are. */
function named(events: readonly RawEvent[]): readonly (RawEvent & { readonly name: string })[] {
  const counts = new Map<string, number>();
  return events.map((event) => {
    const count = (counts.get(event.stream) ?? 0) + 1;
    counts.set(event.stream, count);
    return { ...event, name: `${event.stream} ${count}` };
  });
}

/** Both lists are in the order of time, so that what may be a cause is found by going on from where the last event stood. */
function withCauses(raw: readonly RawEvent[], { stimuli, orders, answers }: Causes, endUs: number): RunEvents {
  const all = named(raw);
  const counts = new Map<string, number>();
  const told = orders.map((order) => {
    const count = (counts.get(order.signal) ?? 0) + 1;
    counts.set(order.signal, count);
    return { ...order, name: `${order.signal} told ${count}` };
  });
  const ofDevice = grouped(all, ({ device }) => device);
  const passed = new Map<string, number>();
  let stimulus = 0;
  const events = all.map(({ device, name, ...event }) => {
    const { atUs, stream, text } = event;
    if (stream.endsWith('/ack') && FIRST_ANSWER.test(text)) return { ...event, sinceUs: new Map() };
    const drives = answers.get(stream);
    if (drives !== undefined) {
      // A device answers what it was told before, and never the order that its own answer brings about.
      const last = told.findLast((order) => order.atUs < atUs && drives.includes(order.signal));
      return { ...event, sinceUs: new Map(last === undefined ? [] : [[last.name, atUs - last.atUs]]) };
    }
    const sinceUs = new Map<string, number>();
    if (device !== undefined) {
      const others = ofDevice.get(device) ?? [];
      let end = passed.get(device) ?? 0;
      while ((others[end]?.atUs ?? Number.POSITIVE_INFINITY) <= atUs + SAME_US) end += 1;
      passed.set(device, end);
      // One more than are wanted: the event itself is among them.
      const near = others.slice(Math.max(0, end - CAUSES - 1), end).filter((other) => other.name !== name);
      for (const cause of near.slice(-CAUSES)) {
        if (cause.unsureUs <= SAME_US) sinceUs.set(cause.name, atUs - cause.atUs);
      }
    }
    while ((stimuli[stimulus] ?? Number.POSITIVE_INFINITY) <= atUs + SAME_US) stimulus += 1;
    for (let index = Math.max(0, stimulus - CAUSES); index < stimulus; index += 1) {
      sinceUs.set(`stimulus ${index}`, atUs - (stimuli[index] ?? 0));
    }
    return { ...event, sinceUs };
  });
  const times = new Map(all.map(({ name, atUs }) => [name, atUs]));
  for (const { name, atUs } of told) times.set(name, atUs);
  for (const [index, atUs] of stimuli.entries()) times.set(`stimulus ${index}`, atUs);
  return { events, times, endUs };
}

function masked(payload: string): string {
  let message: unknown;
  try {
    message = JSON.parse(payload);
  } catch {
    return payload;
  }
  const members = Object.entries(message as object).map(([key, value]) => [key, MASKED.has(key) ? '*' : value]);
  return canonicalJson(Object.fromEntries(members));
}
