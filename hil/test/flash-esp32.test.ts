/** ESP32 stand-ins through esptool-js: power cuts at every block, stalls, damage, wrong chips; then over a pty and serialport. */
import { afterEach, describe, expect, it } from 'vitest';
import { flashEsp32 } from '../src/flash/esp32/flash-esp32.ts';
import { flash } from '../src/flash/flash.ts';
import { serialPorts } from '../src/flash/ports.ts';
import { VirtualClock } from '../src/flash/stand-ins/clock.ts';
import { espFirmware } from '../src/flash/stand-ins/esp-image.ts';
import { type EspLine, espPorts } from '../src/flash/stand-ins/esp-line.ts';
import { type EspFaults, EspStandIn } from '../src/flash/stand-ins/esp-rom.ts';
import { codeOf, NEW_BUILD, TRUST } from '../src/flash/stand-ins/plan.ts';
import { openPty, type Pty } from '../src/flash/stand-ins/pty.ts';
import { UsbStandIn } from '../src/flash/stand-ins/usb.ts';
import type { FlashPlan, FlashPorts, SerialPorts } from '../src/flash/types.ts';

const MAC = '24:6f:28:12:34:56';
const plan: FlashPlan = { platform: 'esp32', boardId: 'CP1', chipSerial: MAC, firmware: espFirmware(), trust: TRUST };
const quiet = (): void => {};
/** Boot loader and partition table one block each, the program five. */
const BLOCKS = 7;

function portsOf(serial: SerialPorts, chip: EspStandIn): FlashPorts {
  const identify = async () => {
    const buildHash = chip.flash.program();
    if (buildHash === undefined) throw new Error('no HELLO');
    return { chipSerial: chip.mac, buildHash };
  };
  return { serial, hid: new UsbStandIn([]).hid, clock: new VirtualClock(), emulatorFolder: '', identify };
}

const lineOf = (chip: EspStandIn, path = '/dev/ttyUSB0', serialNumber = 'CP1'): EspLine => ({
  info: { path, serialNumber },
  chip,
});

/** Flashes; a test of a chip that falls silent waits less for its answers. */
function attempt(
  chip: EspStandIn,
  lines: readonly EspLine[] = [lineOf(chip)],
  changes: Partial<FlashPlan> = {},
  answerMs?: number,
): Promise<string> {
  const ports = portsOf(espPorts(lines), chip);
  return codeOf(flashEsp32({ ...plan, ...changes }, ports, quiet, answerMs === undefined ? {} : { answerMs }));
}

const at = (faults: EspFaults): EspStandIn => new EspStandIn({ mac: MAC, ...faults });
const each = Array.from({ length: BLOCKS }, (_, block) => block);

describe('an ESP32 that fails in mid-flash', () => {
  it('has seven blocks to fail at', async () => {
    const chip = at({});
    const result = await flash(plan, portsOf(espPorts([lineOf(chip)]), chip), quiet);
    expect(result.blocksSent).toBe(BLOCKS);
  });

  it('is lost at every block, does not start, and takes the image afterwards', async () => {
    const codes = each.map(async (cutAtBlock) => {
      const chip = at({ cutAtBlock });
      const lost = await attempt(chip);
      const starts = chip.flash.program();
      chip.faults = {};
      chip.reset();
      return [lost, starts, await attempt(chip), chip.flash.program()];
    });
    expect(await Promise.all(codes)).toEqual(each.map(() => ['BOARD_LOST', undefined, 'OK', NEW_BUILD]));
  });

  it('stalls at every block, and is told from a lost one', async () => {
    expect(await Promise.all(each.map((stallAtBlock) => attempt(at({ stallAtBlock }), undefined, {}, 1_000)))).toEqual(
      each.map(() => 'BOARD_STALLED'),
    );
  });

  it('has a damaged block sent again', async () => {
    const chips = each.map((noiseAtBlock) => at({ noiseAtBlock }));
    expect(await Promise.all(chips.map((chip) => attempt(chip)))).toEqual(each.map(() => 'OK'));
    expect(chips.map(({ flash: { program } }, index) => program.call(chips[index]?.flash))).toEqual(
      each.map(() => NEW_BUILD),
    );
  });

  it('never passes with a block lost, or twice in its flash, where that changes what is in it', async () => {
    const good = at({});
    await attempt(good);
    const chips = each.flatMap((block) => [at({ loseBlock: block }), at({ corruptAtBlock: block })]);
    const codes = await Promise.all(chips.map((chip) => attempt(chip)));
    const whole = chips.map((chip) => Buffer.compare(chip.flash.bytes, good.flash.bytes) === 0);
    // The end of a compressed stream twice, or its last bytes lost, may leave the right content.
    expect(codes.map((code) => code === 'OK')).toEqual(whole);
    expect(codes.filter((code) => code === 'OK').length).toBeLessThan(BLOCKS);
    for (const code of codes) expect(['OK', 'VERIFY_FAILED', 'LOADER_PROTOCOL']).toContain(code);
  });
});

