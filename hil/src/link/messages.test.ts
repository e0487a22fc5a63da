/** The numbers of the link are the firmware's. */
import { readFileSync } from 'node:fs';
import { FIRMWARE_ROOT } from '@understudy/firmware';
import { describe, expect, it } from 'vitest';
import { FRAME_FAULTS, LINK_VERSION } from './frame.ts';
import { LINK_LIMITS } from './limits.ts';
import { ANSWER, CAPTURE, CHANNEL, CLOCK_MODE, FAULT_KIND, MESSAGE, MORE, ORDER, STIMULUS, TEXT } from './messages.ts';

const read = (name: string): string => readFileSync(`${FIRMWARE_ROOT}/link/${name}`, 'utf8');
const messages = read('messages.h');
const frame = read('frame.h');

/** Constants of a namespace in the header. */
function constants(name: string): Record<string, number> {
  const body = new RegExp(`namespace ${name} \\{([^}]*)\\}`).exec(messages)?.[1] ?? '';
  return Object.fromEntries(
    [...body.matchAll(/constexpr u8 (\w+) = (\w+);/g)].map(([, key = '', value = '']) => [key, Number(value)]),
  );
}
const single = (text: string, name: string): number => Number(new RegExp(` ${name} = (\\w+);`).exec(text)?.[1]);

describe('the link', () => {
  it.each([
    ['channel', CHANNEL],
    ['order', ORDER],
    ['answer', ANSWER],
    ['clock_mode', CLOCK_MODE],
    ['fault_kind', FAULT_KIND],
    ['stimulus', STIMULUS],
    ['capture', CAPTURE],
  ])('has the numbers of %s', (name, numbers) => {
    expect(constants(name)).toEqual(numbers);
  });

  it('has the single numbers', () => {
    expect({
      MORE: single(messages, 'MORE'),
      TEXT: single(messages, 'TEXT'),
      MESSAGE: single(messages, 'MESSAGE'),
    }).toEqual({ MORE, TEXT, MESSAGE });
    expect(single(frame, 'VERSION')).toBe(LINK_VERSION);
    expect(single(frame, 'HEADER_BYTES')).toBe(LINK_LIMITS.headerBytes);
    expect(single(frame, 'RAW_BYTES')).toBe(LINK_LIMITS.rawBytes);
    expect(/enum class Fault : u8 \{ (.*) \};/.exec(frame)?.[1]?.split(', ')).toEqual([...FRAME_FAULTS]);
  });
});
