/** Checks of single values, in the words of a complaint. */
import type { Check } from './yaml-list.ts';

export const isText: Check = (value) =>
  typeof value === 'string' && value.trim() !== '' ? undefined : 'a text that is not empty';

export const isBoolean: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false');

export const isInteger =
  (low: number, high: number): Check =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high
      ? undefined
      : `a whole number from ${low} to ${high}`;

export const isOneOf =
  (...allowed: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && allowed.includes(value) ? undefined : `one of ${allowed.join(', ')}`;

export const matches =
  (pattern: RegExp, words: string): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? undefined : words;

export const isListOf =
  (item: Check): Check =>
  (value) => {
    if (!Array.isArray(value)) return 'a list';
    const wrong = value.map((entry) => item(entry)).find((expected) => expected !== undefined);
    return wrong === undefined ? undefined : `a list, each ${wrong}`;
  };

export const orNull =
  (check: Check): Check =>
  (value) => {
    const expected = value === null ? undefined : check(value);
    return expected === undefined ? undefined : `${expected}, or null`;
  };
