import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discover, halfkaySerial, type Machine } from './discover.ts';
import { type FoundBoard, mergeMap } from './merge.ts';
import { parseMap } from './read.ts';
import type { MapEntry } from './types.ts';
import { formatMap } from './write.ts';

const TEXT = `# the bench in the cellar
- id: "12345670" # the one with the red wire
  connected: false
  platform: teensy41
  runner: halfkay
  serial: null
  role: dut
  bench: b1
  notes: left socket
  pin_mappings: { 3: { io_pin_spec: 5, target_pin_function: lock, mode: sense, active: low } }
- { id: b, connected: true, platform: teensy41, runner: halfkay, serial: /dev/b, role: bench, bench: b1 }
`;
const FOUND: FoundBoard = {
  id: '12345670',
  platform: 'teensy41',
  runner: 'halfkay',
  product: 'Teensy 4.1',
  serial: '/dev/serial/by-id/x',
};

describe('merging what is plugged in', () => {
  it('keeps notes, wiring and comments, tells what is missing, and appends what is new', () => {
    const fresh = { ...FOUND, id: '9', serial: '/dev/c' };
    const text = formatMap(mergeMap(parseMap(TEXT, 'm'), [FOUND, fresh]), TEXT);
    expect(text).toContain('# the bench in the cellar');
    expect(text).toContain('# the one with the red wire');
    const [first, second, third] = parseMap(text, 'm');
    expect(first).toMatchObject({ connected: true, serial: FOUND.serial, notes: 'left socket', role: 'dut' });
    expect(first?.pin_mappings?.['3']?.io_pin_spec).toBe(5);
    expect(second).toMatchObject({ id: 'b', connected: false, serial: null });
    expect(third).toMatchObject({ id: '9', connected: true, role: 'bench', bench: 'bench-9' });
  });

  it('writes a map where there was none', () => {
    expect(parseMap(formatMap(mergeMap([], [FOUND])), 'm')).toMatchObject([{ id: FOUND.id }]);
    expect(parseMap(formatMap(mergeMap([], [FOUND]), '# mine\n'), 'm')).toMatchObject([{ id: FOUND.id }]);
    expect(parseMap(formatMap(mergeMap([], [FOUND]), '[]\n'), 'm')).toMatchObject([{ id: FOUND.id }]);
    expect(formatMap([])).toBe('[]\n');
  });

  const ids = fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{1,3}$/), { maxLength: 6 });
  const entryOf = (id: string): MapEntry => ({
    id,
    connected: true,
    platform: 'esp32',
    runner: 'esptool',
    serial: `/dev/${id}`,
    baud: 9600,
    fixtures: ['gpio_loopback'],
    notes: `note ${id}`,
    role: 'bench',
    bench: `b-${id}`,
  });
  const foundOf = (id: string): FoundBoard => ({ ...FOUND, id, serial: `/dev/serial/${id}` });

  it('loses no board, changes nothing else, and is the same when done twice', () => {
    const property = (known: readonly string[], plugged: readonly string[], emulated: boolean): void => {
      const sim: MapEntry = { ...entryOf('sim'), runner: 'emulator', serial: 'emulator' };
      const before = [...known.map(entryOf), ...(emulated ? [sim] : [])];
      const found = plugged.map(foundOf);
      const text = formatMap(before);
      const after = mergeMap(before, found);
      const same = ({ connected: _, serial: __, product: ___, ...rest }: MapEntry) => rest;
      expect(after.slice(0, before.length).map(same)).toEqual(before.map(same));
      expect(new Set(after.map(({ id }) => id))).toEqual(new Set([...known, ...plugged, ...(emulated ? ['sim'] : [])]));
      for (const { id, connected, serial } of after) {
        if (id === 'sim') expect([connected, serial]).toEqual([true, 'emulator']);
        else expect([connected, serial]).toEqual(plugged.includes(id) ? [true, `/dev/serial/${id}`] : [false, null]);
      }
      expect(mergeMap(after, found)).toEqual(after);
      const reread = parseMap(formatMap(after, text), 'm');
      expect(reread).toEqual(after.map((entry) => JSON.parse(JSON.stringify(entry))));
    };
    fc.assert(fc.property(ids, ids, fc.boolean(), property), { numRuns: 25 });
  });
});

describe('discovery', () => {
  const machine = (names: readonly string[], more: Partial<Machine> = {}): Machine => ({
    byId: async () => names,
    ports: async () => {
      throw new Error('asked though there are names');
    },
    hid: async () => [],
    ...more,
  });

  it('reads the stable names', async () => {
    const { boards, unknown } = await discover(
      machine([
        'usb-Teensyduino_USB_Serial_12345670-if00',
        'usb-Silicon_Labs_CP2102N_USB_to_UART_Bridge_Controller_7a0c9-if00-port0',
        'usb-Espressif_USB_JTAG_serial_debug_unit_A0:B1:C2-if00',
        'usb-1a86_USB_Serial-if00-port0',
        'usb-Prolific_Technology_Inc._GPS_1-if00',
        'strange',
      ]),
    );
    expect(boards.map(({ id, platform }) => [id, platform])).toEqual([
      ['12345670', 'teensy41'],
      ['7a0c9', 'esp32'],
      ['A0:B1:C2', 'esp32'],
    ]);
    expect(boards[0]?.serial).toBe('/dev/serial/by-id/usb-Teensyduino_USB_Serial_12345670-if00');
    expect(unknown).toHaveLength(3);
  });

  it('asks the operating system where there are no names', async () => {
    const ports = async () => [
      { path: 'COM5', vendorId: '16C0', serialNumber: '777' },
      { path: 'COM6', vendorId: '1a86' },
      { path: 'COM1' },
    ];
    const { boards, unknown } = await discover(machine([], { ports }));
    expect(boards).toMatchObject([{ id: '777', serial: 'COM5', runner: 'halfkay' }]);
    expect(unknown).toEqual(['COM6', 'COM1']);
  });

  it('finds a Teensy in its bootloader under the serial that it has outside of it', async () => {
    const hid = async () => [
      { vendorId: 0x16c0, productId: 0x0478, serialNumber: '0012D687' },
      { vendorId: 0x16c0, productId: 0x0486, serialNumber: '1' },
    ];
    expect((await discover(machine(['usb-x_1-if00'], { hid }))).boards).toMatchObject([
      { id: '12345670', serial: null },
    ]);
    expect([halfkaySerial('989680'), halfkaySerial('98967F'), halfkaySerial('')]).toEqual(['10000000', '99999990', '']);
  });

  it('refuses two boards of one serial', async () => {
    const hid = async () => [{ vendorId: 0x16c0, productId: 0x0478, serialNumber: '0012D687' }];
    await expect(discover(machine(['usb-Teensyduino_USB_Serial_12345670-if00'], { hid }))).rejects.toMatchObject({
      code: 'AMBIGUOUS_SERIAL',
    });
  });
});
