/** The plain part of conditions over device states, as a monitor sees them: apart from the engine's own code on purpose. */
import type { RulesDefinition } from '@understudy/contract';

type Condition = RulesDefinition['interlocks'][string]['when'];

/** A device's last state and the one before it. */
export interface Reading {
  readonly sinceUs: number;
  readonly now: Said;
  readonly before: Said;
}
/** A state message; what is in it is read when a condition asks. */
export interface Said {
  readonly state: Readonly<Record<string, unknown>>;
}

/**
 * Whether a condition holds for certain: by the last states, and by those before them where a state is younger than
 * `settledAtUs`. What cannot be told from states (temporal clauses, objectives, presence) never holds for certain.
 */
export function holds(condition: Condition, readings: ReadonlyMap<string, Reading>, settledAtUs: number): boolean {
  return certainty(condition, readings, settledAtUs) === 'true';
}

/** Devices whose states the condition reads. */
export function devicesOf(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(devicesOf);
  if ('any' in condition) return condition.any.flatMap(devicesOf);
  if ('not' in condition) return devicesOf(condition.not);
  return 'property' in condition ? [condition.device] : [];
}

type Certainty = 'true' | 'false' | 'unknown';

function certainty(condition: Condition, readings: ReadonlyMap<string, Reading>, settledAtUs: number): Certainty {
  if ('all' in condition) return combine(condition.all, readings, settledAtUs, 'false');
  if ('any' in condition) return combine(condition.any, readings, settledAtUs, 'true');
  if ('not' in condition) {
    const inner = certainty(condition.not, readings, settledAtUs);
    return inner === 'unknown' ? 'unknown' : inner === 'true' ? 'false' : 'true';
  }
  if (!('property' in condition) || 'grown' in condition) return 'unknown';
  const reading = readings.get(condition.device);
  if (reading === undefined) return 'unknown';
  const now = compare(condition, reading.now.state[condition.property]);
  if (reading.sinceUs <= settledAtUs) return now ? 'true' : 'false';
  const before = compare(condition, reading.before.state[condition.property]);
  if (now !== before) return 'unknown';
  return now ? 'true' : 'false';
}

/** `decisive` is the certainty that settles it alone: false for all, true for any. */
function combine(
  conditions: readonly Condition[],
  readings: ReadonlyMap<string, Reading>,
  settledAtUs: number,
  decisive: 'true' | 'false',
): Certainty {
  let unknown = false;
  for (const condition of conditions) {
    const result = certainty(condition, readings, settledAtUs);
    if (result === decisive) return decisive;
    if (result === 'unknown') unknown = true;
  }
  if (unknown) return 'unknown';
  return decisive === 'true' ? 'false' : 'true';
}

function compare(
  condition: Exclude<Extract<Condition, { property: string }>, { grown: number }>,
  value: unknown,
): boolean {
  if ('equals' in condition) return value === condition.equals;
  if (typeof value !== 'number') return false;
  return 'above' in condition ? value > condition.above : value < condition.below;
}
