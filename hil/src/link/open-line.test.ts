/** What operating systems say of a line that does not open, as codes. */
import { describe, expect, it } from 'vitest';
import { lineError } from './open-line.ts';

describe('a line that does not open', () => {
  it.each([
    ['Error: No such file or directory, cannot open /dev/ttyACM0', 'LINE_MISSING'],
    ['Opening COM9: File not found', 'LINE_MISSING'],
    ['connect ECONNREFUSED 127.0.0.1:1', 'LINE_MISSING'],
    ['Error: Permission denied, cannot open /dev/ttyACM0', 'LINE_FORBIDDEN'],
    ['Error Resource temporarily unavailable Cannot lock port', 'LINE_BUSY'],
    ['Error: Device or resource busy, cannot open /dev/ttyACM0', 'LINE_BUSY'],
    ['Opening COM5: Access denied', 'LINE_BUSY'],
    ['Input/output error', 'LINE_CLOSED'],
  ])('"%s" is %s', (message, code) => {
    const error = lineError('/dev/ttyACM0', new Error(message));
    expect(error.code).toBe(code);
    expect(error.message).toBe(`expected to open /dev/ttyACM0, seen "${message}"`);
  });
});
