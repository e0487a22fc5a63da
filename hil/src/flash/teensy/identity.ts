/** Who a Teensy is: in its boot loader (HalfKay, a HID) and as its running firmware (a serial line). */
import { HALFKAY, halfkaySerial } from '../../map/discover.ts';
import type { HidInfo, SerialPortInfo } from '../types.ts';

export const PJRC_VENDOR = HALFKAY.vendorId;
export const HALFKAY_PRODUCT = HALFKAY.productId;
export const HALFKAY_USAGE_PAGE = 0xff9c;
export const TEENSY_41_USAGE = 0x25;

/** Boards by the usage that their boot loader says; those that are named when they are refused. */
const BOARDS: Readonly<Record<number, string>> = {
  26: 'Teensy++ 1.0',
  27: 'Teensy 2.0',
  28: 'Teensy++ 2.0',
  29: 'Teensy 3.0',
  30: 'Teensy 3.1',
  31: 'Teensy 3.5',
  32: 'Teensy LC',
  33: 'Teensy 3.2',
  34: 'Teensy 3.6',
  35: 'Teensy 4.0 (beta)',
  36: 'Teensy 4.0',
  37: 'Teensy 4.1',
  38: 'Teensy MicroMod',
};

/** The serial of its running firmware, from that of its boot loader; undefined for what is no hex number, and so nobody's. */
export function runningSerial(hex: string | undefined): string | undefined {
  if (hex === undefined || !/^[\da-f]{1,8}$/i.test(hex)) return undefined;
  return halfkaySerial(hex);
}

export function isHalfKay(device: HidInfo): boolean {
  if (device.vendorId !== PJRC_VENDOR || device.productId !== HALFKAY_PRODUCT) return false;
  // Some systems list no usages; a HID of these numbers with another usage page is not the boot loader.
  return device.usagePage === undefined || device.usagePage === HALFKAY_USAGE_PAGE;
}

/** A running Teensy, whatever its firmware: all of PJRC's share the vendor. */
export function isRunning(port: SerialPortInfo): boolean {
  return port.vendorId === PJRC_VENDOR;
}

export function boardName(device: HidInfo): string {
  if (device.usage === undefined) return 'a board that does not say which it is';
  return BOARDS[device.usage] ?? `an unknown board (usage 0x${device.usage.toString(16)})`;
}
