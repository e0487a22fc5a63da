/** Random bad worlds of Teensys and ESP32s: whatever happens, no board but the plan's is ever written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flashEsp32 } from '../src/flash/esp32/flash-esp32.ts';
import { flash } from '../src/flash/flash.ts';
import { VirtualClock } from '../src/flash/stand-ins/clock.ts';
import { espFirmware } from '../src/flash/stand-ins/esp-image.ts';
import { espPorts } from '../src/flash/stand-ins/esp-line.ts';
import { ESP32_MAGIC, EspStandIn } from '../src/flash/stand-ins/esp-rom.ts';
import { teensyHex } from '../src/flash/stand-ins/images.ts';
import { codeOf, NEW_BUILD, signedFirmware, TRUST, teensyPorts } from '../src/flash/stand-ins/plan.ts';
import { TeensyStandIn } from '../src/flash/stand-ins/teensy.ts';
import type { FlashPlan, FlashPorts } from '../src/flash/types.ts';

const firmware = signedFirmware('teensy41', teensyHex({ buildHash: NEW_BUILD }));
const quiet = (): void => {};

/** Random bad worlds: serials from a small set, so that they meet; models, states, faults, and hands that swap boards. */
const often = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others, usual) });
const teensy = (chips: fc.Arbitrary<number>) =>
  fc.record({
    chip: chips,
    usage: often(0x25, 0x24, 0x26),
    state: often('running', 'loader', 'gone') as fc.Arbitrary<'running' | 'loader' | 'gone'>,
    deaf: often(false, true),
    busy: often(false, true),
    eraseMs: often(12_000, 100, 60_000),
    cutAtReport: often(undefined, 0, 1, 5, 6, 7),
    stallAtReport: often(undefined, 0, 1, 5, 6, 7),
  });
/** The plan's board first, and others, some of which say its serial. */
const teensys = fc
  .tuple(teensy(fc.constant(1)), fc.array(teensy(often(2, 1, 3)), { maxLength: 4 }))
  .map(([first, others]) => [first, ...others]);
const hands = fc.array(
  fc.record({
    atMs: fc.nat({ max: 2_000 }),
    board: fc.nat({ max: 4 }),
    to: fc.constantFrom('running', 'loader', 'gone' as const),
  }),
  { maxLength: 2 },
);

const MAC = '24:6f:28:00:00:01';
const espWorlds = fc.record({
  chips: fc.array(
    fc.record({
      mac: often(MAC, '24:6f:28:00:00:02'),
      magic: often(ESP32_MAGIC, 0x000007c6, 0x6921506f),
      usb: fc.constantFrom('A', 'A', 'B', undefined),
      busy: often(false, true),
      cutAtBlock: fc.constantFrom(99, 99, 0, 3, 6),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  serial: often<number | undefined>(undefined, 0, 1),
});

type EspWorld = typeof espWorlds extends fc.Arbitrary<infer World> ? World : never;

describe('never a flashed wrong board', () => {
  it('of several Teensys, whatever is plugged in, swapped and lost meanwhile', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(teensys, hands, async (options, acts) => {
        const clock = new VirtualClock();
        const boards = options.map(({ state, cutAtReport, stallAtReport, ...rest }) => {
          const cut = {
            ...(cutAtReport !== undefined && { cutAtReport }),
            ...(stallAtReport !== undefined && { stallAtReport }),
          };
          const board = new TeensyStandIn(clock, { ...rest, ...cut });
          board.plug(state);
          return board;
        });
        const plan: FlashPlan = { platform: 'teensy41', boardId: '10', firmware, trust: TRUST };
        const ports: FlashPorts & { usb: { busy: Set<TeensyStandIn> } } = teensyPorts(clock, boards, '10');
        for (const [index, board] of boards.entries()) if (options[index]?.busy) ports.usb.busy.add(board);
        for (const { atMs, board, to } of acts) clock.after(atMs, () => boards[board]?.plug(to));
        const code = await codeOf(flash(plan, ports, quiet));
        seen.set(code, (seen.get(code) ?? 0) + 1);
        for (const board of boards) {
          if (board.chip !== 1 || board.usage !== 0x25) expect(board.touched).toBe(0);
        }
        if (code === 'OK') expect(boards.filter((board) => board.hello()?.buildHash === NEW_BUILD)).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
    // A property that only ever met absent boards would prove nothing.
    for (const code of [
      'OK',
      'NO_BOARD',
      'WRONG_BOARD',
      'AMBIGUOUS_BOARD',
      'BOARD_LOST',
      'BOARD_STALLED',
      'LINE_BUSY',
    ]) {
      expect([code, (seen.get(code) ?? 0) > 0]).toEqual([code, true]);
    }
  });

  it('of several ESP32s, whatever their adapters say', async () => {
    const codes: string[] = [];
    const worlds = fc.sample(espWorlds, { numRuns: 48, seed: 11 });
    // Some at once, since esptool-js waits most of the time; not all, since it waits by the clock.
    while (worlds.length > 0) codes.push(...(await Promise.all(worlds.splice(0, 8).map(tryEspWorld))));
    for (const code of ['OK', 'WRONG_BOARD', 'AMBIGUOUS_BOARD', 'BOARD_LOST']) expect(codes).toContain(code);
  });
});

/** Flashes the world's board `A`, and looks at all the others. @returns the code it ended with */
async function tryEspWorld({ chips, serial }: EspWorld): Promise<string> {
  const lines = chips.map(({ usb, busy, ...options }, index) => {
    const info = { path: `/dev/ttyUSB${index}`, ...(usb !== undefined && { serialNumber: usb }) };
    return { info, busy, chip: new EspStandIn(options) };
  });
  const plan: FlashPlan = {
    platform: 'esp32',
    boardId: 'A',
    chipSerial: MAC,
    firmware: espFirmware(),
    trust: TRUST,
  };
  const ports = { ...teensyPorts(new VirtualClock(), [], ''), serial: espPorts(lines) };
  const at = serial === undefined ? plan : { ...plan, serial: `/dev/ttyUSB${serial}` };
  const code = await codeOf(flashEsp32(at, ports, quiet));
  for (const { chip } of lines) if (chip.mac !== MAC || chip.magic !== ESP32_MAGIC) expect(chip.flash.touched).toBe(0);
  if (code === 'OK') expect(lines.filter(({ chip }) => chip.flash.program() === NEW_BUILD)).toHaveLength(1);
  return code;
}
