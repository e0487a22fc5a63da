/** Plans and ports for tests: signed with a key made once, over a bus of stand-ins. */
import { generateKeyPairSync } from 'node:crypto';
import { type BuildFacts, type Firmware, packFirmware, signFirmware } from '../firmware.ts';
import type { Trust } from '../manifest.ts';
import type { FlashPlan, FlashPorts, Identity } from '../types.ts';
import type { VirtualClock } from './clock.ts';
import type { TeensyStandIn } from './teensy.ts';
import { UsbStandIn } from './usb.ts';

/** A new ed25519 pair as PEM. */
export function newKeys(): { readonly privateKey: string; readonly publicKey: string } {
  return generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

const KEYS = newKeys();
export const TRUST: Trust = { publicKeys: [KEYS.publicKey] };
export const NEW_BUILD = '0123456789abcdef';
export const OLD_BUILD = 'fedcba9876543210';

/** A signed image of one file. */
export function signedFirmware(
  platform: BuildFacts['platform'],
  main: Uint8Array,
  others: ReadonlyMap<string, Uint8Array> = new Map(),
  buildHash: string = NEW_BUILD,
): Firmware {
  const files = new Map([['image', main], ...others]);
  const facts = { platform, buildHash, contractHash: 'c0ffee0000000000' };
  return signFirmware(packFirmware(facts, 'image', files), KEYS.privateKey);
}

/** Ports over a bus of Teensys; `identify` opens the line of the board whose serial is `boardId`, as the real one does. */
export function teensyPorts(
  clock: VirtualClock,
  boards: readonly TeensyStandIn[],
  boardId: string,
): FlashPorts & { readonly usb: UsbStandIn } {
  const usb = new UsbStandIn(boards);
  const identify = async (): Promise<Identity> => {
    const port = (await usb.serial.list()).find(({ serialNumber }) => serialNumber === boardId);
    if (port === undefined) throw new Error('no line');
    const line = await usb.serial.open(port.path, 115_200);
    await line.close();
    const hello = usb.boards.find((board) => board.runningSerial === boardId && board.state === 'running')?.hello();
    if (hello === undefined) throw new Error('no HELLO');
    return hello;
  };
  return { usb, serial: usb.serial, hid: usb.hid, clock, emulatorFolder: '', identify };
}

export function teensyPlan(board: TeensyStandIn, firmware: Firmware): FlashPlan {
  return { platform: 'teensy41', boardId: board.runningSerial, firmware, trust: TRUST };
}

/** The code of the error that it ends with; `OK` when it does not. */
export async function codeOf(action: Promise<unknown>): Promise<string> {
  try {
    await action;
    return 'OK';
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string') throw error;
    return code;
  }
}
