/** The wiring of a DUT to its bench: checked, and as channels of the bench by pin of the DUT. */
import type { Channel } from '../bench/types.ts';
import { isInteger, isOneOf, isText } from './checks.ts';
import type { MapEntry, PinMapping } from './types.ts';
import type { Check } from './yaml-list.ts';

const FIELDS: Readonly<Record<keyof PinMapping, Check>> = {
  io_pin_spec: isInteger(0, 63),
  target_pin_function: isText,
  mode: isOneOf('drive', 'sense'),
  active: isOneOf('high', 'low'),
};

/** Keys are pins of the DUT's table, 0 to 255. */
export const mappingProblem: Check = (value) => {
  if (!isRecord(value)) return 'pins of the DUT, each with its mapping';
  for (const [pin, mapping] of Object.entries(value)) {
    if (!/^\d{1,3}$/.test(pin) || Number(pin) > 255) return `keyed by the DUT's pins, 0 to 255 (seen ${pin})`;
    if (!isRecord(mapping)) return `a record for pin ${pin}`;
    const unknown = Object.keys(mapping).find((key) => !Object.hasOwn(FIELDS, key));
    if (unknown !== undefined) return `without the key ${unknown} of pin ${pin}`;
    for (const [key, check] of Object.entries(FIELDS)) {
      const expected = check(mapping[key]);
      if (expected !== undefined) return `with ${key} of pin ${pin} as ${expected}`;
    }
  }
  return undefined;
};

/** Channel of each of these pins. Where the map says nothing of wiring, pin n is channel n. */
export function channelsOf({ pin_mappings: mappings }: MapEntry, pins: readonly number[]): Map<number, Channel> {
  if (mappings === undefined) return new Map(pins.map((pin) => [pin, pin]));
  return new Map(
    pins.flatMap((pin): [number, Channel][] => {
      const mapping = mappings[pin];
      return mapping === undefined ? [] : [[pin, mapping.io_pin_spec]];
    }),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
