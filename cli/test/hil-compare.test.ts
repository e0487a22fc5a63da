/** The twin against a bench, by the commands: same, diverged, measured, and again the same; and how each of them refuses. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockBoards } from '@understudy/hil';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HilCompareOptions, hilCompare } from '../src/commands/hil-compare.ts';
import { type HilFitOptions, hilFit } from '../src/commands/hil-fit.ts';
import { Failure } from '../src/failure.ts';
import { keepPrinted } from './in-process.ts';
import { understudy } from './run-cli.ts';

const CLOCKWORK = fileURLToPath(new URL('../../rooms/clockwork', import.meta.url));
let folder: string;
const printed = keepPrinted(() => join(folder, 'home'));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-compare-'));
  for (const name of ['twin', 'bench', 'broken']) cpSync(CLOCKWORK, join(folder, name), { recursive: true });
  // The room behind the bench: its portholes are slower by a fifth.
  const physics = join(folder, 'bench', 'physics', 'study_a.yaml');
  writeFileSync(physics, readFileSync(physics, 'utf8').replaceAll('travelMs: 5000', 'travelMs: 6000'));
  write('portholes.yaml', 'study_a', [
    'command: { device: porthole_controller, op: open, status: COMPLETED, timeout: 20s }',
    'delay: 500ms',
    'command: { device: porthole_controller, op: close, status: COMPLETED, timeout: 20s }',
  ]);
  write('hand.yaml', 'study_a', ['set-control: { part-id: porthole_controller, pin: drive.high, value: 0 }']);
  write('long.yaml', 'fuse', ['delay: 60min']);
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
function write(name: string, controller: string, steps: readonly string[]): void {
  const list = steps.map((step) => `  - ${step}\n`).join('');
  writeFileSync(at(name), `version: 1\nname: ${name}\ncontroller: ${controller}\nsteps:\n${list}`);
}
const DEFAULTS = { platform: 'wasm', tolerance: 50, steps: 0 } as const;
const compare = (file: string, options: Partial<HilCompareOptions> = {}, room = at('twin')): Promise<number> =>
  hilCompare(room, file, { ...DEFAULTS, ...options });
const fit = (options: Partial<HilFitOptions> = {}, room = at('twin')): Promise<number> =>
  hilFit(room, { ...{ platform: 'wasm', controller: 'study_a', devices: at('bench'), rounds: 3 }, ...options });
const last = (): string => printed.at(-1) ?? '';

async function refused(action: Promise<number>): Promise<Pick<Failure, 'code' | 'exitCode' | 'message'>> {
  const error = await action.then(
    (exitCode) => new Error(`expected a refusal, seen exit code ${exitCode}: ${last()}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw error;
  return error;
}

describe('compare', () => {
  it('says that nothing parts, how much was compared, and how far apart it was', async () => {
    const file = join(CLOCKWORK, 'bench', 'closing-door.yaml');
    const { code, out, err } = await understudy('hil', 'compare', 'clockwork', file, '-p', 'wasm', '--json');
    expect(code, err).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      same: true,
      controller: 'clock',
      tolerances: { timeUs: 50_000, steps: 0 },
      agreement: { events: expect.any(Number), largest: { us: 0 } },
      sides: { twin: {}, bench: {} },
    });
    expect(await compare(file)).toBe(0);
    expect(last()).toMatch(/^NO DIVERGENCE Closing door: .*\ncompared: \d+ events .* at most/);
  }, 120_000);

  it('refuses what cannot be compared, each with its code', async () => {
    expect(await refused(compare(at('none.yaml')))).toMatchObject({ code: 'NO_BENCH_SCENARIO', exitCode: 2 });
    const slips = compare(at('portholes.yaml'), { controller: 'studi_a' });
    expect(await refused(slips)).toMatchObject({ code: 'YAML_BAD_VALUE', exitCode: 2 });
    expect(await refused(compare(at('portholes.yaml'), { platform: 'esp32' }))).toMatchObject({
      code: 'MAP_NEEDED',
      exitCode: 2,
    });
    expect(await refused(compare(at('portholes.yaml'), { bench: 'two' }))).toMatchObject({
      code: 'NO_SUCH_BENCH',
      exitCode: 2,
    });
    expect(await refused(compare(at('portholes.yaml'), { devices: 'real' }))).toMatchObject({
      code: 'BAD_DEVICES',
      exitCode: 2,
    });
    const hand = await refused(compare(at('hand.yaml'), { devices: at('bench') }));
    expect(hand).toMatchObject({ code: 'DEVICE_DRIVES', exitCode: 2 });
    expect(hand.message).toContain('study_a_porthole_controller.drive.high');
  }, 120_000);

  it('ends with 42 when its time is over, and with 3 when the bench is in use', async () => {
    const late = await refused(compare(at('long.yaml'), { timeout: 0.2 }));
    expect(late).toMatchObject({ code: 'TEST_TIMED_OUT', exitCode: 42 });
    expect(late.message).toMatch(/^expected the end of the comparison of long.yaml within 0.2 s, seen none\n.*Check:/);
    const map = at('map.yml');
    writeFileSync(
      map,
      '- { id: one, connected: true, platform: wasm, runner: emulator, serial: emulator, role: dut, bench: b, controller: clockwork/study_a }\n',
    );
    const held = lockBoards(join(folder, 'home', 'locks'), ['one']);
    expect(await refused(compare(at('portholes.yaml'), { hardwareMap: map }))).toMatchObject({
      code: 'BENCH_LOCKED',
      exitCode: 3,
    });
    held.release();
    expect(await compare(at('portholes.yaml'), { hardwareMap: map, devices: at('twin') })).toBe(0);
    expect(last()).toContain('on the twin and on b (wasm, one)');
  }, 120_000);
});

describe('fit', () => {
  it('finds what is behind the bench, and the twin that has it parts no more', async () => {
    const devices = at('bench');
    expect(await compare(at('portholes.yaml'), { devices })).toBe(1);
    expect(last()).toMatch(/first divergence on study_a_porthole_controller\.drive\.high \(time\)/);
    expect(last()).toMatch(/twin: 0, at 4950[\d.]* ms.*\n.*wasm-study_a: 0, at 5940/);
    expect(await fit()).toBe(0);
    expect(last()).toMatch(/porthole_one travelMs: 6000 ms, 95 % 5999\.9 to 6000\.1, n 6/);
    expect(last()).toContain('porthole_one travelMs: 5000 ms (physics) -> 6000 ms');
    expect(last()).toMatch(/not observable: tentacles_ab, tentacles_cd \(travelMs, .*no contact or sense pin/);
    expect(last()).toMatch(/not observable: tentacle_a_1, .*: a hand works it/);
    const calibration = at('twin/calibration.yaml');
    expect([existsSync(calibration), last().includes('calibration.yaml: not written')]).toEqual([false, true]);
    const other =
      '  - { plant: newell_post, parameter: travelSteps, value: 5760, interval: [1, 2], n: 3, serial: S, date: 2026-01-01 }\n';
    const old =
      '  - { plant: porthole_two, parameter: travelMs, value: 5500, interval: [1, 2], n: 3, serial: S, date: 2026-01-01 }\n';
    writeFileSync(calibration, `measured:\n${other}${old}`);
    expect(await fit({ write: true })).toBe(0);
    expect(last()).toMatch(/calibration.yaml: written\n/);
    expect(last()).toContain('porthole_two travelMs: 5500 ms -> 6000 ms');
    expect(last()).toContain('1 more in it stays as before');
    const text = readFileSync(calibration, 'utf8');
    expect(text).toMatch(/newell_post[^-]*value: 5760/);
    expect(text.match(/porthole_two/g)).toHaveLength(1);
    expect(await compare(at('portholes.yaml'), { devices })).toBe(0);
    expect(last()).toMatch(/^NO DIVERGENCE/);
  }, 120_000);

  it('writes where it is told, names what did not answer, and refuses where nothing can', async () => {
    const out = at('elsewhere.yaml');
    const physics = join(folder, 'broken', 'physics', 'study_a.yaml');
    writeFileSync(
      physics,
      readFileSync(physics, 'utf8').replaceAll(
        '{ forward: 7, reverse: 8, low: 9, high: 10 }',
        '{ forward: 7, reverse: 8, low: 9 }',
      ),
    );
    expect(await fit({ out, devices: at('broken'), json: true })).toBe(0);
    const { measured, notObservable, calibration } = JSON.parse(last());
    expect(measured.map(({ plant }: { plant: string }) => plant)).toEqual(['porthole_two', 'porthole_three']);
    expect(notObservable).toContainEqual(
      expect.objectContaining({ plant: 'porthole_one', why: 'its contacts did not answer' }),
    );
    expect([calibration.file, calibration.written, existsSync(out)]).toEqual([out, true, true]);
    const fate = await refused(fit({ controller: 'fuse' }));
    expect(fate).toMatchObject({ code: 'NOT_OBSERVABLE', exitCode: 2 });
    expect(fate.message).toMatch(/not observable: fuse_reader_a/);
    expect(await refused(fit({ controller: 'fus' }))).toMatchObject({ code: 'NO_CONTROLLER', exitCode: 2 });
    expect(await refused(fit({ timeout: 0.001 }))).toMatchObject({ code: 'TEST_TIMED_OUT', exitCode: 42 });
  }, 120_000);
});
