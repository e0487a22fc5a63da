/** The builder: one compilation however many ask, and a module that keeps to the seam. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFirmware, type FirmwareBuild } from '../build/build.ts';
import { FIRMWARE_ROOT, gatherSources } from '../build/sources.ts';
import { FakeHost } from '../test-utils/fake-host.ts';

const REPOSITORY_CACHE = `${FIRMWARE_ROOT}/../.cache/firmware`;
const cacheDir = mkdtempSync(join(tmpdir(), 'understudy-build-'));
let builds: readonly FirmwareBuild[];
beforeAll(async () => {
  // Somebody has been killed while compiling: nobody waits for that process.
  const { buildHash } = await buildFirmware({ cacheDir: REPOSITORY_CACHE });
  const lock = join(cacheDir, `${buildHash}.wasm.lock`);
  mkdirSync(lock);
  writeFileSync(join(lock, String(spawnSync(process.execPath, ['--version']).pid)), '');
  builds = await Promise.all([buildFirmware({ cacheDir }), buildFirmware({ cacheDir })]);
}, 300_000);
afterAll(() => rmSync(cacheDir, { recursive: true, force: true }));

describe('buildFirmware', () => {
  it('compiles once however many ask, and keeps nothing but the module', async () => {
    expect(builds.map((build) => build.fromCache).sort()).toEqual([false, true]);
    expect(readdirSync(cacheDir)).toEqual([`${builds[0]?.buildHash}.wasm`]);
    expect((await buildFirmware({ cacheDir })).fromCache).toBe(true);
  });

  it('exports and imports what the seam between firmware and host names', () => {
    const module = new WebAssembly.Module((builds[0]?.wasm ?? new Uint8Array()) as BufferSource);
    const names = WebAssembly.Module.exports(module).map((entry) => entry.name);
    const seam = [
      'memory',
      'fw_in',
      'fw_boot',
      'fw_link',
      'fw_message',
      'fw_run',
      'fw_will',
      'fw_subscriptions',
      'fw_out',
    ];
    expect(names).toEqual(expect.arrayContaining(seam));
    const imports = WebAssembly.Module.imports(module);
    const hal = ['pixel', 'publish', 'ramp', 'read', 'receive', 'store_read', 'store_write', 'strip', 'watch', 'write'];
    expect(imports.map((entry) => entry.name).sort()).toEqual(hal);
    expect(new Set(imports.map((entry) => entry.module))).toEqual(new Set(['hal']));
  });

  it('constructs static objects once, at the first boot', async () => {
    const file = 'boards/wasm/main.cc';
    const { wasm } = await buildFirmware({
      cacheDir: REPOSITORY_CACHE,
      patches: [
        {
          file,
          from: 'bool constructed;',
          to: 'bool constructed; volatile u32 made; struct Made { Made() { made = made + 1; } } one;',
        },
        {
          file,
          from: 'return reason < fw::REASON_COUNT ? fw::g.counters.refused[reason] : 0;',
          to: '(void)reason; return made;',
        },
      ],
    });
    const host = new FakeHost(new WebAssembly.Module(wasm as BufferSource));
    const seen = [host.counter(0)];
    for (let boot = 0; boot < 2; boot += 1) {
      host.boot(new Uint8Array(0));
      host.run();
      seen.push(host.counter(0));
    }
    expect(seen).toEqual([0, 1, 1]);
  }, 120_000);

  it('has a hash of its own for every set of flags', () => {
    expect(gatherSources('wasm', ['-O1']).hash).not.toBe(gatherSources('wasm', ['-O2']).hash);
    expect(gatherSources('wasm', []).hash).not.toBe(gatherSources('native', []).hash);
  });
});
