import { expect, it } from 'vitest';
import { formatCalibration, parseCalibration, withFitted } from './calibration.ts';
import type { Fitted } from './fit.ts';

const WRITTEN = `# The vault was taken apart in October.
measured:
  # New bearings since then.
  - plant: porthole
    parameter: travelMs
    value: 5000 # was 4800
    interval: [4990, 5010]
    n: 5
    serial: "1"
    date: 2026-10-01

  - { plant: bolt, parameter: releaseMs, value: 85, interval: [84, 86], n: 5, serial: "1", date: 2026-10-01 } # by hand
`;
const fitted = (plant: string, parameter: string, mean: number): Fitted =>
  ({ plant, parameter, unit: 'ms', mean, interval: [mean - 1, mean + 1], n: 3, before: 1 }) as unknown as Fitted;
const NOW = { serial: '2', date: '2026-11-22' };
const written = (text: string | undefined, ...found: readonly Fitted[]): string =>
  formatCalibration(withFitted(text === undefined ? undefined : parseCalibration(text), found, NOW), text);

it('changes what was measured, and leaves what somebody has written', () => {
  const text = written(WRITTEN, fitted('porthole', 'travelMs', 6000), fitted('hatch', 'travelMs', 700));
  expect(text).toContain('# The vault was taken apart in October.\n');
  expect(text).toContain('  # New bearings since then.\n  - plant: porthole\n');
  expect(text).toContain('value: 6000 # was 4800\n    interval: [ 5999, 6001 ]\n    n: 3\n    serial: "2"\n');
  expect(text).toMatch(/ {2}- \{ plant: bolt, .*\} # by hand\n/);
  expect(parseCalibration(text).measured.map(({ plant, value, date }) => [plant, value, date])).toEqual([
    ['porthole', 6000, '2026-11-22'],
    ['bolt', 85, '2026-10-01'],
    ['hatch', 700, '2026-11-22'],
  ]);
});

it('is the same when written twice, and keeps a file of which nothing is new', () => {
  const once = written(WRITTEN, fitted('porthole', 'travelMs', 6000));
  expect(written(once, fitted('porthole', 'travelMs', 6000))).toBe(once);
  expect(parseCalibration(written(WRITTEN))).toEqual(parseCalibration(WRITTEN));
});

it.each([[undefined], ['measured: []\n']])('begins a file that was %j', (text) => {
  const began = written(text, fitted('hatch', 'travelMs', 700));
  expect(began).toContain('- plant: hatch\n');
  expect(parseCalibration(began).measured).toEqual([
    { plant: 'hatch', parameter: 'travelMs', value: 700, interval: [699, 701], n: 3, ...NOW },
  ]);
});
