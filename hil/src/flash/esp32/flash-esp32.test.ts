/** ESP32 images, and one flash through esptool-js; its many ways to fail take seconds and are in `hil/test/flash-esp32.test.ts`. */
import { describe, expect, it } from 'vitest';
import { flash } from '../flash.ts';
import { VirtualClock } from '../stand-ins/clock.ts';
import { espFirmware } from '../stand-ins/esp-image.ts';
import { espPorts } from '../stand-ins/esp-line.ts';
import { EspStandIn } from '../stand-ins/esp-rom.ts';
import { codeOf, NEW_BUILD, TRUST } from '../stand-ins/plan.ts';
import { UsbStandIn } from '../stand-ins/usb.ts';
import type { FlashPlan, FlashPorts, FlashProgress } from '../types.ts';

const MAC = '24:6f:28:12:34:56';
const plan: FlashPlan = { platform: 'esp32', boardId: 'CP1', chipSerial: MAC, firmware: espFirmware(), trust: TRUST };

function world(): { chip: EspStandIn; ports: FlashPorts } {
  const chip = new EspStandIn({ mac: MAC });
  const ports: FlashPorts = {
    serial: espPorts([{ info: { path: '/dev/ttyUSB0', serialNumber: 'CP1' }, chip }]),
    hid: new UsbStandIn([]).hid,
    clock: new VirtualClock(),
    emulatorFolder: '',
    identify: async () => {
      const buildHash = chip.flash.program();
      if (buildHash === undefined) throw new Error('no HELLO');
      return { chipSerial: MAC, buildHash };
    },
  };
  return { chip, ports };
}

describe('flashing an ESP32', () => {
  it('writes every region, has its MD5 from the chip and HELLO for a proof', async () => {
    const { chip, ports } = world();
    const heard: FlashProgress[] = [];
    const result = await flash(plan, ports, (progress) => heard.push(progress));
    expect(result.proof).toMatchObject({ chipSerial: MAC, buildHash: NEW_BUILD });
    expect(result.proof.md5?.map(({ offset }) => offset)).toEqual([0x1000, 0x8000, 0x10000]);
    expect(result.blocksSent).toBeGreaterThan(5);
    expect(chip.flash.program()).toBe(NEW_BUILD);
    expect(heard.at(-1)).toEqual({ phase: 'prove', doneBytes: result.imageBytes, totalBytes: result.imageBytes });
  });

  it.each([
    ['of another chip', { chip: 'esp32s3' }, 'IMAGE_PLATFORM'],
    ['with a program of another chip', { chipId: 9 }, 'IMAGE_PLATFORM'],
    ['cut by its digest', { cut: 1 }, 'IMAGE_TRUNCATED'],
    ['cut in its segment', { cut: 5_000 }, 'IMAGE_TRUNCATED'],
    ['for more flash than it says', { flashSize: '64KB' }, 'IMAGE_TOO_LARGE'],
    ['without a flash size', { flashSize: 'detect' }, 'IMAGE_MALFORMED'],
  ])('opens no line for an image %s', async (_, options, code) => {
    const { chip, ports } = world();
    expect(await codeOf(flash({ ...plan, firmware: espFirmware(options) }, ports, () => {}))).toBe(code);
    expect(chip.commands).toEqual([]);
  });
});
