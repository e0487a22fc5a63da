/** A signed image of this build, from files, into an emulated board; HELLO of the emulator is the proof. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildM7, FIRMWARE_ROOT, type M7Build } from '@understudy/firmware';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootImage, plugInEmulated } from '../src/flash/emulator/board-folder.ts';
import { identifyEmulated } from '../src/flash/emulator/identify.ts';
import { packFiles, readFirmware, signFirmware, writeManifest } from '../src/flash/firmware.ts';
import { flash } from '../src/flash/flash.ts';
import { realPorts } from '../src/flash/ports.ts';
import { codeOf, newKeys } from '../src/flash/stand-ins/plan.ts';
import type { FlashPlan } from '../src/flash/types.ts';

const folder = mkdtempSync(join(tmpdir(), 'understudy-flash-'));
const boards = join(folder, 'boards');
const image = join(folder, 'understudy.elf');
const keys = newKeys();
const ports = realPorts(boards, () => identifyEmulated(boards, 'dut-1'));
const plan = (): FlashPlan => ({
  platform: 'qemu-m7',
  boardId: 'dut-1',
  chipSerial: 'E1',
  firmware: readFirmware(image),
  trust: { publicKeys: [keys.publicKey] },
});
let build: M7Build;

/** Signs what lies there, with facts that may be false. */
function publish(buildHash: string): void {
  const packed = packFiles({ platform: 'qemu-m7', buildHash, contractHash: 'c0ffee' }, image);
  writeManifest(image, signFirmware(packed, keys.privateKey).manifest);
}

beforeAll(async () => {
  build = await buildM7({ cacheDir: `${FIRMWARE_ROOT}/../.cache/firmware` });
  copyFileSync(build.elf, image);
  plugInEmulated(boards, { id: 'dut-1', chipSerial: 'E1' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an emulated board', () => {
  it('is flashed by the same entry as a real one, and proves it in HELLO', async () => {
    expect(await codeOf(ports.identify())).toBe('NO_PROOF');
    expect(await codeOf((async () => plan())())).toBe('IMAGE_UNSIGNED');
    publish(build.buildHash);
    const phases: string[] = [];
    const result = await flash(plan(), ports, ({ phase }) => phases.push(phase));
    expect(result.proof).toEqual({ chipSerial: 'E1', buildHash: build.buildHash });
    expect([...new Set(phases)]).toEqual(['identify', 'enter', 'write', 'reboot', 'prove']);
  });

  it('is caught with firmware other than its manifest says', async () => {
    publish('0000000000000000');
    expect(await codeOf(flash(plan(), ports, () => {}))).toBe('OLD_FIRMWARE');
  });

  it('does not start after a cut, and is mended by flashing again', async () => {
    publish(build.buildHash);
    const cut = flash(plan(), ports, ({ phase, doneBytes }) => {
      if (phase === 'write' && doneBytes > 0) throw new Error('power cut');
    });
    await expect(cut).rejects.toThrow('power cut');
    expect(() => bootImage(boards, 'dut-1')).toThrow(/cut off/);
    expect((await flash(plan(), ports, () => {})).proof.buildHash).toBe(build.buildHash);
  });

  it('keeps its image where the file was changed after signing', async () => {
    const before = await ports.identify();
    writeFileSync(image, 'not what was signed');
    expect(await codeOf(flash(plan(), ports, () => {}))).toBe('IMAGE_SIGNATURE');
    expect(await ports.identify()).toEqual(before);
  });
});
