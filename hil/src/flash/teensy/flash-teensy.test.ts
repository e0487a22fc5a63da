/** Flashing Teensys that are not there: the protocol, and every way in which a board can get lost. */
import { describe, expect, it } from 'vitest';
import { flash } from '../flash.ts';
import { VirtualClock } from '../stand-ins/clock.ts';
import { teensyHex, teensyImageBytes } from '../stand-ins/images.ts';
import { codeOf, NEW_BUILD, OLD_BUILD, signedFirmware, teensyPlan, teensyPorts } from '../stand-ins/plan.ts';
import { type TeensyOptions, TeensyStandIn } from '../stand-ins/teensy.ts';
import type { FlashPlan, FlashProgress } from '../types.ts';
import { runningSerial } from './identity.ts';

const firmware = signedFirmware('teensy41', teensyHex({ buildHash: NEW_BUILD }));
/** Seven blocks, then the order to reboot. */
const REPORTS = 8;
const quiet = (): void => {};

function world(...options: readonly TeensyOptions[]) {
  const clock = new VirtualClock();
  const boards = options.map((option) => new TeensyStandIn(clock, option));
  const [board] = boards;
  if (board === undefined) throw new Error('expected a board');
  return {
    clock,
    boards,
    board,
    plan: teensyPlan(board, firmware),
    ports: teensyPorts(clock, boards, board.runningSerial),
  };
}

describe('serial numbers of a Teensy', () => {
  it.each([
    ['000D8B2C', '8875960'],
    ['00989680', '10000000'],
    ['0098967F', '99999990'],
    ['FFFFFFFF', '4294967295'],
    ['no hex', undefined],
    [undefined, undefined],
  ])('%s runs as %s', (hex, decimal) => {
    expect(runningSerial(hex)).toBe(decimal);
  });
});

