import { describe, expect, it } from 'vitest';
import { chooseRigs } from './choose.ts';
import { channelsOf } from './pin-mappings.ts';
import { parseMap } from './read.ts';

const BENCH = `- id: "111"
  connected: true
  platform: teensy41
  runner: halfkay
  serial: /dev/a
  role: bench
  bench: b1
`;
const DUT = `- id: "222"
  connected: true
  platform: teensy41
  runner: halfkay
  serial: /dev/b
  role: dut
  bench: b1
  controller: clockwork/study_a
  hub_port: 1-1.4:2
  pin_mappings:
    3: { io_pin_spec: 5, target_pin_function: lock, mode: sense, active: low }
`;
const EMULATED =
  '- { id: m7, connected: true, platform: qemu-m7, runner: emulator, serial: emulator, role: dut, bench: m7 }\n';

describe('a hardware map', () => {
  it('is read with its defaults', () => {
    const [bench, dut] = parseMap(BENCH + DUT + EMULATED, 'map.yml');
    expect(bench).toMatchObject({ id: '111', baud: 115_200, fixtures: [] });
    expect(dut && [...channelsOf(dut, [3, 4])]).toEqual([[3, 5]]);
    expect(bench && [...channelsOf(bench, [3, 4])]).toEqual([
      [3, 3],
      [4, 4],
    ]);
    expect(parseMap('', 'map.yml')).toEqual([]);
  });

  it.each([
    [
      'two boards of one id',
      BENCH + DUT.replace('222', '111'),
      'AMBIGUOUS_SERIAL',
      'map.yml:8:7 expected each board once, seen 111 also on line 1',
    ],
    ['two boards on one line', BENCH + DUT.replace('/dev/b', '/dev/a'), 'AMBIGUOUS_SERIAL', 'map.yml:12:11'],
    ['a DUT without a bench', DUT, 'NO_BENCH', 'map.yml:7:10 expected a board with role bench of b1, seen none'],
    [
      'two controllers of one bench',
      BENCH + BENCH.replace('111', '3').replace('/dev/a', '/dev/c'),
      'AMBIGUOUS_BENCH',
      'map.yml:14:10',
    ],
    [
      'two DUTs on one bench',
      BENCH + DUT + DUT.replace('222', '3').replace('/dev/b', '/dev/c').replace(':2\n', ':3\n'),
      'AMBIGUOUS_BENCH',
      'one DUT',
    ],
    [
      'two boards on one port of a hub',
      `${BENCH}  hub_port: 1-1.4:2\n${DUT}`,
      'HUB_PORT_TWICE',
      '1-1.4:2 also on line 8',
    ],
    [
      'two pins on one channel',
      `${BENCH + DUT}    4: { io_pin_spec: 5, target_pin_function: x, mode: sense, active: low }\n`,
      'CHANNEL_TWICE',
      'pins 3 and 4 on channel 5',
    ],
    ['an unknown key', `${BENCH}  benhc: b1\n`, 'YAML_UNKNOWN_KEY', 'map.yml:8:10'],
    ['a missing key', BENCH.replace('  role: bench\n', ''), 'YAML_MISSING_KEY', 'map.yml:1:3 expected the key role'],
    [
      'another platform',
      BENCH.replace('teensy41', 'avr'),
      'YAML_BAD_VALUE',
      'map.yml:3:13 expected platform to be one of wasm',
    ],
    ['a hub port that is none', BENCH + DUT.replace('1-1.4:2', 'left'), 'YAML_BAD_VALUE', '<hub location>:<port>'],
    [
      'a channel that is none',
      BENCH + DUT.replace('io_pin_spec: 5', 'io_pin_spec: 64'),
      'YAML_BAD_VALUE',
      'a whole number from 0 to 63',
    ],
    ['an unknown key of a pin', BENCH + DUT.replace('mode:', 'mod:'), 'YAML_BAD_VALUE', 'without the key mod of pin 3'],
    [
      'a connected board without a line',
      EMULATED.replace('serial: emulator', 'serial: null'),
      'YAML_BAD_VALUE',
      'a line for a connected board',
    ],
    [
      'a MAC that is none',
      BENCH.replace('  role', '  mac: "24:6f:28"\n  role'),
      'YAML_BAD_VALUE',
      'twelve hexadecimal',
    ],
    ['an id that is a number', BENCH.replace('"111"', '111'), 'YAML_BAD_VALUE', 'map.yml:1:7 expected id to be a text'],
    ['a key twice', `${BENCH}  id: x\n`, 'YAML_SYNTAX', 'map.yml:8:3'],
    ['no list', 'id: 1\n', 'YAML_BAD_VALUE', 'expected a list'],
  ])('refuses %s', (_, text, code, words) => {
    expect(() => parseMap(text, 'map.yml')).toThrowError(
      expect.objectContaining({ code, message: expect.stringContaining(words) }),
    );
  });

  it('tells all that is wrong at once', () => {
    const text = BENCH.replace('teensy41', 'avr').replace('role: bench', 'role: judge');
    expect(() => parseMap(text, 'm')).toThrowError(/m:3:13 .*\nm:6:9 /);
  });
});

describe('rigs', () => {
  const entries = parseMap(BENCH + DUT + EMULATED, 'map.yml');
  const ids = (...args: Parameters<typeof chooseRigs>) =>
    chooseRigs(...args).map(({ dut, bench }) => [dut.id, bench.id]);

  it('are chosen by platform, id and controller', () => {
    expect(ids(entries, {})).toEqual([
      ['222', '111'],
      ['m7', 'm7'],
    ]);
    expect(ids(entries, { platform: 'qemu-m7' })).toEqual([['m7', 'm7']]);
    expect(ids(entries, { board: 'clockwork/study_a' })).toEqual([['222', '111']]);
  });

  it('are refused with what is there', () => {
    const unplugged = (id: string) =>
      entries.map((entry) => (entry.id === id ? { ...entry, connected: false } : entry));
    const code = (text: string) => expect.objectContaining({ code: text });
    expect(() => chooseRigs(entries, { platform: 'esp32' })).toThrowError(code('NO_SUCH_BOARD'));
    expect(() => chooseRigs(entries, { board: '111' })).toThrowError(code('NO_SUCH_BOARD'));
    expect(() => chooseRigs(unplugged('222'), { board: '222' })).toThrowError(code('BOARD_ABSENT'));
    expect(() => chooseRigs(unplugged('111'), { board: '222' })).toThrowError(code('BOARD_ABSENT'));
  });
});
