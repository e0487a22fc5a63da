import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LinkError } from '../link/errors.ts';
import { confirmBoard } from './identity.ts';
import { lockBoards } from './lock.ts';
import { type Execute, hubPower, powerPortOf } from './power.ts';

describe('identity', () => {
  const entry = { id: '12345670', platform: 'teensy41', role: 'dut', serial: '/dev/a' } as const;
  const seen = { board: 'teensy41', role: 'dut', chipSerial: '12345670' } as const;

  it('takes the board that the map means', async () => {
    expect(await confirmBoard(entry, async () => seen)).toBe(seen);
    await confirmBoard(entry, async () => ({ ...seen, chipSerial: '' }));
  });

  it.each([
    [{ board: 'esp32' }, 'WRONG_BOARD', 'expected a teensy41 on /dev/a, seen a esp32'],
    [{ role: 'bench' }, 'WRONG_BOARD', 'seen role bench'],
    [{ chipSerial: '9' }, 'WRONG_SERIAL', 'expected board 12345670 on /dev/a, seen 9'],
  ] as const)('refuses one that says %j', async (other, code, words) => {
    const asked = confirmBoard(entry, async () => ({ ...seen, ...other }));
    await expect(asked).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
  });

  it('knows an ESP32 by its MAC, and not by the serial of its USB bridge', async () => {
    const bridged = { ...entry, id: 'CP1', platform: 'esp32', mac: '24:6F:28:12:34:56' } as const;
    const esp32 = { ...seen, board: 'esp32', chipSerial: '246f28123456' } as const;
    expect(await confirmBoard(bridged, async () => esp32)).toBe(esp32);
    const other = confirmBoard(bridged, async () => ({ ...esp32, chipSerial: '246f28123457' }));
    await expect(other).rejects.toMatchObject({ code: 'WRONG_SERIAL', message: expect.stringContaining(bridged.mac) });
    // An adapter's serial that happens to be the same proves nothing.
    const adapter = confirmBoard(bridged, async () => ({ ...esp32, chipSerial: 'CP1' }));
    await expect(adapter).rejects.toMatchObject({ code: 'WRONG_SERIAL' });
  });

  it('hands on why there was no HELLO', async () => {
    const silent = new LinkError('LINK_SILENT', 'nothing');
    await expect(confirmBoard(entry, () => Promise.reject(silent))).rejects.toBe(silent);
  });
});

describe('locks', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'understudy-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const hold = (id: string, holder: object): void => writeFileSync(join(folder, `${id}.lock`), JSON.stringify(holder));
  const here = { host: hostname(), since: '2020', token: 't', began: 0 };

  it('hold for all boards or for none, until they are let go', () => {
    const lock = lockBoards(folder, ['b', 'a', 'a']);
    expect(() => lockBoards(folder, ['0', 'b'])).toThrowError(
      expect.objectContaining({ code: 'BENCH_LOCKED', message: expect.stringContaining(`process ${process.pid}`) }),
    );
    expect(readdirSync(folder).sort()).toEqual(['a.lock', 'b.lock']);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    lockBoards(folder, ['0', 'b']).release();
  });

  it('are taken over from a process that is gone, or that is another one by now', () => {
    hold('dead', { ...here, pid: 2 ** 22 + 1 });
    hold('other', { ...here, pid: process.pid, began: 1 });
    writeFileSync(join(folder, 'torn.lock'), '{');
    lockBoards(folder, ['dead', 'other', 'torn']);
    expect(JSON.parse(readFileSync(join(folder, 'dead.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it('hold when they are of another machine', () => {
    // No such process is here; whether it is there, nobody can tell.
    hold('a', { ...here, host: 'elsewhere', pid: 4194305 });
    expect(() => lockBoards(folder, ['a'])).toThrowError(/held by process 4194305 on elsewhere since 2020/);
  });

  it('outlive a take-over that died half-way', () => {
    hold('a', { ...here, pid: 2 ** 22 + 1 });
    const guard = join(folder, 'a.lock.take-over');
    writeFileSync(guard, '');
    utimesSync(guard, 0, 0);
    lockBoards(folder, ['a']).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('do not fall with a holder that was replaced', () => {
    const first = lockBoards(folder, ['a']);
    hold('a', { ...here, pid: process.pid });
    first.release();
    expect(readdirSync(folder)).toEqual(['a.lock']);
  });

  it('name a board whose id is no file name', () => {
    lockBoards(folder, ['A0:B1/C2']);
    expect(readdirSync(folder)).toEqual(['A0%3AB1%2FC2.lock']);
  });
});

describe('power', () => {
  const output = (state: string): string =>
    `Current status for hub 1-1.4 [0bda:5411]\n  Port 2: 0103 power enable connect [16c0:0483 Teensyduino]\nSent power off request\nNew status for hub 1-1.4 [0bda:5411]\n  Port 2: ${state}\n  Port 20: 0000 off\n`;

  it('switches one port of a hub', async () => {
    const calls: string[] = [];
    const execute: Execute = async (program, args) => {
      calls.push([program, ...args].join(' '));
      return output(args.includes('off') ? '0000 off' : '0103 power enable');
    };
    const port = hubPower('1-1.4:2', execute);
    await port.off();
    await port.on();
    expect(calls).toEqual(['uhubctl -l 1-1.4 -p 2 -a off', 'uhubctl -l 1-1.4 -p 2 -a on']);
    expect(port.name).toBe('hub 1-1.4 port 2');
  });

  it('does not believe a hub that has not switched, or a program that is not there', async () => {
    const lying = hubPower('1-1.4:2', async () => output('0103 power enable connect'));
    await expect(lying.off()).rejects.toMatchObject({
      code: 'HUB_FAILED',
      message: expect.stringContaining('seen power'),
    });
    const missing = hubPower('1-1.4:2', () => Promise.reject(new Error('spawn uhubctl ENOENT')));
    await expect(missing.on()).rejects.toMatchObject({
      code: 'HUB_FAILED',
      message: expect.stringContaining('ENOENT'),
    });
    const empty = hubPower('1-1.4:2', async () => 'No compatible devices');
    await expect(empty.on()).rejects.toMatchObject({ message: expect.stringContaining('nothing of it') });
  });

  it('takes the hub, else says what the map wants', async () => {
    expect(powerPortOf({ id: 'x', hub_port: '1:1' }).name).toBe('hub 1 port 1');
    await expect(powerPortOf({ id: 'x' }).off()).rejects.toMatchObject({ code: 'POWER_NOT_SWITCHABLE' });
  });
});