describe('flashing a Teensy 4.1', () => {
  it('gets it into its boot loader, writes, reboots, and has HELLO for a proof', async () => {
    const { board, clock, plan, ports } = world({ chip: 0xd8b2c });
    const heard: FlashProgress[] = [];
    const result = await flash(plan, ports, (progress) => heard.push(progress));
    expect(result).toMatchObject({ blocksSent: 7, blocksSkipped: 1, imageBytes: 8192, warnings: [] });
    expect(result.proof).toEqual({ chipSerial: board.halfKaySerial, buildHash: NEW_BUILD });
    expect(result.seconds).toBeGreaterThan(12);
    expect([...new Set(heard.map(({ phase }) => phase))]).toEqual(['identify', 'enter', 'write', 'reboot', 'prove']);
    // A line that is left at 134 baud sends the board back into its boot loader whenever it is opened.
    await clock.sleep(1_000);
    expect([board.state, board.lineBaud]).toEqual(['running', 115_200]);
  });

  it('takes one that waits in its boot loader already, whatever it ran before', async () => {
    const { plan, ports } = world({ chip: 77, state: 'loader' });
    expect((await flash(plan, ports, quiet)).proof.buildHash).toBe(NEW_BUILD);
  });

  it('waits 44 s for the erase, and not 46', async () => {
    const slow = world({ chip: 1, eraseMs: 44_000 });
    expect(await codeOf(flash(slow.plan, slow.ports, quiet))).toBe('OK');
    const dead = world({ chip: 1, eraseMs: 46_000 });
    expect(await codeOf(flash(dead.plan, dead.ports, quiet))).toBe('BOARD_STALLED');
    expect(dead.clock.nowMs()).toBeLessThan(60_000);
  });

  it.each(Array.from({ length: REPORTS }, (_, report) => report))(
    'tells a power cut at report %i from a stall',
    async (at) => {
      const cut = world({ chip: 5, cutAtReport: at });
      // The last report is the order to reboot: after it the board may be gone, and only HELLO tells.
      expect(await codeOf(flash(cut.plan, cut.ports, quiet))).toBe(at === REPORTS - 1 ? 'NO_PROOF' : 'BOARD_LOST');
      cut.board.faults = {};
      cut.board.plug('running');
      expect(cut.board.hello() === undefined).toBe(at < REPORTS - 1);
      cut.board.plug('loader');
      expect(await codeOf(flash(cut.plan, cut.ports, quiet))).toBe('OK');
      const stall = world({ chip: 5, stallAtReport: at });
      expect(await codeOf(flash(stall.plan, stall.ports, quiet))).toBe('BOARD_STALLED');
    },
  );

  it('refuses other boards by name, and touches none', async () => {
    const sister = world({ chip: 9, usage: 0x24, state: 'loader' });
    await expect(flash(sister.plan, sister.ports, quiet)).rejects.toThrow(/Teensy 4\.0/);
    expect(await codeOf(flash(sister.plan, sister.ports, quiet))).toBe('WRONG_BOARD');
    const elsewhere = world({ chip: 9 }, { chip: 10 });
    const atLine = { ...elsewhere.plan, serial: '/dev/ttyACM1' };
    expect(await codeOf(flash(atLine, elsewhere.ports, quiet))).toBe('WRONG_BOARD');
    elsewhere.board.install(teensyImageBytes({ buildHash: OLD_BUILD }));
    const chip = { ...elsewhere.plan, chipSerial: '0000BEEF' };
    expect(await codeOf(flash(chip, elsewhere.ports, quiet))).toBe('WRONG_BOARD');
    expect([sister, elsewhere].flatMap(({ boards }) => boards.map(({ touched }) => touched))).toEqual([0, 0, 0]);
  });

  it('looks again once the device is open: behind the same path may be another board by then', async () => {
    const { clock, board, plan, ports } = world({ chip: 9, state: 'loader' });
    const other = new TeensyStandIn(clock, { chip: 10, state: 'loader' });
    const open: typeof ports.hid.open = (path) => {
      ports.usb.boards[0] = other;
      return ports.hid.open(path);
    };
    expect(await codeOf(flash(plan, { ...ports, hid: { list: ports.hid.list, open } }, quiet))).toBe('WRONG_BOARD');
    expect([board.touched, other.touched]).toEqual([0, 0]);
  });

  it('takes a HELLO without a serial for what it is: no contradiction', async () => {
    const { plan, ports } = world({ chip: 4 });
    const mute = { ...ports, identify: async () => ({ chipSerial: '', buildHash: NEW_BUILD }) };
    expect(await codeOf(flash({ ...plan, chipSerial: '00000004' }, mute, quiet))).toBe('OK');
  });

  it('says what is missing, busy, deaf or double', async () => {
    const { board, boards, plan, ports } = world({ chip: 3 });
    ports.usb.busy.add(board);
    expect(await codeOf(flash(plan, ports, quiet))).toBe('LINE_BUSY');
    ports.usb.busy.clear();
    board.faults = { deaf: true };
    expect(await codeOf(flash(plan, ports, quiet))).toBe('NO_BOARD');
    const waiting = world({ chip: 3, deaf: true }, { chip: 4, state: 'loader' });
    expect(await codeOf(flash(waiting.plan, waiting.ports, quiet))).toBe('NO_BOARD');
    expect(waiting.boards.map(({ touched }) => touched)).toEqual([0, 0]);
    board.plug('gone');
    expect(await codeOf(flash(plan, ports, quiet))).toBe('NO_BOARD');
    expect(boards.map(({ touched }) => touched)).toEqual([0]);
    const twins = world({ chip: 3 }, { chip: 3, state: 'loader' });
    expect(await codeOf(flash(twins.plan, twins.ports, quiet))).toBe('AMBIGUOUS_BOARD');
    expect(twins.boards.map(({ touched }) => touched)).toEqual([0, 0]);
  });

  it('does not take the old firmware for the new', async () => {
    const { plan, ports } = world({ chip: 4 });
    const stale = { ...ports, identify: async () => ({ chipSerial: '00000004', buildHash: OLD_BUILD }) };
    expect(await codeOf(flash(plan, stale, quiet))).toBe('OLD_FIRMWARE');
    const { plan: next, ports: there } = world({ chip: 4 }, { chip: 5 });
    const other = { ...there, identify: async () => ({ chipSerial: '00000005', buildHash: NEW_BUILD }) };
    expect(await codeOf(flash({ ...next, chipSerial: '00000004' }, other, quiet))).toBe('WRONG_BOARD');
    there.usb.boards[0]?.plug('loader');
    expect(await codeOf(flash({ ...next, chipSerial: '00000004' }, other, quiet))).toBe('NO_PROOF');
  });

  it('opens no line for an image that does not hold', async () => {
    const { board, plan, ports } = world({ chip: 6 });
    const hex = teensyHex({ buildHash: NEW_BUILD });
    const bad: readonly (readonly [FlashPlan, string])[] = [
      [{ ...plan, firmware: signedFirmware('teensy41', hex.subarray(0, 5000)) }, 'IMAGE_TRUNCATED'],
      [{ ...plan, firmware: signedFirmware('esp32', hex) }, 'IMAGE_PLATFORM'],
      [{ ...plan, firmware: { ...firmware, files: new Map([['image', hex.subarray(1)]]) } }, 'IMAGE_SIGNATURE'],
    ];
    for (const [badPlan, code] of bad) expect(await codeOf(flash(badPlan, ports, quiet))).toBe(code);
    expect([board.touched, board.lineBaud]).toEqual([0, 115_200]);
  });
});
