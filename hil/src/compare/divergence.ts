/** Where two runs part first: another event, none, another time, another count of steps. */
import { firstDivergence } from '../conformance/trace.ts';
import type { RunEvent, RunEvents } from './events.ts';

/** What two runs may differ by. */
export interface Tolerances {
  /** From the nearest cause to an event, in µs. Default: the 50 ms within which the contract has a controller answer. */
  readonly timeUs: number;
  /** Steps of a generator at rest; a stop that comes from the host comes at another step each time. Default 0. */
  readonly steps: number;
}
export const DEFAULT_TOLERANCES: Tolerances = { timeUs: 50_000, steps: 0 };

export interface RunDivergence {
  readonly stream: string;
  readonly why: 'event' | 'time' | 'steps';
  /** By the clock of each side; undefined where that side has nothing more. */
  readonly one: RunEvent | undefined;
  readonly other: RunEvent | undefined;
  /** The same instants in µs since the first event of each side's run. */
  readonly oneAtUs: number | undefined;
  readonly otherAtUs: number | undefined;
  /** The last events of the stream that agree, oldest first. */
  readonly before: readonly string[];
}

/** Of one stream. */
type Parting = Omit<RunDivergence, 'oneAtUs' | 'otherAtUs'>;

/** The earliest of the streams' first divergences, by the time of `one`. Undefined: they agree. */
export function divergenceOf(
  one: RunEvents,
  other: RunEvents,
  tolerances: Tolerances = DEFAULT_TOLERANCES,
): RunDivergence | undefined {
  const streams = new Set([...one.events, ...other.events].map(({ stream }) => stream));
  const sinceFirst = ({ events }: RunEvents, event: RunEvent | undefined): number | undefined =>
    event === undefined ? undefined : event.atUs - (events[0]?.atUs ?? 0);
  const found = [...streams].flatMap((stream): RunDivergence[] => {
    const ours = one.events.filter((event) => event.stream === stream);
    const theirs = other.events.filter((event) => event.stream === stream);
    const divergence = inStream(stream, ours, theirs, tolerances);
    if (divergence === undefined || notLookedFor(divergence, one, other, tolerances)) return [];
    const [oneAtUs, otherAtUs] = [sinceFirst(one, divergence.one), sinceFirst(other, divergence.other)];
    return [{ ...divergence, oneAtUs, otherAtUs }];
  });
  const at = ({ oneAtUs, otherAtUs }: RunDivergence): number => oneAtUs ?? otherAtUs ?? 0;
  return found.sort((first, second) => at(first) - at(second))[0];
}

/** An event that is missing on a side whose run was over before it was due proves nothing. */
function notLookedFor(divergence: Parting, one: RunEvents, other: RunEvents, { timeUs }: Tolerances): boolean {
  const event = divergence.one ?? divergence.other;
  if (event === undefined || (divergence.one !== undefined && divergence.other !== undefined)) return false;
  const side = divergence.one === undefined ? one : other;
  const dueUs = [...event.sinceUs].flatMap(([cause, sinceUs]) => {
    const causeUs = side.times.get(cause);
    return causeUs === undefined ? [] : causeUs + sinceUs;
  });
  return Math.max(...dueUs) + timeUs > side.endUs;
}

function inStream(
  stream: string,
  one: readonly RunEvent[],
  other: readonly RunEvent[],
  { timeUs, steps }: Tolerances,
): Parting | undefined {
  const parted = firstDivergence(
    one.map(({ text }) => text),
    other.map(({ text }) => text),
  );
  const shared = parted === undefined ? one.length : parted.line - 1;
  for (let index = 0; index < shared; index += 1) {
    const [ours, theirs] = [one[index], other[index]];
    if (ours === undefined || theirs === undefined) break;
    const why = apart(ours, theirs, timeUs) ? 'time' : stepsApart(ours, theirs) > steps ? 'steps' : undefined;
    if (why !== undefined) return { stream, why, one: ours, other: theirs, before: texts(one.slice(0, index)) };
  }
  if (parted === undefined) return undefined;
  return { stream, why: 'event', one: one[shared], other: other[shared], before: parted.before };
}

/** Further apart than allowed. Without a common cause no time can be compared. */
const apart = (one: RunEvent, other: RunEvent, timeUs: number): boolean => (differenceUs(one, other) ?? 0) > timeUs;

/**
 * How far apart an event is on two sides, from the cause that brings them nearest, in µs; undefined without a common one. As far
 * as one of them may have come sooner than it was seen they are not apart.
 */
export function differenceUs(one: RunEvent, other: RunEvent): number | undefined {
  const differences = [...one.sinceUs].flatMap(([cause, ours]) => {
    const theirs = other.sinceUs.get(cause);
    if (theirs === undefined) return [];
    const [later, unsureUs] = ours > theirs ? [ours - theirs, one.unsureUs] : [theirs - ours, other.unsureUs];
    return Math.max(0, later - unsureUs);
  });
  return differences.length === 0 ? undefined : Math.min(...differences);
}

const stepsApart = (one: RunEvent, other: RunEvent): number => Math.abs((one.steps ?? 0) - (other.steps ?? 0));

const CONTEXT = 6;
const texts = (events: readonly RunEvent[]): string[] => events.slice(-CONTEXT).map(({ text }) => text);

/** For people: both sides, and what they agreed on before. */
export function divergenceText(divergence: RunDivergence | undefined, one: string, other: string): string {
  if (divergence === undefined) return `${one} and ${other} agree`;
  const { stream, why, before, oneAtUs, otherAtUs } = divergence;
  const side = (name: string, event: RunEvent | undefined, sinceUs: number | undefined): string => {
    if (event === undefined || sinceUs === undefined) return `  ${name}: nothing more`;
    const since = [...event.sinceUs].map(([cause, us]) => `${us / 1000} ms after ${cause}`).join(', ');
    const steps = event.steps === undefined ? '' : ` ${event.steps} steps,`;
    const at = `at ${sinceUs / 1000} ms`;
    return `  ${name}: ${event.text},${steps} ${at}: ${since === '' ? 'no cause before it' : since}`;
  };
  return [
    `first divergence on ${stream} (${why}):`,
    ...before.map((text) => `  both: ${text}`),
    side(one, divergence.one, oneAtUs),
    side(other, divergence.other, otherAtUs),
  ].join('\n');
}
