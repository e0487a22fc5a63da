/** Wires of a bench of which no hardware map says otherwise. */
import { LIMITS } from '@understudy/contract';
import { CHANNELS } from '../bench/steps.ts';
import type { Channel } from '../bench/types.ts';

/** Pin n is channel n, as far as both go. */
export function straightChannels(): ReadonlyMap<number, Channel> {
  const count = Math.min(CHANNELS, LIMITS.pinsPerController);
  return new Map(Array.from({ length: count }, (_, pin): [number, Channel] => [pin, pin]));
}
