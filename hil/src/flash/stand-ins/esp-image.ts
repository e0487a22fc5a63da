/** An ESP-IDF build in memory: boot loader, partition table and program, as `flasher_args.json` lists them. */
import type { Firmware } from '../firmware.ts';
import { APP_AT, espProgram } from './esp-flash.ts';
import { NEW_BUILD, signedFirmware } from './plan.ts';

/** 64 kB of program that hardly compress: five blocks of the stub. */
const APP_BYTES = 0x10000;
const BOOT_BYTES = 0x1000;

export interface EspImageOptions {
  readonly buildHash?: string;
  readonly chip?: string;
  /** In the header of the program; 0 is an ESP32. */
  readonly chipId?: number;
  /** Bytes that are missing at the program's end. */
  readonly cut?: number;
  readonly flashSize?: string;
}

export function espFirmware(options: EspImageOptions = {}): Firmware {
  const { buildHash = NEW_BUILD, chip = 'esp32', chipId = 0, cut = 0, flashSize = '4MB' } = options;
  const args = {
    flash_settings: { flash_mode: 'dio', flash_size: flashSize, flash_freq: '40m' },
    flash_files: {
      '0x1000': 'bootloader/bootloader.bin',
      [`0x${APP_AT.toString(16)}`]: 'understudy.bin',
      '0x8000': 'partition_table/partition-table.bin',
    },
    extra_esptool_args: { after: 'hard_reset', before: 'default_reset', stub: true, chip },
  };
  const program = espProgram(buildHash, APP_BYTES, chipId);
  const files = new Map([
    ['bootloader/bootloader.bin', espProgram(buildHash, BOOT_BYTES)],
    ['understudy.bin', program.subarray(0, program.length - cut)],
    ['partition_table/partition-table.bin', Uint8Array.of(0xaa, 0x50, 1, 2, 0, 0x90, 0, 0, 0, 0x60)],
  ]);
  return signedFirmware('esp32', Buffer.from(JSON.stringify(args)), files, buildHash);
}
