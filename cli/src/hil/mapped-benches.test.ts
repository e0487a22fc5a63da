import { type MapEntry, type Rig, SWITCHED_FIXTURE } from '@understudy/hil';
import { expect, it } from 'vitest';
import { benchHome } from './home.ts';
import type { Images } from './images.ts';
import { mappedBench } from './mapped-benches.ts';

const images: Images = {
  wasm: () => Promise.reject(new Error('expected no image asked for')),
  m7: () => Promise.reject(new Error('expected no image asked for')),
};

function board(role: MapEntry['role'], fixtures: readonly string[], more: Partial<MapEntry> = {}): MapEntry {
  const line = {
    id: role,
    connected: true,
    platform: 'teensy41',
    runner: 'halfkay',
    serial: '/dev/x',
    baud: 1,
  } as const;
  return { ...line, role, bench: 'b', fixtures, controller: 'clockwork/fuse', ...more };
}
const switched = (rig: Rig): boolean =>
  mappedBench({ rig, images, home: benchHome('/none') }).fixtures.includes(SWITCHED_FIXTURE);

it('has a switched supply where that of its DUT is: its own fixture, a hub, an emulator', () => {
  const dut = (fixtures: readonly string[], more?: Partial<MapEntry>): MapEntry => board('dut', fixtures, more);
  const plain = board('bench', []);
  expect(switched({ dut: dut([SWITCHED_FIXTURE]), bench: plain })).toBe(true);
  expect(switched({ dut: dut([], { hub_port: '1-1:2' }), bench: plain })).toBe(true);
  expect(switched({ dut: dut([], { platform: 'wasm', runner: 'emulator' }), bench: plain })).toBe(true);
  expect(switched({ dut: dut([]), bench: plain })).toBe(false);
  // Nothing would be switched by it: the proof that power goes would fail for the wrong reason.
  expect(switched({ dut: dut([]), bench: board('bench', [SWITCHED_FIXTURE]) })).toBe(false);
});
