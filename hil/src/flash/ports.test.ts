import { describe, expect, it } from 'vitest';
import { lineError } from './ports.ts';

describe('a line that does not open', () => {
  it.each([
    ['Error: Error Resource temporarily unavailable Cannot lock port', 'LINE_BUSY'],
    ['Error: Device or resource busy, cannot open /dev/ttyACM0', 'LINE_BUSY'],
    ['Opening COM5: Access denied', 'LINE_BUSY'],
    ['Error: Permission denied, cannot open /dev/ttyACM0', 'LINE_REFUSED'],
    ['cannot open device with path /dev/hidraw3', 'LINE_REFUSED'],
    ['Error: No such file or directory, cannot open /dev/ttyACM0', 'NO_BOARD'],
    ['Opening COM5: File not found', 'NO_BOARD'],
  ])('for "%s" is %s', (message, code) => {
    expect(lineError('the line', message)).toMatchObject({ code });
    expect(lineError('the line', message).next).not.toBe('');
  });
});
