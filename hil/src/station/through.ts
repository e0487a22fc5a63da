/** A station seen through another: what the outer one does not do itself goes to the inner. */
import type { BenchController } from '../bench/types.ts';
import type { Station } from './types.ts';

export const benchThrough = (inner: BenchController, own: Partial<BenchController>): BenchController => ({
  levels: () => inner.levels(),
  act: (...stimuli) => inner.act(...stimuli),
  load: (programme) => inner.load(programme),
  start: () => inner.start(),
  recording: () => inner.recording(),
  timeUs: () => inner.timeUs(),
  close: () => inner.close(),
  ...own,
});

/** `dut`, `hello` and `channels` are asked for anew each time: behind a power cycle there are other ones. */
export const stationThrough = (inner: Station, own: Partial<Omit<Station, 'dut' | 'hello' | 'channels'>>): Station => ({
  platform: inner.platform,
  bench: inner.bench,
  pass: (ms) => inner.pass(ms),
  until: (what, holds, timeoutMs) => inner.until(what, holds, timeoutMs),
  power: (on) => inner.power(on),
  fitClocks: () => inner.fitClocks(),
  close: () => inner.close(),
  ...(inner.devices !== undefined && { devices: inner.devices }),
  ...own,
  get dut() {
    return inner.dut;
  },
  get hello() {
    return inner.hello;
  },
  get channels() {
    return inner.channels;
  },
});
