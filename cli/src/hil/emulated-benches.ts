/** Benches without a hardware map: a DUT and a bench controller of their own for each session. */
import { LOOPBACK_FIXTURE, openQemuStation, openWasmStation, type Platform, SWITCHED_FIXTURE } from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import { type Bench, FREE_CHANNEL } from './bench.ts';
import type { Images } from './images.ts';

/** @throws Failure MAP_NEEDED for a platform of real boards */
export function emulatedBench(platform: Platform, room: string, controller: string, images: Images): Bench {
  if (platform !== 'wasm' && platform !== 'qemu-m7') {
    throw new Failure(
      'MAP_NEEDED',
      `expected --hardware-map for ${platform}, seen none: only wasm and qemu-m7 can be made without boards`,
      EXIT.usage,
    );
  }
  const open = async () =>
    platform === 'wasm'
      ? openWasmStation(await images.wasm())
      : openQemuStation({ elf: (await images.m7()).elf, lines: 'pieces' });
  return {
    name: `${platform}-${controller}`,
    platform,
    serial: `${platform}-${controller}`,
    room,
    controller,
    fixtures: [LOOPBACK_FIXTURE, SWITCHED_FIXTURE],
    loopback: FREE_CHANNEL,
    locks: [],
    open,
  };
}
