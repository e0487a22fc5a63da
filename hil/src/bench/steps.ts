/** Stimuli as the fixed records of the link. */
import { STEP_KIND, WIRE_FAULT } from '../link/messages.ts';
import { packStep, type Step } from '../link/records.ts';
import { BenchError } from './errors.ts';
import type { Programme, Stimulus, WireFaultKind } from './types.ts';

/** Channels of a bench controller. */
export const CHANNELS = 64;
/** Bytes that one record carries. */
const STEP_DATA_BYTES = 8;

const FAULT_CODES: Readonly<Record<WireFaultKind, number>> = {
  open: WIRE_FAULT.OPEN,
  short: WIRE_FAULT.SHORT,
  stuck: WIRE_FAULT.STUCK,
  bounce: WIRE_FAULT.BOUNCE,
  swap: WIRE_FAULT.SWAP,
  offset: WIRE_FAULT.OFFSET,
  noise: WIRE_FAULT.NOISE,
  drift: WIRE_FAULT.DRIFT,
};

/**
 * Records of a stimulus, in order; bytes take one for every eight of them.
 * @param atUs instant from the programme's start
 * @throws BenchError PROGRAMME_INVALID
 */
export function recordsOf(stimulus: Stimulus, atUs: number): readonly Step[] {
  if (!Number.isSafeInteger(atUs) || atUs < 0) throw invalid('an instant of whole µs from 0', String(atUs));
  if (stimulus.kind === 'power') return [step(atUs, STEP_KIND.POWER, 0, { a: stimulus.on ? 1 : 0 })];
  const { channel } = stimulus;
  if (!isChannel(channel)) throw invalid(`a channel from 0 to ${CHANNELS - 1}`, String(channel));
  switch (stimulus.kind) {
    case 'drive':
      return [step(atUs, STEP_KIND.DRIVE, channel, { a: whole('a value', stimulus.value) })];
    case 'release':
      return [step(atUs, STEP_KIND.RELEASE, channel)];
    case 'bytes':
      return byteSteps(atUs, channel, stimulus.bytes);
    case 'fault': {
      const [a, b] = [whole('a', stimulus.a ?? 0), whole('b', stimulus.b ?? 0)];
      if (stimulus.fault === 'swap' && !isChannel(a)) throw invalid('a channel to swap with', String(a));
      return [step(atUs, STEP_KIND.FAULT, channel, { fault: FAULT_CODES[stimulus.fault], a, b })];
    }
    case 'heal':
      return [step(atUs, STEP_KIND.HEAL, channel)];
  }
}

/**
 * Records of each step of a programme.
 * @throws BenchError PROGRAMME_INVALID for steps out of order, or beyond the programme's length
 */
export function programmeRecords(programme: Programme): readonly (readonly Step[])[] {
  let last = 0;
  return programme.steps.map((stimulus) => {
    const { atUs } = stimulus;
    if (atUs < last) throw invalid(`steps in the order of their instants, none before ${last} µs`, `${atUs} µs`);
    if (atUs > programme.lengthUs) throw invalid(`steps within ${programme.lengthUs} µs`, `${atUs} µs`);
    last = atUs;
    return recordsOf(stimulus, atUs);
  });
}

/** Records one after the other. */
export function packSteps(steps: readonly Step[]): Uint8Array {
  return new Uint8Array(Buffer.concat(steps.map(packStep)));
}

function step(atUs: number, kind: number, channel: number, rest: Partial<Step> = {}): Step {
  return { atUs, kind, channel, fault: 0, zero: 0, a: 0, b: 0, ...rest };
}

function byteSteps(atUs: number, channel: number, bytes: Uint8Array): readonly Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < bytes.length; at += STEP_DATA_BYTES) {
    const some = bytes.subarray(at, at + STEP_DATA_BYTES);
    const data = new DataView(Uint8Array.from({ length: STEP_DATA_BYTES }, (_, index) => some[index] ?? 0).buffer);
    const words = { a: data.getInt32(0, true), b: data.getInt32(4, true) };
    steps.push(step(atUs, STEP_KIND.BYTES, channel, { fault: some.length, ...words }));
  }
  return steps;
}

const isChannel = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < CHANNELS;

function whole(what: string, value: number): number {
  if (Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31) return value;
  throw invalid(`${what} as a signed 32-bit number`, String(value));
}

function invalid(expected: string, seen: string): BenchError {
  return new BenchError('PROGRAMME_INVALID', `expected ${expected}, seen ${seen}`);
}
