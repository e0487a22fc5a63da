/** Emulated boards: whole images start, cut ones do not, and other boards stay as they are. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flash } from '../flash.ts';
import { VirtualClock } from '../stand-ins/clock.ts';
import { codeOf, NEW_BUILD, OLD_BUILD, signedFirmware, TRUST } from '../stand-ins/plan.ts';
import { UsbStandIn } from '../stand-ins/usb.ts';
import type { FlashPlan, FlashPorts } from '../types.ts';
import { bootImage, emulatedBoard, flashState, plugInEmulated } from './board-folder.ts';

/** Header, one program of 20,000 bytes, no sections. */
function elf(machine = 40): Buffer {
  const bytes = Buffer.alloc(84 + 20_000, 0x5a);
  bytes.fill(0, 0, 84);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
  bytes.writeUInt16LE(machine, 18);
  bytes.writeUInt32LE(52, 28);
  bytes.writeUInt16LE(32, 42);
  bytes.writeUInt16LE(1, 44);
  bytes.writeUInt32LE(84, 56);
  bytes.writeUInt32LE(20_000, 68);
  return bytes;
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-boards-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function ports(): FlashPorts {
  const { serial, hid } = new UsbStandIn([]);
  const identify = async () => {
    bootImage(folder, 'b1');
    return { chipSerial: emulatedBoard(folder, 'b1').chipSerial, buildHash: flashState(folder, 'b1')?.buildHash ?? '' };
  };
  return { serial, hid, clock: new VirtualClock(), emulatorFolder: folder, identify };
}

const planOf = (image: Uint8Array, buildHash = NEW_BUILD): FlashPlan => ({
  platform: 'qemu-m7',
  boardId: 'b1',
  chipSerial: 'E1',
  firmware: signedFirmware('qemu-m7', image, new Map(), buildHash),
  trust: TRUST,
});
const quiet = (): void => {};

describe('flashing an emulated board', () => {
  it('counts generations and keeps one image a board', async () => {
    plugInEmulated(folder, { id: 'b1', chipSerial: 'E1' });
    plugInEmulated(folder, { id: 'b2', chipSerial: 'E2' });
    await flash(planOf(elf(), OLD_BUILD), ports(), quiet);
    const result = await flash(planOf(elf()), ports(), quiet);
    expect(result).toMatchObject({
      blocksSent: 5,
      blocksSkipped: 0,
      proof: { chipSerial: 'E1', buildHash: NEW_BUILD },
    });
    expect(flashState(folder, 'b1')).toEqual({ generation: 2, bootable: true, buildHash: NEW_BUILD });
    expect(flashState(folder, 'b2')).toBeUndefined();
  });

  it.each([0, 1, 2, 3, 4])('does not start after a power cut at block %i, and says so', async (block) => {
    plugInEmulated(folder, { id: 'b1', chipSerial: 'E1' });
    await flash(planOf(elf(), OLD_BUILD), ports(), quiet);
    const cut = flash(planOf(elf()), ports(), ({ phase, doneBytes }) => {
      if (phase === 'write' && doneBytes === block * 4096) throw new Error('power cut');
    });
    await expect(cut).rejects.toThrow('power cut');
    expect(() => bootImage(folder, 'b1')).toThrow(/cut off/);
    expect((await flash(planOf(elf()), ports(), quiet)).proof.buildHash).toBe(NEW_BUILD);
    expect(flashState(folder, 'b1')?.generation).toBe(3);
  });

  it('leaves the old image where it refuses', async () => {
    expect(await codeOf(flash(planOf(elf()), ports(), quiet))).toBe('NO_BOARD');
    plugInEmulated(folder, { id: 'b1', chipSerial: 'E1' });
    await flash(planOf(elf(), OLD_BUILD), ports(), quiet);
    const bad: readonly (readonly [FlashPlan, string])[] = [
      [{ ...planOf(elf()), chipSerial: 'E2' }, 'WRONG_BOARD'],
      [planOf(elf(62)), 'IMAGE_PLATFORM'],
      [planOf(elf().subarray(0, 19_000)), 'IMAGE_TRUNCATED'],
      [planOf(elf().subarray(0, 40)), 'IMAGE_TRUNCATED'],
      [planOf(Buffer.alloc(100)), 'IMAGE_MALFORMED'],
    ];
    for (const [plan, code] of bad) expect(await codeOf(flash(plan, ports(), quiet))).toBe(code);
    expect(flashState(folder, 'b1')).toEqual({ generation: 1, bootable: true, buildHash: OLD_BUILD });
  });

  it('takes no name that leaves its folder', () => {
    expect(() => plugInEmulated(folder, { id: '../b1', chipSerial: 'E1' })).toThrow(/letters/);
    expect(() => emulatedBoard(folder, '..')).toThrow(/letters/);
  });
});
