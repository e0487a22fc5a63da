import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { flashTarget } from './flash-target.ts';
import { benchHome } from './home.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understudy-target-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const target = (entry: Readonly<Record<string, unknown>>) => {
  const map = join(folder, 'map.yml');
  const line = { connected: true, serial: '/dev/x', role: 'bench', bench: 'b' };
  writeFileSync(map, JSON.stringify([{ ...line, ...entry }]));
  return flashTarget({ map, board: String(entry.id) }, benchHome('/none'));
};

it('has the chip matched by what the map knows of it', () => {
  const mac = '24:6f:28:12:34:56';
  expect(target({ id: 'CP1', platform: 'esp32', runner: 'esptool', mac }).chipSerial).toBe(mac);
  // The serial of a bridge is not that of the chip behind it.
  expect(target({ id: 'CP1', platform: 'esp32', runner: 'esptool' }).chipSerial).toBeUndefined();
  expect(target({ id: '123', platform: 'teensy41', runner: 'halfkay' }).chipSerial).toBe('123');
});
