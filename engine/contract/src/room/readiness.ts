/** Whether the room may begin a game: every device online, safe and in its ready condition. */
import type { SafetyState } from '../messages/common.ts';
import type { Expectation, ReadyDefinition } from './ready.ts';

/** What is known of a device: its place in the live view, or undefined when it has never been heard of. */
export interface DeviceFacts {
  readonly presence: string;
  readonly safety: SafetyState | null;
  readonly state: Readonly<Record<string, unknown>> | null;
}

/** Why a device is not ready. `property` is `presence` or `safety` where it is not one of its own. */
export interface NotReady {
  readonly device: string;
  readonly property: string;
  readonly expected: string;
  readonly seen: string;
  /** Who brings it there. */
  readonly by: ReadyDefinition['devices'][string]['by'];
}

/** Every device that is not ready and why, in the order of `ready.yaml`; none when a game may begin. */
export function notReady(ready: ReadyDefinition, facts: (device: string) => DeviceFacts | undefined): NotReady[] {
  const found: NotReady[] = [];
  for (const [device, { is = {}, by }] of Object.entries(ready.devices)) {
    const known = facts(device);
    const add = (property: string, expected: string, seen: string): void => {
      found.push({ device, property, expected, seen, by });
    };
    if (known?.presence !== 'ONLINE') {
      add('presence', 'ONLINE', known?.presence ?? 'UNSEEN');
      continue;
    }
    const { safety, state } = known;
    if (safety?.kind !== 'SAFE' || safety.latched) {
      add('safety', 'SAFE', `${safety?.kind ?? 'unknown'}${safety?.latched === true ? ', latched' : ''}`);
    }
    for (const [property, expected] of Object.entries(is)) {
      const seen = state?.[property];
      if (!meets(expected, seen)) add(property, expectationText(expected), seen === undefined ? 'nothing' : `${seen}`);
    }
  }
  return found;
}

/** Whether a published value is what is expected. */
export function meets(expected: Expectation, seen: unknown): boolean {
  if (Array.isArray(expected)) return expected.some((one) => one === seen);
  if (typeof expected !== 'object') return expected === seen;
  if (typeof seen !== 'number') return false;
  return (
    (expected.above === undefined || seen > expected.above) && (expected.below === undefined || seen < expected.below)
  );
}

/** `low`, `low or between`, `above 3 and below 5`. */
export function expectationText(expected: Expectation): string {
  if (Array.isArray(expected)) return expected.join(' or ');
  if (typeof expected !== 'object') return `${expected}`;
  const parts: string[] = [];
  if (expected.above !== undefined) parts.push(`above ${expected.above}`);
  if (expected.below !== undefined) parts.push(`below ${expected.below}`);
  return parts.join(' and ');
}