describe('an ESP32 that is not the one', () => {
  it('is refused before a byte of its flash changes', async () => {
    const mine = at({});
    const other = new EspStandIn({ mac: '24:6f:28:00:00:02' });
    const s2 = new EspStandIn({ mac: MAC, magic: 0x000007c6 });
    const unknown = new EspStandIn({ mac: MAC, magic: 0x12345678 });
    const deaf = at({ deaf: true });
    // Whoever never answers is waited for while the others are asked.
    const ofDeaf = attempt(deaf);
    const path = '/dev/ttyUSB1';
    const codes = {
      otherMac: await attempt(other),
      otherChip: await attempt(s2),
      unknownChip: await attempt(unknown),
      otherSerial: await attempt(mine, [lineOf(mine, '/dev/ttyUSB0', 'CP2')], { serial: '/dev/ttyUSB0' }),
      nothing: await attempt(mine, []),
      twins: await attempt(mine, [lineOf(mine), lineOf(other, path)]),
      busy: await attempt(mine, [{ ...lineOf(mine), busy: true }]),
      deaf: await ofDeaf,
      // An adapter without a serial: the MAC decides.
      bareOther: await attempt(other, [{ info: { path }, chip: other }], { serial: path }),
      bareMine: await attempt(mine, [{ info: { path }, chip: mine }], { serial: path }),
    };
    expect(codes).toEqual({
      otherMac: 'WRONG_BOARD',
      otherChip: 'WRONG_BOARD',
      unknownChip: 'WRONG_BOARD',
      otherSerial: 'WRONG_BOARD',
      nothing: 'NO_BOARD',
      twins: 'AMBIGUOUS_BOARD',
      busy: 'LINE_BUSY',
      deaf: 'NO_BOARD',
      bareOther: 'WRONG_BOARD',
      bareMine: 'OK',
    });
    expect([other, s2, unknown, deaf].map((chip) => chip.flash.touched)).toEqual([0, 0, 0, 0]);
  });
});

describe('over a pseudo-terminal and serialport', () => {
  const open: Pty[] = [];
  afterEach(async () => {
    for (const pty of open.splice(0)) await pty.close();
  });

  async function onPty(faults: EspFaults = {}) {
    const chip = at(faults);
    const pty = await openPty();
    open.push(pty);
    chip.attach(
      (bytes) => pty.send(bytes),
      () => void pty.close(),
    );
    pty.onData((chunk) => chip.receive(chunk));
    // A pty has no USB serial; the system's list does not know it.
    const list = async () => [{ path: pty.path }];
    return { chip, pty, ports: portsOf({ ...serialPorts, list }, chip), there: { ...plan, serial: pty.path } };
  }

  it('flashes, verifies and proves', async () => {
    const { chip, ports, there } = await onPty();
    const result = await flash(there, ports, quiet);
    expect(result.proof).toMatchObject({ chipSerial: MAC, buildHash: NEW_BUILD });
    expect(chip.flash.program()).toBe(NEW_BUILD);
  });

  it('says when the board is unplugged in mid-flash', async () => {
    const { ports, there } = await onPty({ cutAtBlock: 4 });
    expect(await codeOf(flash(there, ports, quiet))).toBe('BOARD_LOST');
  });

  it('says when another program holds the line, and when there is none', async () => {
    const { chip, pty, ports, there } = await onPty();
    const held = await serialPorts.open(pty.path, 115_200);
    expect(await codeOf(flash(there, ports, quiet))).toBe('LINE_BUSY');
    await held.close();
    expect(chip.flash.touched).toBe(0);
    expect(await codeOf(serialPorts.open('/dev/understudy-none', 115_200))).toBe('NO_BOARD');
  });
});
